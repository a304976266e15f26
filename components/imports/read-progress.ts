/** A refusal as the server words it; `code` is a key of the errors' words. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

interface Line {
  readonly progress?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * Posts to an address that answers line by line in JSON: progress (0 to 1) now and then, its answer in the last line.
 * Throws Refused for what the server refuses, and for an answer that breaks off.
 */
export async function readProgress<Answer>(
  address: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Answer> {
  const response = await fetch(address, { method: 'POST', signal });
  if (!response.ok || response.body === null) throw await refusalOf(response);
  let answer: Answer | null = null;
  for await (const line of linesOf(response.body)) {
    const read: Line & { answer?: Answer } = JSON.parse(line);
    if (read.error !== undefined) throw new Refused(read.error.code, read.error.message);
    if (read.progress !== undefined) onProgress(read.progress);
    if (read.answer !== undefined) answer = read.answer;
  }
  if (answer === null) throw new Refused('request-broken', 'The answer broke off.');
  return answer;
}

/** What an answer that is no success says. */
export async function refusalOf(response: Response): Promise<Refused> {
  const body: Line | null = await response.json().catch(() => null);
  return new Refused(body?.error?.code ?? 'internal', body?.error?.message ?? response.statusText);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
  if (rest !== '') yield rest;
}
