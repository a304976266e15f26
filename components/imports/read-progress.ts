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
  readonly stage?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The server says something every 5 seconds: after so long a silence the connection is lost. */
const LONGEST_SILENCE_MS = 30_000;

/**
 * Posts to an address that answers line by line in JSON: progress (0 to 1) and stages now and then, its answer in the last
 * line. Throws Refused for what the server refuses, and for an answer that breaks off or falls silent.
 */
export async function readProgress<Answer>(
  address: string,
  tools: { signal: AbortSignal; onProgress: (share: number) => void; onStage: (stage: string) => void },
): Promise<Answer> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), LONGEST_SILENCE_MS);
  try {
    const response = await fetch(address, { method: 'POST', signal: AbortSignal.any([tools.signal, silence.signal]) });
    if (!response.ok || response.body === null) throw await refusalOf(response);
    let answer: Answer | null = null;
    for await (const line of linesOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), LONGEST_SILENCE_MS);
      answer = readLine<Answer>(line, tools) ?? answer;
    }
    if (answer === null) throw new Refused('request-broken', 'The answer broke off.');
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

function readLine<Answer>(
  line: string,
  tools: { onProgress: (share: number) => void; onStage: (stage: string) => void },
): Answer | undefined {
  const read: Line & { answer?: Answer } = JSON.parse(line);
  if (read.error !== undefined) throw new Refused(read.error.code, read.error.message);
  if (read.stage !== undefined) tools.onStage(read.stage);
  if (read.progress !== undefined) tools.onProgress(read.progress);
  return read.answer;
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
