import { useTranslations } from 'next-intl';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';
import { spanOf } from '#components/kiosk/span.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const SILENT_AFTER = 2 * 60_000;
const OLD_AFTER = 36 * 3_600_000;

type KioskFooterProps = { readonly view: KioskView; readonly now: number | null; readonly heardAt: number | null };

/** How old what stands above is: until when the meters are read, and since when the server has been silent. */
export function KioskFooter({ view, now, heardAt }: KioskFooterProps) {
  const t = useTranslations('kiosk');
  const figures = useFigures();
  const { dataUntil } = view.week;
  const silence = now === null || heardAt === null || now - heardAt < SILENT_AFTER ? null : now - heardAt;
  const age = now === null || dataUntil === null ? 0 : now - Date.parse(dataUntil);
  const say = (length: number) =>
    spanOf(length)
      .slice(0, 1)
      .map(({ unit, count }) => t(`span.${unit}`, { count }))
      .join('');
  return (
    <footer className="flex flex-wrap items-baseline gap-x-[3vmin] text-[3.2vmin] leading-tight font-medium text-stage-soft">
      <p>
        {dataUntil === null ? t('noData') : t('dataUntil', { when: figures.weekdayTime(dataUntil, view.campus.timeZone) })}
        {age < OLD_AFTER ? null : <strong className="font-semibold text-stage-gold">{t('old', { span: say(age) })}</strong>}
      </p>
      {silence === null ? null : <p className="font-semibold text-stage-gold">{t('silent', { span: say(silence) })}</p>}
    </footer>
  );
}
