import { useFormatter, useTranslations } from 'next-intl';
import type { AuditLine, DoerView, PersonView } from '#components/audit/audit-view.ts';
import { weekNumber } from '#components/ui/site-view.ts';

/** Who did what, in words of the page's language. Times are the campus's. */
export function useAuditWords(timeZone: string) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const person = ({ email, personId }: PersonView) => email ?? t('who.deleted', { id: personId });
  const who = (by: DoerView) => {
    if (by.kind === 'person') return person(by);
    if (by.kind === 'token')
      return by.label === null ? t('who.tokenNumber', { id: by.tokenId }) : t('who.token', { label: by.label });
    return t(`who.${by.kind}`);
  };
  const said = (value: string | number | boolean | null): string | number => {
    if (value === null || typeof value === 'boolean') return value === true ? 'yes' : 'no';
    if (typeof value === 'number') return value;
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return format.dateTime(new Date(value), { dateStyle: 'medium', timeZone: 'UTC' });
    if (/^\d{4}-\d\d-\d\dT/.test(value))
      return format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
    // A choice in a sentence has no hyphens.
    return /^[a-z]+(-[a-z]+)+$/.test(value) ? value.replaceAll('-', '_') : value;
  };
  return {
    person,
    who,
    time: (instant: string) =>
      format.dateTime(new Date(instant), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
    day: (day: string) =>
      format.dateTime(new Date(day), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    action: (action: string) => (t.has(`action.${action}`) ? t(`action.${action}`) : action),
    /** What the sentence about an entry is filled with, by the names it uses. */
    values: ({ by, action, subject, person: concerned, detail }: AuditLine) => ({
      ...(t.has(`did.${action}`) ? blankOf(t.raw(`did.${action}`)) : {}),
      ...Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, said(value)])),
      name: who(by),
      what: concerned === null ? subjectWords(subject ?? '', said) : person(concerned),
    }),
  };
}

/** Every value a sentence asks for, empty: an older entry may lack some. */
function blankOf(sentence: string): Record<string, string | number> {
  const asked = [...sentence.matchAll(/\{(\w+)(?:, (\w+))?/g)].map(
    ([, name = '', kind]) => [name, kind === 'number' || kind === 'plural' ? 0 : ''] as const,
  );
  return Object.fromEntries(asked);
}

function subjectWords(subject: string, said: (value: string) => string | number): string {
  if (/^\d{4}-W\d\d$/.test(subject)) return String(weekNumber(subject));
  return /^\d{4}-\d\d-\d\d$/.test(subject) ? String(said(subject)) : subject;
}
