'use client';

import { useTranslations } from 'next-intl';
import { fileColumns } from '#components/imports/file-columns.ts';
import type { ChosenOptions, PreviewView, ReviewPlace } from '#components/imports/import-view.ts';
import { MeterField } from '#components/imports/meter-field.tsx';
import { MultiplierField } from '#components/imports/multiplier-field.tsx';
import { canBeAnswered } from '#components/imports/review-headline.ts';
import { useDateAnswers } from '#components/imports/use-date-answers.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { ReviewActions } from '#components/imports/use-review.ts';
import { Pill } from '#components/ui/pill.tsx';
import type { Problem } from '#core/meter-files/problem.ts';

interface QuestionListProps {
  readonly place: ReviewPlace;
  readonly preview: PreviewView;
  readonly choose: ReviewActions['choose'];
}

/** What only staff can answer, each with what stands in the file and its answers. */
export function QuestionList({ place, preview, choose }: QuestionListProps) {
  const t = useTranslations('imports.question');
  const kinds = new Map(preview.questions.map((question) => [question.kind, question]));
  const isAnswerable = canBeAnswered(preview);
  return (
    <ul className="grid gap-4">
      {[...kinds.values()].map((question) => (
        <li
          key={question.kind}
          className={`rounded-(--radius-card) border border-l-4 border-line bg-card p-5 sm:p-6 ${isAnswerable ? 'border-l-gold' : 'border-l-clay'}`}
        >
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <QuestionTitle question={question} />
            {isAnswerable ? <Pill tone="gold">{t('yourWord')}</Pill> : null}
          </div>
          {place.canCommit ? <Answers question={question} place={place} preview={preview} choose={choose} /> : null}
        </li>
      ))}
    </ul>
  );
}

function QuestionTitle({ question }: { readonly question: Problem }) {
  const t = useTranslations('imports.question');
  const words = useImportWords();
  const key = `ask.${question.kind}`;
  const file = question.params.file ?? '';
  return (
    <div className="min-w-0 grow basis-60">
      <h2 className="text-2xl leading-tight font-bold tracking-tight">
        {t.has(key) ? t(key, { found: question.found }) : words.problem(question, 'title')}
      </h2>
      <p className="mt-1 text-soft">
        {file === '' ? '' : `${t('inFile', { file })} `}
        {question.found === '' || t.has(key) ? '' : `${t('found', { found: question.found })} `}
        {t.has(`why.${question.kind}`) && question.params.reason !== 'both-needed'
          ? t(`why.${question.kind}`)
          : words.problem(question, 'expected')}
      </p>
    </div>
  );
}

export interface Answer {
  readonly key: string;
  readonly words: string;
  readonly note?: string;
  readonly change: { readonly [Name in keyof ChosenOptions]?: ChosenOptions[Name] | undefined };
}

function Answers({ question, place, preview, choose }: QuestionListProps & { readonly question: Problem }) {
  const words = useImportWords();
  const answers = useAnswers(question, preview);
  const field = { place, value: preview.options.meter ?? '', choose };
  const { kind, params } = question;
  return (
    <>
      {answers.length === 0 ? null : (
        <div className="mt-4 grid gap-2.5 sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]">
          {answers.map((answer) => (
            <button
              key={answer.key}
              type="button"
              onClick={() => choose(answer.change)}
              className="min-h-12 rounded-xl border border-line-strong bg-paper px-4 py-2.5 text-left hover:border-ink hover:bg-gold-wash hover:text-on-gold-wash"
            >
              <span className="block text-lg leading-tight font-bold break-words">{answer.words}</span>
              {answer.note === undefined ? null : <span className="block text-sm text-soft">{answer.note}</span>}
            </button>
          ))}
        </div>
      )}
      {kind === 'meter-not-given' || params.reason === 'meters-or-values' ? <MeterField {...field} /> : null}
      {kind === 'unit-unknown' && params.reason === 'pulses' ? (
        <MultiplierField value={preview.options.multiplier ?? ''} choose={choose} />
      ) : null}
      {answers.length === 0 && !HAS_FIELD.has(kind) ? <p className="mt-2">{words.problem(question, 'remedy')}</p> : null}
    </>
  );
}

const HAS_FIELD: ReadonlySet<Problem['kind']> = new Set(['meter-not-given', 'unit-unknown']);
const UNITS = ['Wh', 'kWh', 'MWh', 'W', 'kW'] as const;

function useAnswers({ kind, params, found }: Problem, preview: PreviewView): readonly Answer[] {
  const t = useTranslations('imports.question');
  const dates = useDateAnswers(found);
  const columns = fileColumns({ guesses: [], questions: preview.questions });
  const columnAnswers = (option: 'timeColumn' | 'valueColumn') =>
    columns.map(({ value, name }) => ({
      key: value,
      words: name ?? t('column', { number: value }),
      change: { [option]: value },
    }));
  if (kind === 'date-order-ambiguous') return dates;
  if (kind === 'unit-unknown') return UNITS.map((unit) => ({ key: unit, words: t(`answer.${unit}`), change: { unit } }));
  if (kind === 'zone-disagrees') return [{ key: 'noZone', words: t('answer.noZone'), change: { timeZone: undefined } }];
  if (kind === 'meter-not-given')
    return preview.suggestedMeters.map((meter) => ({ key: meter, words: meter, note: t('asLastTime'), change: { meter } }));
  if (params.reason === 'headerless-one-time') return [{ key: 'endOnly', words: t('answer.endOnly'), change: { endOnly: true } }];
  if (params.reason === 'meters-or-values')
    return [{ key: 'wide', words: t('answer.wide'), change: { layout: 'wide' } }, ...columnAnswers('valueColumn')];
  if (params.reason === 'several-times' || params.reason === 'no-time') return columnAnswers('timeColumn');
  if (params.reason === 'several-values' || params.reason === 'no-value') return columnAnswers('valueColumn');
  return [];
}
