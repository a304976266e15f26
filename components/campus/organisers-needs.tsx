import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OverviewView } from '#components/campus/overview-view.ts';
import { reviewPath, staffQuestionsPath } from '#components/campus/room-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewRow } from '#components/review/review-view.ts';
import { useNextStep } from '#components/review/use-next-step.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** What waits for an organiser: weeks to look at, approve, mend or correct, and readers' questions. */
export function OrganisersNeeds({ view }: { readonly view: OverviewView }) {
  const t = useTranslations('campus.overview.organisers');
  const words = useImportWords();
  const nextStep = useNextStep(view.timeZone);
  const { campus, weeks, questions } = view;
  if (weeks.length + questions === 0) return null;
  return (
    <ul className="overflow-hidden rounded-(--radius-card) border border-line bg-card">
      {weeks.map((row) => {
        const kind = KINDS[row.state];
        const number = weekNumber(row.week);
        return (
          <Need
            key={row.week}
            figure={String(number)}
            title={t(kind, { week: number })}
            body={nextStep(row, { isNewest: true })}
            path={reviewPath(campus, row.week)}
            act={t(`do.${kind}`)}
          />
        );
      })}
      {questions === 0 ? null : (
        <Need
          figure={words.number(questions)}
          title={t('questions', { count: questions })}
          body={t('questionsBody')}
          path={staffQuestionsPath(campus)}
          act={t('do.questions')}
        />
      )}
    </ul>
  );
}

const KINDS = {
  provisional: 'review',
  'awaits-approval': 'approve',
  scheduled: 'approve',
  stopped: 'stopped',
  touched: 'late',
  final: 'late',
  corrected: 'late',
} as const satisfies Record<ReviewRow['state'], string>;

interface NeedProps {
  readonly figure: string;
  readonly title: string;
  readonly body: ReactNode;
  readonly path: string;
  readonly act: string;
}

function Need({ figure, title, body, path, act }: NeedProps) {
  return (
    <li className="grid grid-cols-[2rem_1fr] items-center gap-x-4 gap-y-2 border-b border-line px-5 py-4 last:border-0 sm:grid-cols-[2rem_1fr_auto]">
      <p className="figures self-start text-2xl leading-tight">{figure}</p>
      <div className="min-w-0">
        <h2 className="font-sans text-base font-semibold">{title}</h2>
        <p className="text-sm break-words text-soft">{body}</p>
      </div>
      <LocalLink href={path} className="link tappable col-start-2 font-semibold sm:col-start-3">
        {act}
      </LocalLink>
    </li>
  );
}
