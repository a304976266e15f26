import { useTranslations } from 'next-intl';
import type { CheckView } from '#components/review/review-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Pill } from '#components/ui/pill.tsx';

/** What was found, the worst first, each with why it matters and the place where it is mended; then all that is fine. */
export function CheckList({ checks }: { readonly checks: readonly CheckView[] }) {
  const t = useTranslations('review.checks');
  const found = checks
    .filter(({ severity }) => severity !== 'fine')
    .sort((a, b) => Number(b.severity === 'blocks') - Number(a.severity === 'blocks'));
  const fine = checks.filter(({ severity }) => severity === 'fine');
  return (
    <section className="card min-w-0 rounded-(--radius-card) border border-line bg-card">
      <h2 className="px-5 pt-5 pb-4 text-xl leading-tight font-bold tracking-tight sm:px-6 sm:pt-6">
        {t('title', { count: found.length, all: checks.length })}
      </h2>
      {found.length === 0 ? null : (
        <ul className="border-t border-line">
          {found.map((check) => (
            <Found key={check.kind} check={check} />
          ))}
        </ul>
      )}
      {fine.length === 0 ? null : (
        <div className="border-t border-line px-5 py-5 sm:px-6">
          <h3 className="font-sans text-sm text-soft">{t('fineTitle')}</h3>
          <ul className="mt-2 grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
            {fine.map(({ kind }) => (
              <li key={kind} className="grid grid-cols-[1.25rem_1fr] gap-x-1.5">
                <span aria-hidden="true" className="text-leaf">
                  ✓
                </span>
                {t(`${kind}.fine`)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

const NAMES_SHOWN = 6;

function Found({ check }: { readonly check: CheckView }) {
  const t = useTranslations('review.checks');
  const { kind, severity, count, of, path } = check;
  const names = useNames(check);
  const isNamed = kind !== 'moved-since' && names.length > 0;
  const rest = names.length - NAMES_SHOWN;
  return (
    <li className="border-b border-line px-5 py-4 last:border-0 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5">
        <h3 className="min-w-0 grow basis-60 font-sans text-base leading-snug font-semibold">
          {t(`${kind}.found`, { count, of: of ?? 0, names: names.join(', ') })}
        </h3>
        <Pill tone={severity === 'blocks' ? 'warning' : 'gold'}>{t(`mark.${severity}`)}</Pill>
      </div>
      {isNamed ? (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5">
          {names.slice(0, NAMES_SHOWN).map((name) => (
            <li key={name} className="min-w-0 wrap-anywhere">
              <bdi>{name}</bdi>
            </li>
          ))}
          {rest > 0 ? <li className="text-soft">{t('more', { count: rest })}</li> : null}
        </ul>
      ) : null}
      <p className="mt-1 max-w-prose text-sm text-soft">{t(`${kind}.why`)}</p>
      <p className="mt-1">
        <LocalLink href={path} className="link tappable text-sm font-semibold">
          {t(`${kind}.do`)}
        </LocalLink>
      </p>
    </li>
  );
}

/** Lenses and moved parts by their words, the rest by their names. */
function useNames({ kind, names }: CheckView): readonly string[] {
  const lenses = useTranslations('common.lens');
  const parts = useTranslations('review.checks.part');
  if (kind === 'lenses') return names.map((lens) => (lenses.has(lens) ? lenses(lens) : lens));
  if (kind === 'moved-since') return names.map((part) => (parts.has(part) ? parts(part) : part));
  return names;
}
