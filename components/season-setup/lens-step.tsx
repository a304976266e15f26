import { useTranslations } from 'next-intl';
import { placeboPath } from '#components/campus/room-paths.ts';
import { isEnough, LEAST_FAIRNESS_WEEKS, mostWon } from '#components/fairness/fairness-view.ts';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import type { SetupView } from '#components/season-setup/setup-view.ts';
import { Step } from '#components/season-setup/step.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { SeasonDraft } from '#core/ranking/season-draft.ts';

interface LensStepProps {
  readonly number: number;
  readonly view: SetupView;
  readonly shown: SeasonDraft;
}

/** How it is counted, each way with what it would have meant on this campus's own past. */
export function LensStep({ number, view, shown }: LensStepProps) {
  const t = useTranslations('setup.lens');
  const lens = useTranslations('common.lens');
  const asks = useTranslations('fairness.asks');
  return (
    <Step number={number} title={t('title')} lead={t('lead')}>
      <div className="grid gap-3 md:grid-cols-2">
        {LENSES.map((one) => (
          <label
            key={one}
            className="group flex cursor-pointer gap-3 rounded-xl border border-line-strong p-4 transition-colors hover:border-ink has-checked:border-ink has-checked:bg-gold-wash has-checked:text-on-gold-wash"
          >
            <input
              type="radio"
              name="lens"
              value={one}
              defaultChecked={shown.lens === one}
              className="mt-1 size-5 shrink-0 accent-(--leaf)"
            />
            <span className="grid min-w-0 grow content-start gap-2">
              <span className="font-semibold">{lens(one)}</span>
              <span className="text-sm text-soft group-has-checked:text-on-gold-wash">{asks(one)}</span>
              <Figures view={view} lens={one} />
            </span>
          </label>
        ))}
      </div>
      <p className="text-sm text-soft">
        {t('source')}{' '}
        <LocalLink href={placeboPath(view.campus)} className="link tappable">
          {t('more')}
        </LocalLink>
      </p>
    </Step>
  );
}

/** How mixed its winners were, and how well it found a dorm that saves; or why neither is known. */
function Figures({ view, lens }: { readonly view: SetupView; readonly lens: Lens }) {
  const t = useTranslations('setup.lens');
  const figures = useFigures();
  const { ofHundred, won } = useFairnessWords();
  const found = view.fairness.lenses.find((one) => one.lens === lens);
  if (found === undefined) return <span className="text-sm italic">{t('waiting')}</span>;
  if (!isEnough(found))
    return <span className="text-sm italic">{t('short', { weeks: found.weeks, least: LEAST_FAIRNESS_WEEKS })}</span>;
  const most = mostWon({ ...found, drawn: [] });
  const power = (percent: '10' | '20') => ofHundred(found.power[percent] ?? 0);
  return (
    <span className="grid gap-2 border-t border-line pt-2.5 text-sm group-has-checked:border-on-gold-wash/25">
      <Bar label={t('evenness', { figure: figures.number(found.evenness ?? 0, 2) })} share={found.evenness ?? 0} mark={null} />
      <span>{t('most', { name: most.name, won: won(most.won), weeks: found.weeks })}</span>
      <Bar
        label={t('power', { ten: power('10'), twenty: power('20'), luck: ofHundred(found.luck ?? 0) })}
        share={found.power['20'] ?? 0}
        mark={found.luck}
      />
    </span>
  );
}

function Bar({ label, share, mark }: { readonly label: string; readonly share: number; readonly mark: number | null }) {
  return (
    <span className="block">
      <span className="block leading-snug">{label}</span>
      <span aria-hidden="true" className="relative mt-1 block h-2 rounded-sm bg-sunken group-has-checked:bg-on-gold-wash/15">
        <span
          className="block h-full rounded-sm bg-leaf group-has-checked:bg-on-gold-wash"
          style={{ width: `${100 * Math.min(1, share)}%` }}
        />
        {mark === null ? null : <span className="absolute -inset-y-0.5 w-0.5 bg-gold-line" style={{ left: `${100 * mark}%` }} />}
      </span>
    </span>
  );
}
