import { kindOf } from '#core/meter-files/green-button/channel-timeline.ts';
import type { Channel, Channels } from '#core/meter-files/green-button/channels.ts';
import type { Outline } from '#core/meter-files/green-button/outline.ts';
import type { XmlFault } from '#core/meter-files/green-button/xml-reader.ts';
import type { Guess, ReadContext, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { storableText } from '#core/meter-files/storable-text.ts';
import { meterUnclear } from '#core/meter-files/told-meter.ts';
import { multiplierQuestions } from '#core/meter-files/told-multiplier.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

export interface Findings {
  readonly encoding: Guess;
  readonly outline: Outline;
  readonly channels: Channels;
  readonly fault: XmlFault | null;
  readonly context: ReadContext;
}

/** What the first reading of a feed makes of it: the guesses, the meters, and what staff must answer first. */
export function understand(findings: Findings): Understanding {
  const read = findings.channels.all.filter(({ leftOut }) => leftOut === null);
  const questions = questionsOf(findings, read);
  return {
    format: 'green-button',
    guesses: [
      guess({ about: 'format', value: 'green-button', evidence: 'contents', certainty: 'sure' }),
      findings.encoding,
      ...(read[0] === undefined ? [] : channelGuesses(findings, read[0])),
    ],
    questions,
    meters: [...new Set(read.map(({ label }) => label))].filter((label) => label !== '').slice(0, MOST_LABELS),
  };
}

/** What ended the reading, as a problem of the file. */
export function faultProblem({ reason, row, found }: XmlFault): Problem {
  return reason === 'doctype'
    ? problemOf({ kind: 'doctype', severity: 'refused', row, found })
    : problemOf({ kind: 'unreadable-file', severity: 'refused', row, found, params: { reason: `xml-${reason}` } });
}

const MOST_LABELS = 1000;
const MOST_NAMED = 8;

function guess(said: Omit<Guess, 'params'> & Partial<Pick<Guess, 'params'>>): Guess {
  return { params: {}, ...said };
}

function channelGuesses({ channels, context, outline }: Findings, first: Channel): readonly Guess[] {
  const left = channels.all.filter(({ leftOut }) => leftOut !== null);
  const isNewestFirst = context.options.newestFirst ?? outline.direction < 0;
  const power = first.factor.scale > 0 ? `-${first.factor.scale}` : String(String(first.factor.digits).length - 1);
  return [
    ...(left.length === 0
      ? []
      : [
          guess({
            about: 'channels',
            value: 'left-out',
            evidence: 'reading-type',
            params: { leftOut: namesOf(left) },
            certainty: 'sure',
          }),
        ]),
    unitGuess(first),
    ...(power === '0'
      ? []
      : [guess({ about: 'multiplier', value: 'power', evidence: 'reading-type', params: { power }, certainty: 'sure' })]),
    kindGuess(first, context),
    guess({ about: 'zone', value: 'named', evidence: 'format', params: { zone: 'UTC' }, certainty: 'sure' }),
    guess({ about: 'label', value: 'start', evidence: 'format', certainty: 'sure' }),
    guess({
      about: 'order',
      value: isNewestFirst ? 'newest-first' : 'oldest-first',
      evidence: context.options.newestFirst === undefined ? 'steps' : 'told',
      certainty: context.options.newestFirst === undefined ? 'sure' : 'told',
    }),
  ];
}

function unitGuess({ unit, unitFrom }: Channel): Guess {
  if (unitFrom === 'told') return guess({ about: 'unit', value: unit, evidence: 'told', certainty: 'told' });
  return unitFrom === 'usual'
    ? guess({ about: 'unit', value: unit, evidence: 'no-reading-type', certainty: 'likely' })
    : guess({ about: 'unit', value: unit, evidence: 'reading-type', certainty: 'sure' });
}

function kindGuess(first: Channel, context: ReadContext): Guess {
  const value = kindOf(first, null, context);
  if (context.options.kind !== undefined) return guess({ about: 'kind', value, evidence: 'told', certainty: 'told' });
  return first.kind === null
    ? guess({ about: 'kind', value, evidence: 'usual', certainty: 'likely' })
    : guess({ about: 'kind', value, evidence: 'reading-type', certainty: 'sure' });
}

function namesOf(channels: readonly Channel[]): string {
  const names = channels.slice(0, MOST_NAMED).map(({ label, unitName }) => {
    const name = storableText(label, 40);
    return unitName === '' ? name : `${name} (${storableText(unitName, 15)})`;
  });
  return [...names, ...(channels.length > MOST_NAMED ? [`… ${channels.length}`] : [])].join(', ');
}

function questionsOf({ channels, fault, context }: Findings, read: readonly Channel[]): readonly Problem[] {
  const { timeZone } = context.options;
  if (fault !== null && !isHarmless(fault, channels)) return [faultProblem(fault)];
  if (channels.all.length === 0) return [problemOf({ kind: 'empty-file', severity: 'refused', row: null })];
  const questions: Problem[] = [...multiplierQuestions(context.options)];
  if (read.some(({ label }) => label === ''))
    questions.push(problemOf({ kind: 'meter-not-given', severity: 'refused', row: null }));
  const { meter = '' } = context.options;
  const labels = read.map(({ label }) => label);
  if (meter.trim() !== '' && !labels.includes(meter.trim()) && read.length > 1) questions.push(meterUnclear(meter, labels));
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    const params = { timeZone, other: '' };
    questions.push(problemOf({ kind: 'zone-disagrees', severity: 'refused', row: null, found: timeZone, params }));
  }
  return questions;
}

/** A file that breaks off is read up to there, unless what says how to read its values is lost with the rest. */
function isHarmless({ reason }: XmlFault, { all }: Channels): boolean {
  const isBroken = reason === 'markup' || reason === 'too-long';
  return isBroken && all.length > 0 && all.every(({ family }) => family.readingType !== null);
}
