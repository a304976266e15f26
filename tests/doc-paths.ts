import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { projectFolder } from '#db/embedded/project-folder.ts';

/** Part of `npm run verify`: every path and every npm script that a Markdown file of this repository names exists. */
const root = projectFolder();
const notOurs = new Set(['node_modules', '.git', '.next', '.data', 'coverage']);
const laterMade = ['docs/screenshots'];
const ending = /\.(ts|tsx|js|json|md|sql|yaml|css)$/;

function main(): number {
  const missing = markdownFiles(root).flatMap((file) => missingFrom(file).map((name) => `${relative(root, file)}: ${name}`));
  if (missing.length > 0) console.error(`Markdown files name what does not exist:\n${missing.join('\n')}`);
  return missing.length > 0 ? 1 : 0;
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? markdownFiles(path) : entry.name.endsWith('.md') ? [path] : [];
  });
}

function missingFrom(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const quoted = matches(withoutBlocks(text), /`([^`\s]+)`/g).filter(isPath);
  const linked = matches(withoutBlocks(text), /\]\(([^)\s#]+)[^)]*\)/g).filter((target) => !/^[a-z]+:/.test(target));
  const isThere = (path: string) => existsSync(join(root, path)) || existsSync(join(dirname(file), path));
  return [
    ...quoted.filter((path) => !isThere(path)),
    ...linked.filter((path) => !isMadeLater(file, path) && !existsSync(join(dirname(file), path))),
    ...matches(text, /npm run (?:--silent )?([\w:-]+)/g)
      .filter((script) => !(script in scripts))
      .map((script) => `npm run ${script}`),
  ];
}

/** Whether a word in backticks means a file or folder here: it ends like one, or begins with one of the top folders. */
function isPath(word: string): boolean {
  if (!/^[\w.@()[\]-]+(\/[\w.@()[\]-]+)*\/?$/.test(word) || isMadeLater(root, word)) return false;
  const [first = '', ...rest] = word.split('/');
  if (notOurs.has(first)) return false;
  return rest.length > 0 ? ending.test(word) || topFolders.has(first) : ending.test(word);
}

function isMadeLater(from: string, path: string): boolean {
  const place = basename(from).endsWith('.md') ? relative(root, join(dirname(from), path)) : path;
  return laterMade.some((folder) => place.startsWith(folder));
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '');
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const topFolders = new Set(
  readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
);

process.exitCode = main();
