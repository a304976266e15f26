import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rooms = ['common', 'fault', 'board', 'dorm', 'week', 'method', 'imports', 'kiosk', 'audit'];

function wordsOf(locale: string, room: string): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') words.set(path, node);
    else for (const [key, child] of Object.entries(node as Record<string, unknown>)) walk(child, `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(`messages/${locale}/${room}.json`, 'utf8')), room);
  return words;
}

const argumentsOf = (words: string) => [...new Set([...words.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

const tagsOf = (words: string) => [...new Set([...words.matchAll(/<(\w+)>/g)].map((match) => match[1]))].sort();

test.each(rooms)('every word of %s exists in English and Chinese', (room) => {
  expect([...wordsOf('zh', room).keys()].sort()).toEqual([...wordsOf('en', room).keys()].sort());
});

test.each(rooms)('no Chinese sentence of %s asks for a value that the English one does not get', (room) => {
  const english = wordsOf('en', room);
  for (const [key, words] of wordsOf('zh', room)) {
    const original = english.get(key) ?? '';
    const unknown = argumentsOf(words).filter((name) => !argumentsOf(original).includes(name));
    expect({ key, unknown }).toEqual({ key, unknown: [] });
    expect({ key, tags: tagsOf(words) }).toEqual({ key, tags: tagsOf(original) });
  }
});

test('both languages have the same rooms', () => {
  expect(readdirSync('messages/zh').sort()).toEqual(readdirSync('messages/en').sort());
});
