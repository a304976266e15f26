'use client';

import { useTranslations } from 'next-intl';
import type { ChosenOptions, PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { MeterField } from '#components/imports/meter-field.tsx';
import { canBeAnswered } from '#components/imports/review-headline.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Pill } from '#components/ui/pill.tsx';
import type { Problem } from '#core/meter-files/problem.ts';

interface QuestionListProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

/** What only staff can answer, each with its answers. */
export function QuestionList({ place, preview, choose }: QuestionListProps) {
  const t = useTranslations('imports.question');
  const kinds = new Map(preview.questions.map((question) => [question.kind, question]));
  return (
    <ul className="mb-5 grid gap-3">
      {[...kinds.values()].map((question) => (
        <li key={question.kind} className="rounded-xl border border-l-4 border-line border-l-clay bg-paper px-4 py-3">
          <p className="flex items-start justify-between gap-x-4">
            <QuestionTitle question={question} />
            {canBeAnswered(preview) ? (
              <span className="shrink-0">
                <Pill tone="warning">{t('yourWord')}</Pill>
              </span>
            ) : null}
          </p>
          {place.canCommit ? <Answers question={question} place={place} preview={preview} choose={choose} /> : null}
        </li>
      ))}
    </ul>
  );
}

function QuestionTitle({ question }: { readonly question: Problem }) {
  const t = useTranslations('imports.question');
  const words = useImportWords();
  const found = question.found === '' ? '' : t('found', { found: question.found });
  return (
    <span className="min-w-0">
      <strong className="font-semibold">{words.problem(question, 'title')}</strong>
      <span className="block text-sm text-soft">
        {found} {words.problem(question, 'expected')}
      </span>
    </span>
  );
}

interface Answer {
  readonly key: string;
  readonly change: Partial<ChosenOptions>;
}

const DATE_ORDERS: readonly Answer[] = [
  { key: 'dmy', change: { dateOrder: 'dmy' } },
  { key: 'mdy', change: { dateOrder: 'mdy' } },
  { key: 'ymd', change: { dateOrder: 'ymd' } },
];

const UNITS: readonly Answer[] = (['Wh', 'kWh', 'MWh', 'W', 'kW'] as const).map((unit) => ({ key: unit, change: { unit } }));

function answersTo({ kind, params }: Problem): readonly Answer[] {
  if (kind === 'date-order-ambiguous') return DATE_ORDERS;
  if (kind === 'unit-unknown') return UNITS;
  if (kind === 'layout-ambiguous' && params.reason === 'headerless-one-time')
    return [{ key: 'endOnly', change: { endOnly: true } }];
  if (kind === 'zone-disagrees') return [{ key: 'noZone', change: {} }];
  return [];
}

function Answers({ question, place, preview, choose }: QuestionListProps & { readonly question: Problem }) {
  const t = useTranslations('imports.question');
  const words = useImportWords();
  const asksMeter = question.kind === 'meter-not-given' || question.params.reason === 'meters-or-values';
  if (asksMeter) return <MeterField place={place} value={preview.options.meter ?? ''} choose={choose} />;
  const answers = answersTo(question);
  if (answers.length === 0) return <p className="mt-2 text-sm">{words.problem(question, 'remedy')}</p>;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {answers.map(({ key, change }) => (
        <button
          key={key}
          type="button"
          onClick={() => choose(key === 'noZone' ? { timeZone: undefined } : change)}
          className="min-h-9 rounded-full border border-line-strong bg-card px-4 font-semibold hover:border-ink"
        >
          {t(`answer.${key}`)}
        </button>
      ))}
    </div>
  );
}
