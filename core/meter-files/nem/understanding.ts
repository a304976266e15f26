import type { Guess, ReadContext, Understanding } from '#core/meter-files/meter-file.ts';
import type { ChannelJudge, Verdict } from '#core/meter-files/nem/channels.ts';
import { keyOf, type NemChannel } from '#core/meter-files/nem/records.ts';
import { MOST_CHANNELS, type Survey } from '#core/meter-files/nem/survey.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemFor } from '#core/meter-files/problem.ts';
import { storableText } from '#core/meter-files/storable-text.ts';
import { meterUnclear } from '#core/meter-files/told-meter.ts';
import { multiplierQuestions } from '#core/meter-files/told-multiplier.ts';
import { tooManyMeters } from '#core/meter-files/too-many-meters.ts';
import { isTimeZone, zoneClock } from '#core/time/zoned-times.ts';

/** The market's time, without summer time. */
const MARKET_OFFSET_MS = 36_000_000;
const MARKET_ZONE = '+10:00';

/**
 * Milliseconds from an instant to the wall time of the file's days. They have 24 hours all year, so a told zone counts with its
 * standard time.
 */
export function offsetOf({ options: { timeZone }, now }: ReadContext): number {
  if (timeZone === undefined || !isTimeZone(timeZone)) return MARKET_OFFSET_MS;
  const year = new Date(now).getUTCFullYear();
  const clock = zoneClock(timeZone);
  return Math.min(clock.offset(Date.UTC(year, 0, 1)), clock.offset(Date.UTC(year, 6, 1)));
}

/** What a survey of the file makes of it: the guesses, the meters, and what staff must answer first. */
export function understand({
  survey,
  judge,
  context,
  encoding,
}: {
  readonly survey: Survey;
  readonly judge: ChannelJudge;
  readonly context: ReadContext;
  readonly encoding: Guess;
}): Understanding {
  const judged = new Map(survey.channels.map((channel) => [keyOf(channel), { channel, verdict: judge.judge(channel) }]));
  const channels = [...judged.values()];
  const labels = channels.flatMap(({ verdict }) => (verdict.isCounted ? [verdict.label] : []));
  const format = survey.channels[0]?.kind === 'accumulated' ? 'nem13' : 'nem12';
  const params = { zone: context.options.timeZone ?? MARKET_ZONE };
  const isZoneTold = context.options.timeZone !== undefined;
  return {
    format,
    guesses: [
      { about: 'format', value: format, evidence: 'contents', params: {}, certainty: survey.hasHeader ? 'sure' : 'likely' },
      encoding,
      ...(channels.length === 0 ? [] : [...channelsGuess(channels), unitGuess(channels, context)]),
      isZoneTold
        ? { about: 'zone', value: 'named', evidence: 'told', params, certainty: 'told' }
        : { about: 'zone', value: 'named', evidence: 'nem', params, certainty: 'likely' },
    ],
    questions: questionsOf({ survey, judge, channels, labels, context }),
    meters: [...new Set(labels)].slice(0, MOST_LABELS),
  };
}

const MOST_LABELS = 1000;
const MOST_NAMED = 8;

interface Judged {
  readonly channel: NemChannel;
  readonly verdict: Verdict;
}

function channelsGuess(channels: readonly Judged[]): readonly Guess[] {
  const left = channels.filter(({ verdict }) => !verdict.isCounted);
  if (left.length === 0) return [];
  const params = { leftOut: namesOf(left), count: String(left.length) };
  return [{ about: 'channels', value: 'left-out', evidence: 'not-energy-used', params, certainty: 'likely' }];
}

function namesOf(channels: readonly Judged[]): string {
  const names = channels.slice(0, MOST_NAMED).map(({ channel: { nmi, suffix, unit } }) => {
    const name = storableText(`${nmi} ${suffix}`.trim(), 40);
    return unit === '' ? name : `${name} (${storableText(unit, 10)})`;
  });
  return [...names, ...(channels.length > MOST_NAMED ? [`… ${channels.length}`] : [])].join(', ');
}

function unitGuess(channels: readonly Judged[], { options }: ReadContext): Guess {
  if (options.unit !== undefined) return { about: 'unit', value: options.unit, evidence: 'told', params: {}, certainty: 'told' };
  const isSaid = channels.some(({ channel, verdict }) => verdict.isCounted && channel.unit !== '');
  return isSaid
    ? { about: 'unit', value: 'column', evidence: 'unit-column', params: { column: 'UOM' }, certainty: 'sure' }
    : { about: 'unit', value: 'kWh', evidence: 'meter-or-usual', params: {}, certainty: 'likely' };
}

function questionsOf({
  survey,
  judge,
  channels,
  labels,
  context,
}: {
  readonly survey: Survey;
  readonly judge: ChannelJudge;
  readonly channels: readonly Judged[];
  readonly labels: readonly string[];
  readonly context: ReadContext;
}): readonly Problem[] {
  if (survey.valueRecords === 0) return [problemFor({ kind: 'empty-file', severity: 'refused' })];
  if (survey.channels.length >= MOST_CHANNELS) return [tooManyMeters(MOST_CHANNELS)];
  const { timeZone } = context.options;
  const questions: Problem[] = [...multiplierQuestions(context.options)];
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    questions.push(problemFor({ kind: 'zone-disagrees', severity: 'refused', found: timeZone, params: { timeZone, other: '' } }));
  }
  if (channels.length > 0 && labels.length === 0) questions.push(noConsumption(channels));
  if (judge.isToldUnclear) questions.push(meterUnclear(context.options.meter ?? '', labels));
  if (channels.some(({ channel, verdict }) => verdict.isCounted && channel.nmi === '' && verdict.label === '')) {
    questions.push(problemFor({ kind: 'meter-not-given', severity: 'refused' }));
  }
  return questions;
}

/** A net channel may be all that a dorm's meter sends; only people know whether it is. */
function noConsumption(channels: readonly Judged[]): Problem {
  const isPerhaps = channels.filter(({ verdict }) => !verdict.isCounted && /^(net|no-suffix)$/.test(verdict.reason)).length === 1;
  const params = { reason: isPerhaps ? 'perhaps' : 'none' };
  return problemFor({ kind: 'no-consumption-channel', severity: 'refused', found: storableText(namesOf(channels)), params });
}
