import { wholeFile } from '#core/meter-files/archives/refusal.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem, ProblemKind, Severity } from '#core/meter-files/problem.ts';

/** A file in an archive, or a sheet in a workbook, as it was understood. */
export interface Part {
  readonly name: string;
  /** Its whole size as its batches' `bytesRead` counts it. */
  readonly bytes: number;
  /** Its share of the outer file's bytes. */
  readonly weight: number;
  readonly isEmpty: boolean;
  readonly reading: MeterFileReading;
}

/** The parts to read, what is said about those that are not, and what must be answered first. */
export interface ChosenParts {
  readonly read: readonly Part[];
  readonly leftOut: readonly Problem[];
  readonly questions: readonly Problem[];
  /** The part whose understanding stands for the file's: one that asks, else the first that is read. */
  readonly shown: Part | null;
}

/**
 * Chooses the parts to read. One that cannot be a meter file is left out where another can be read, `severityOf` telling how
 * loudly; any other question is asked, and then nothing is read until it is answered.
 */
export function chooseParts(
  parts: readonly Part[],
  rule: { readonly isNoMeterFile: (question: Problem) => boolean; readonly severityOf: (part: Part) => Severity },
): ChosenParts {
  const questionsOf = ({ reading }: Part) => reading.understanding.questions;
  const read = parts.filter((part) => questionsOf(part).length === 0);
  const strange = parts.filter((part) => questionsOf(part).some(rule.isNoMeterFile));
  const asking = parts.filter((part) => questionsOf(part).length > 0 && (read.length === 0 || !strange.includes(part)));
  const real = asking.filter((part) => !strange.includes(part));
  const asked = (real.length > 0 ? real : asking).flatMap((part) => questionsOf(part).map((question) => inPart(question, part)));
  const leftOut = strange.map((part) => leftOutPart(part, rule.severityOf(part)));
  return { read, leftOut, questions: asked.slice(0, MOST_QUESTIONS), shown: real[0] ?? read[0] ?? asking[0] ?? null };
}

const MOST_QUESTIONS = 50;

function leftOutPart(part: Part, severity: Severity): Problem {
  return leftOutFile({ name: part.name, reason: part.isEmpty ? 'empty' : 'no-meter-file', severity });
}

/** Says that a file in an archive, or a sheet, is not read. */
export function leftOutFile({
  name,
  reason,
  severity,
}: {
  readonly name: string;
  readonly reason: 'clutter' | 'hidden' | 'empty' | 'no-meter-file';
  readonly severity: Severity;
}): Problem {
  return wholeFile({ kind: 'file-left-out', severity, found: name, params: { file: name, reason } });
}

/** A part's problem as the whole file's: it names the part, and the part within it where there is one. */
export function inPart(problem: Problem, { name }: Pick<Part, 'name'>): Problem {
  const { file } = problem.params;
  return { ...problem, params: { ...problem.params, file: file === undefined ? name : `${name} › ${file}` } };
}

/** Reads a part whose one meter is not told: its own name is the meter's label where such a meter is known. */
export async function readNamedPart({
  names,
  context,
  read,
}: {
  readonly names: readonly string[];
  readonly context: ReadContext;
  readonly read: (context: ReadContext) => Promise<MeterFileReading>;
}): Promise<MeterFileReading> {
  const reading = await read(context);
  const { questions } = reading.understanding;
  if (!questions.some(({ kind }) => kind === 'meter-not-given')) return reading;
  const meter = names.find((name) => knowsMeter(context, name));
  return meter === undefined ? reading : read({ ...context, options: { ...context.options, meter } });
}

const NO_TABLE: ReadonlySet<ProblemKind> = new Set(['empty-file', 'unreadable-file', 'layout-unknown', 'temperature-missing']);

/** Whether a question is really the finding that there are no readings: neither columns nor words that could be any. */
export function isNoTable({ kind, params }: Problem): boolean {
  return NO_TABLE.has(kind) || (kind === 'workbook-unsupported' && params.reason === 'document');
}
