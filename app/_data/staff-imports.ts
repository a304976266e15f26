import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import type {
  BoardEffectView,
  ImportRow,
  PictureCellView,
  PictureView,
  PreviewView,
  ProblemGroup,
  ReviewPlace,
} from '#components/imports/import-view.ts';
import type { CellValue } from '#core/energy/picture-cells.ts';
import type { Problem, Severity } from '#core/meter-files/problem.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Import, ListedImport } from '#db/queries/imports.ts';
import { getMeterCoverage } from '#services/get-meter-coverage.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import type { ImportPicture } from '#services/picture-import.ts';
import type { BoardEffect, Preview } from '#services/preview-import.ts';

/** A preview as the page draws it: plain values, problems grouped. */
export function previewView({ result, options, like, taken, effect, picture }: Preview): PreviewView {
  return {
    ...resultView(result, options),
    profile:
      like === null || Object.keys(taken).length === 0
        ? null
        : { importId: like.id, fileName: like.fileName, on: (like.committedAt ?? like.createdAt).toISOString(), options: taken },
    picture: picture === null || result.state !== 'previewed' ? null : pictureView(picture),
    board: effect === null || result.state !== 'previewed' ? null : effectView(effect),
  };
}

/** What a reading of a file says, without what is around it. */
export function resultView(result: ImportResult, options: ImportOptions): PreviewView {
  const { understanding, problems } = result;
  const questions = understanding?.questions ?? [];
  return {
    state: result.state,
    knownImport: result.state === 'known' ? result.import : null,
    readings: result.readings,
    energyKwh: Number(result.energyKwh),
    options,
    guesses: understanding?.guesses ?? [],
    questions,
    groups: questions.length > 0 ? [] : groupProblems(problems),
    unknownMeters: unknownLabels(problems),
    profile: null,
    suggestedMeters: result.suggestedMeters ?? [],
    picture: null,
    board: null,
  };
}

/** Labels that no dorm has, as far as they are listed. */
export function unknownLabels(problems: readonly Problem[]): string[] {
  const labels = new Set(problems.filter(({ kind }) => kind === 'unknown-meter').map(({ found }) => found));
  return [...labels].filter((label) => label !== '');
}

const SEVERITIES: readonly Severity[] = ['refused', 'held', 'warning', 'info'];
const FIRST = 8;

/** Problems by kind and severity, the grave ones and the many first. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<
    string,
    { kind: Problem['kind']; severity: Severity; count: number; steps: number | null; first: Problem[] }
  >();
  const steps = new Set<string>();
  for (const problem of problems) {
    const isRest = problem.kind === 'more-of-the-same' && problem.params.kind !== undefined;
    const kind = isRest ? (problem.params.kind as Problem['kind']) : problem.kind;
    const key = `${kind} ${problem.severity}`;
    const group = groups.get(key) ?? { kind, severity: problem.severity, count: 0, steps: null, first: [] };
    groups.set(key, group);
    group.count += isRest ? Number(problem.params.count ?? 1) : 1;
    if (kind === 'register-drop' || kind === 'register-jump') group.steps = (group.steps ?? 0) + newStep(steps, problem);
    if (!isRest && group.first.length < FIRST) group.first.push(problem);
  }
  if (groups.size > 1) groups.delete('no-usable-row refused');
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
  return [...groups.values()].sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count);
}

/** 1 for the first value that is held against one base, 0 for those after it. */
function newStep(steps: Set<string>, { kind, column, params }: Problem): 0 | 1 {
  const step = `${kind} ${params.meter ?? column} ${params.beforeAt}`;
  if (steps.has(step)) return 0;
  steps.add(step);
  return 1;
}

function pictureView({ unit, cells, firstAt, lastAt, meterCount, completeCount, meters }: ImportPicture): PictureView {
  return {
    unit,
    keys: cells.map(({ key }) => key),
    firstAt: new Date(firstAt).toISOString(),
    lastAt: new Date(lastAt).toISOString(),
    meterCount,
    completeCount,
    meters: meters.map((meter) => ({
      label: meter.label,
      dorm: meter.dorm,
      isRegister: meter.isRegister,
      stepSeconds: meter.stepSeconds,
      energyKwh: meter.energyMicroWh / 1e9,
      counts: { new: meter.new, same: meter.same, replaced: meter.replaced, held: meter.held, refused: meter.refused },
      gapSeconds: meter.gapSeconds,
      isCoarse: meter.isCoarse,
      cells: meter.values.map(cellView),
    })),
  };
}

/** Three decimals are more than a bar shows. */
function cellView({ kwh, estimatedKwh, missing, isNew, isHeld }: CellValue): PictureCellView {
  const short = (value: number) => Math.round(value * 1000) / 1000;
  return [short(kwh), short(estimatedKwh), short(missing), isNew ? 1 : 0, isHeld ? 1 : 0];
}

function effectView({ week, before, after, publishedWeeks }: BoardEffect): BoardEffectView {
  const earlier = new Map(before.map((standing) => [standing.dormId, standing]));
  return {
    weekId: week.id,
    standings: after.map(({ dormId, slug, name, rank, score }) => ({
      dorm: slug,
      name,
      before: earlier.get(dormId)?.rank ?? null,
      after: rank,
      scoreBefore: earlier.get(dormId)?.score ?? null,
      scoreAfter: score,
    })),
    publishedWeeks: publishedWeeks.map(weekId),
  };
}

/** A line of the list of imports. */
export function importRow(row: Import & { readonly email?: ListedImport['email'] }): ImportRow {
  const { id, subject, fileName, bytes, state, channel, outcome } = row;
  return {
    id,
    subject,
    fileName,
    bytes,
    state,
    channel,
    email: row.email ?? null,
    at: (row.committedAt ?? row.createdAt).toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    readings: outcome?.readings ?? null,
    energyKwh: outcome === null ? null : Number(outcome.energyKwh),
    days: outcome?.temperatures?.days ?? null,
    problems: outcome?.problems ?? null,
  };
}

/** What the review of a received file needs to know beside the file. */
export async function reviewPlace({ ctx, campus, can }: StaffPlace, row: Import): Promise<ReviewPlace> {
  const dorms = await getMeterCoverage(ctx, { campus, now: new Date() });
  return {
    campus: campus.slug,
    timeZone: campus.timeZone,
    importId: row.id,
    fileName: row.fileName,
    bytes: row.bytes,
    dorms: dorms.map(({ dorm: { slug, name } }) => ({ slug, name })),
    meters: dorms.flatMap(({ meters }) => meters.map(({ meter }) => meter.label)),
    canCommit: can('import-readings'),
    channel: row.channel,
    receivedAt: row.createdAt.toISOString(),
  };
}
