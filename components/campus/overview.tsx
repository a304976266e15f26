import { useTranslations } from 'next-intl';
import { OrganisersNeeds } from '#components/campus/organisers-needs.tsx';
import { needsOf, type OverviewView } from '#components/campus/overview-view.ts';
import { calendarPath, inboxPath } from '#components/campus/room-paths.ts';
import { SilentMeters } from '#components/campus/silent-meters.tsx';
import { ImportsList } from '#components/imports/imports-list.tsx';
import { dormsPath, importsPath, metersPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** What needs staff now, each with the way to where it is mended; below it how the week stands and what came in. */
export function Overview({ view }: { readonly view: OverviewView }) {
  const t = useTranslations('campus.overview');
  const needs = needsOf(view);
  const key = !view.hasMeters && needs === 0 ? 'start' : needs === 0 ? 'well' : 'needs';
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{t(`headline.${key}`, { count: needs, campus: view.campusName })}</h1>
      {key === 'start' ? null : <WeekLine view={view} />}
      <div className="mt-7 grid gap-5">
        {key === 'start' ? <FirstSteps view={view} /> : null}
        {key === 'well' ? <AllWell /> : null}
        {key === 'needs' ? <OrganisersNeeds view={view} /> : null}
        {key === 'needs' ? <Needs view={view} /> : null}
        <SilentMeters rows={view.silent} campus={view.campus} timeZone={view.timeZone} />
        {view.imports.length === 0 ? null : (
          <section className="min-w-0">
            <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6">
              <h2 className="text-xl font-bold">{t('imports')}</h2>
              <LocalLink href={importsPath(view.campus)} className="link tappable">
                {t('allImports')}
              </LocalLink>
            </div>
            <ImportsList campus={view.campus} timeZone={view.timeZone} rows={view.imports} undo={null} />
          </section>
        )}
      </div>
    </>
  );
}

/** The week's coverage in one line. */
function WeekLine({ view: { week, campus } }: { readonly view: OverviewView }) {
  const t = useTranslations('campus.overview.week');
  const words = useImportWords();
  const number = Number(week.id.slice(-2));
  const gaps = week.gaps.map(({ name, measured }) => t('gap', { name, share: words.percent(measured) })).join(t('comma'));
  const key = week.measured === null ? 'none' : gaps === '' ? 'whole' : 'part';
  return (
    <p className="mt-3 max-w-prose text-soft">
      {t(key, { week: number, share: words.percent(week.measured ?? 0), gaps })}{' '}
      <LocalLink href={calendarPath(campus)} className="link tappable">
        {t('calendar')}
      </LocalLink>
    </p>
  );
}

const SORTS = ['files', 'unknownMeters', 'registers', 'values'] as const;
const PLACES = { files: 'files', unknownMeters: 'meters', registers: 'registers', values: 'values' } as const;

function Needs({ view }: { readonly view: OverviewView }) {
  const t = useTranslations('campus.overview');
  const words = useImportWords();
  const waiting = SORTS.filter((sort) => view[sort].count > 0);
  if (waiting.length === 0) return null;
  return (
    <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
      {waiting.map((sort) => {
        const { count, names } = view[sort];
        return (
          <li
            key={sort}
            className="grid grid-cols-[2rem_1fr] items-center gap-x-4 gap-y-2 border-b border-line px-5 py-4 last:border-0 sm:grid-cols-[2rem_1fr_auto]"
          >
            <p className="figures self-start text-2xl leading-tight">{words.number(count)}</p>
            <div className="min-w-0">
              <h2 className="font-sans text-base font-semibold">{t(`need.${sort}.title`, { count })}</h2>
              <p className="text-sm break-words text-soft">
                {names.join(t('comma'))}
                {count > names.length ? t('more', { count: count - names.length }) : ''}
              </p>
            </div>
            <LocalLink
              href={`${inboxPath(view.campus)}#${PLACES[sort]}`}
              className="link tappable col-start-2 font-semibold sm:col-start-3"
            >
              {t(`need.${sort}.do`)}
            </LocalLink>
          </li>
        );
      })}
    </ul>
  );
}

function AllWell() {
  const t = useTranslations('campus.overview.well');
  return (
    <section className="stage rounded-(--radius-card) px-6 py-7 sm:px-8">
      <h2 className="text-xl font-bold">{t('title')}</h2>
      <p className="mt-1 max-w-prose text-stage-soft">{t('body')}</p>
    </section>
  );
}

/** An empty campus: what to do, in order. */
function FirstSteps({ view: { campus, hasDorms } }: { readonly view: OverviewView }) {
  const t = useTranslations('campus.overview.start');
  return (
    <>
      <EmptyState title={t('title')}>
        <p>{t('body')}</p>
        <p className="mt-5 flex flex-wrap justify-center gap-3">
          <LocalLink href={importsPath(campus)} className={buttonClass('secondary')}>
            {t('import')}
          </LocalLink>
        </p>
      </EmptyState>
      <Card title={t('lists')}>
        <p className="flex flex-wrap gap-x-6">
          <LocalLink href={dormsPath(campus)} className="link tappable">
            {t(hasDorms ? 'dormsThere' : 'dorms')}
          </LocalLink>
          <LocalLink href={metersPath(campus)} className="link tappable">
            {t('meters')}
          </LocalLink>
        </p>
      </Card>
    </>
  );
}
