import { type ChosenParts, inPart, type Part } from '#core/meter-files/archives/parts.ts';
import type { Batch, Guess, MeterFileReading } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** Several parts as one reading: one list of labels, one progress through the outer file's `bytes`, rows part by part. */
export function joinParts({
  format,
  guesses,
  chosen,
  bytes,
  finish = () => {},
}: {
  readonly format: string;
  readonly guesses: readonly Guess[];
  readonly chosen: ChosenParts;
  readonly bytes: number;
  /** Called when nobody reads any more. */
  readonly finish?: () => void;
}): MeterFileReading {
  const { read, leftOut, questions, shown } = chosen;
  const labels: string[] = [];
  return {
    understanding: {
      format,
      guesses: firstOfEach([...guesses, ...(shown?.reading.understanding.guesses ?? [])]),
      questions,
      meters: [...new Set(read.flatMap(({ reading }) => reading.understanding.meters))],
    },
    meters: labels,
    async *batches() {
      if (questions.length > 0) return;
      labels.length = 0;
      try {
        yield { intervals: [], registers: [], problems: leftOut, bytesRead: 0 };
        yield* batchesOf({ parts: read, labels, bytes });
      } finally {
        finish();
      }
    },
  };
}

async function* batchesOf({
  parts,
  labels,
  bytes,
}: {
  readonly parts: readonly Part[];
  readonly labels: string[];
  readonly bytes: number;
}): AsyncGenerator<Batch> {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const problems = new JointProblems();
  const indexes = new Map<string, number>();
  let done = 0;
  for (const part of parts) {
    const relabel = relabelling({ part, labels, indexes });
    for await (const batch of part.reading.batches()) {
      const share = part.bytes === 0 ? 1 : Math.min(1, batch.bytesRead / part.bytes);
      yield {
        intervals: relabel(batch.intervals),
        registers: relabel(batch.registers),
        temperatures: batch.temperatures ?? [],
        problems: problems.pass(batch.problems, part),
        bytesRead: Math.floor((bytes * (done + share * part.weight)) / total),
      };
    }
    done += part.weight;
  }
  yield { intervals: [], registers: [], problems: problems.closing(), bytesRead: bytes };
}

/** Gives rows the joint index of their meter: the same label in two parts is the same meter. */
function relabelling({
  part,
  labels,
  indexes,
}: {
  readonly part: Part;
  readonly labels: string[];
  readonly indexes: Map<string, number>;
}): <Row extends { readonly meter: number }>(rows: readonly Row[]) => readonly Row[] {
  const joint: number[] = [];
  const jointOf = (own: number): number => {
    const label = part.reading.meters[own] ?? '';
    const index = indexes.get(label) ?? labels.push(label) - 1;
    indexes.set(label, index);
    joint[own] = index;
    return index;
  };
  return (rows) =>
    rows.map((row) => {
      const meter = joint[row.meter] ?? jointOf(row.meter);
      return meter === row.meter ? row : { ...row, meter };
    });
}

function firstOfEach(guesses: readonly Guess[]): readonly Guess[] {
  return guesses.filter(({ about }, at) => guesses.findIndex((guess) => guess.about === about) === at);
}

const MOST_OF_A_KIND = 3000;

/** The problems of all parts, each with its part's name; of each kind no more than a few thousand, the rest counted. */
class JointProblems {
  readonly #counts = new Map<string, { count: number; more: number; readonly like: Problem }>();

  pass(problems: readonly Problem[], part: Part): readonly Problem[] {
    return problems.flatMap((problem) => {
      const isMore = problem.kind === 'more-of-the-same';
      const kind = isMore ? (problem.params.kind ?? '') : problem.kind;
      const key = `${kind} ${problem.severity}`;
      const tally = this.#counts.get(key) ?? { count: 0, more: 0, like: { ...problem, params: { kind } } };
      this.#counts.set(key, tally);
      if (isMore) tally.more += Number(problem.params.count ?? 0);
      else if (tally.count < MOST_OF_A_KIND) {
        tally.count += 1;
        return [inPart(problem, part)];
      } else tally.more += 1;
      return [];
    });
  }

  closing(): readonly Problem[] {
    return [...this.#counts.values()]
      .filter(({ more }) => more > 0)
      .map(({ more, like: { severity, params } }) =>
        problemOf({ kind: 'more-of-the-same', severity, row: null, params: { ...params, count: String(more) } }),
      );
  }
}
