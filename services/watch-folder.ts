import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { type TakenFile, takeWatchedFile } from '#services/take-watched-file.ts';
import { isSameFile, lookAt, prepareFolder, type SeenFile } from '#services/watched-files.ts';

/** What became of a file, or why nothing did yet; it is then tried again. */
export type WatchEvent = TakenFile | { readonly file: string; readonly state: 'failed'; readonly error: string };

export interface WatchRequest {
  readonly campus: Campus;
  readonly folder: string;
  /** After two looks it ends, with every file that was whole at both taken. */
  readonly isOnce: boolean;
  readonly say: (event: WatchEvent) => void;
  readonly now: () => Date;
  /** Waits until the next look; resolves early when `signal` ends the watch. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Watched {
  readonly taken: number;
  readonly refused: number;
  readonly failed: number;
}

/**
 * Imports the files that appear in a folder, one after the other, each once its size and time stayed the same between two
 * looks. A file that fails is tried again, ever more rarely; one that cannot be moved is left alone until it changes. Errors:
 * file-refused when there is no such folder.
 */
export async function watchFolder(ctx: Context, request: WatchRequest): Promise<Watched> {
  const { folder, isOnce, pause, signal } = request;
  await prepareFolder(folder);
  const watch = new Watch(ctx, request);
  for (let looks = 1; !signal.aborted; looks += 1) {
    const isWaiting = await watch.look();
    if (signal.aborted || (isOnce && (looks > 1 || !isWaiting))) break;
    await pause();
  }
  return watch.counts;
}

/** A file that fails is left out for at most so many looks before it is tried again. */
const MOST_SKIPPED = 64;

class Watch {
  readonly #ctx: Context;
  readonly #request: WatchRequest;
  readonly counts = { taken: 0, refused: 0, failed: 0 };
  #before = new Map<string, SeenFile>();
  /** Files that are dealt with and could not be moved, as they were then. */
  readonly #stuck = new Map<string, SeenFile>();
  readonly #failures = new Map<string, { count: number; skip: number }>();
  readonly #unreadable = new Set<string>();
  #hasFailedToLook = false;

  constructor(ctx: Context, request: WatchRequest) {
    this.#ctx = ctx;
    this.#request = request;
  }

  /** Takes what is whole; true when there are files that must be looked at once more. */
  async look(): Promise<boolean> {
    const found = await this.#list();
    const before = this.#before;
    this.#before = new Map(found.map((file) => [file.name, file]));
    let isWaiting = false;
    for (const file of found) {
      if (this.#request.signal.aborted) return false;
      if (isSameFile(this.#stuck.get(file.name), file)) continue;
      if (!isSameFile(before.get(file.name), file)) isWaiting = true;
      else if (!this.#isSkipped(file.name)) await this.#take(file);
    }
    return isWaiting;
  }

  /** A network share may be gone for a while: it is said once, and looked for again. */
  async #list(): Promise<SeenFile[]> {
    try {
      const found = await lookAt(this.#request.folder, (name) => this.#tellUnreadable(name));
      this.#hasFailedToLook = false;
      return found;
    } catch (error) {
      if (!this.#hasFailedToLook) this.#ctx.log.warn({ error: textOf(error) }, 'the folder cannot be read just now');
      this.#hasFailedToLook = true;
      if (this.#request.isOnce) this.counts.failed += 1;
      return [];
    }
  }

  /** Said once: until somebody renames the file, nothing can be done. */
  #tellUnreadable(file: string): void {
    if (this.#unreadable.has(file)) return;
    this.#unreadable.add(file);
    this.counts.failed += 1;
    this.#request.say({ file, state: 'failed', error: 'its name is not UTF-8. Rename it.' });
  }

  async #take(seen: SeenFile): Promise<void> {
    const { campus, folder, say, now } = this.#request;
    try {
      const taken = await takeWatchedFile(this.#ctx, { campus, folder, seen, now: now() });
      this.#failures.delete(seen.name);
      if (taken === null) return;
      if (taken.movedTo === null) this.#stuck.set(seen.name, seen);
      this.counts[taken.state === 'refused' ? 'refused' : 'taken'] += 1;
      say(taken);
    } catch (error) {
      const { count } = this.#failures.get(seen.name) ?? { count: 0 };
      this.#failures.set(seen.name, { count: count + 1, skip: Math.min(MOST_SKIPPED, 2 ** count) });
      this.counts.failed += 1;
      say({ file: seen.name, state: 'failed', error: textOf(error) });
    }
  }

  #isSkipped(name: string): boolean {
    const failure = this.#failures.get(name);
    if (failure === undefined || failure.skip === 0) return false;
    failure.skip -= 1;
    return true;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
