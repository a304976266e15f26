import { useTranslations } from 'next-intl';
import { isEnough, type LensFairnessView, mostWon } from '#components/fairness/fairness-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** A dorm that wins so much of the time is named; below it the most is said. */
const NAMED_FROM = 0.4;

/** Weeks won, and out of how many, as they are said of a way to count. */
export function useFairnessWords() {
  const t = useTranslations('fairness');
  const figures = useFigures();
  /** Shared wins leave parts of weeks. */
  const won = (weeks: number) => figures.number(weeks, Number.isInteger(weeks) ? 0 : 1);
  const ofHundred = (share: number) => figures.number(100 * share, share > 0 && share < 0.1 ? 1 : 0);
  const said = (lens: LensFairnessView) => ({
    ...mostWon(lens),
    won: won(mostWon(lens).won),
    weeks: lens.weeks,
    by: t(`by.${lens.lens}`),
  });
  const kindOf = (lens: LensFairnessView) => (!isEnough(lens) ? 'short' : mostWon(lens).share >= NAMED_FROM ? 'one' : 'spread');
  return {
    won,
    ofHundred,
    said,
    title: (lens: LensFairnessView) => t(`lens.title.${kindOf(lens)}`, said(lens)),
    staffHeadline: (lens: LensFairnessView) => t(`staff.headline.${kindOf(lens)}`, said(lens)),
  };
}
