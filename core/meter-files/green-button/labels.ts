import type { Channel } from '#core/meter-files/green-button/channels.ts';
import { idOf } from '#core/meter-files/green-button/family.ts';
import type { Resource } from '#core/meter-files/green-button/outline.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';

/**
 * Gives each channel that is read its meter's label: a known meter's where title or id is one, else the UsagePoint's title, with
 * its id where titles repeat, else its service delivery point's name or its id, else the MeterReading's title. Where a UsagePoint
 * has several channels the MeterReading's title tells them apart.
 */
export function labelChannels(channels: readonly Channel[], context: ReadContext): void {
  const read = channels.filter(({ leftOut }) => leftOut === null);
  const named = new Set(read.filter((channel) => knowsChannel(context, channel)));
  // A channel with a meter of its own leaves the UsagePoint's names to the others.
  const names = countNames(read, (channel) => (named.has(channel) ? ownNames(channel) : namesOf(channel)));
  const others = read.filter((channel) => !named.has(channel));
  const titles = sizesOf(others, ({ family: { usagePoint } }) => [titleOf(usagePoint), usagePoint]);
  const points = sizesOf(others, (channel) => [channel.family.usagePoint, channel]);
  for (const channel of channels) {
    const { usagePoint } = channel.family;
    const isTitleShared = (titles.get(titleOf(usagePoint))?.size ?? 0) > 1;
    const isAlone = usagePoint === null || (points.get(usagePoint)?.size ?? 0) < 2;
    const known = namesOf(channel).find((name) => names.get(name) === 1 && knowsMeter(context, name));
    channel.label = known ?? plainLabel(channel, { isTitleShared, isAlone });
  }
}

/** Whether staff have made a meter of this very channel, not merely of its UsagePoint. */
export function knowsChannel(context: ReadContext, channel: Channel): boolean {
  return ownNames(channel).some((name) => knowsMeter(context, name));
}

export function knowsUsagePoint(context: ReadContext, channel: Channel): boolean {
  return pointNames(channel).some((name) => knowsMeter(context, name));
}

/** Everything that a person might call the channel's meter. */
export function namesOf(channel: Channel): readonly string[] {
  return [...new Set([...ownNames(channel), ...pointNames(channel)])];
}

function plainLabel(
  { family: { usagePoint, meterReading } }: Channel,
  { isTitleShared, isAlone }: { readonly isTitleShared: boolean; readonly isAlone: boolean },
): string {
  const own = meterReading.entry.title || idOf(meterReading);
  const title = titleOf(usagePoint);
  const id = usagePoint === null ? '' : idOf(usagePoint);
  const point = isTitleShared && title !== '' ? `${title} ${id}`.trim() : title || id;
  if (point === '') return own;
  return isAlone || own === '' ? point : `${point} – ${own}`;
}

/** An id such as "01" is every MeterReading's and no meter's name. */
const SHORT_ID = /^\d{0,3}$/;

function ownNames({ family: { usagePoint, meterReading } }: Channel): readonly string[] {
  const own = [meterReading.entry.title, idOf(meterReading)].filter((name) => !SHORT_ID.test(name));
  const title = titleOf(usagePoint);
  return title === '' ? own : [...own.map((name) => `${title} – ${name}`), ...own];
}

function pointNames({ family: { usagePoint } }: Channel): readonly string[] {
  if (usagePoint === null) return [];
  const title = titleOf(usagePoint);
  const id = idOf(usagePoint);
  return [title, id, `${title} ${id}`.trim()].filter((name) => name !== '');
}

function countNames(channels: readonly Channel[], names: (channel: Channel) => readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of channels.flatMap((channel) => [...new Set(names(channel))])) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The different values under each key. */
function sizesOf(
  channels: readonly Channel[],
  pair: (channel: Channel) => readonly [unknown, unknown],
): ReadonlyMap<unknown, ReadonlySet<unknown>> {
  const sets = new Map<unknown, Set<unknown>>();
  for (const [key, value] of channels.map(pair)) sets.set(key, (sets.get(key) ?? new Set()).add(value));
  return sets;
}

function titleOf(usagePoint: Resource | null): string {
  if (usagePoint === null) return '';
  return usagePoint.entry.title || (usagePoint.fields.name ?? '');
}
