import { useTranslations } from 'next-intl';
import { FigureFrame } from '#components/charts/figure-frame.tsx';
import type { UsualProfile } from '#components/dorm/dorm-view.ts';
import { ProfileChart } from '#components/dorm/profile-chart.tsx';
import { profileStory } from '#components/dorm/profile-story.ts';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

type ProfileCardProps = { readonly profile: UsualProfile; readonly csvPath: string | null };

/** Any week's days do, to name them: this one began on a Monday. */
const someMonday = Date.UTC(2024, 0, 1);

const dayMilliseconds = 86_400_000;

/** When a usual week's energy is used. */
export function ProfileCard({ profile, csvPath }: ProfileCardProps) {
  const t = useTranslations('dorm.profile');
  const figures = useFigures();
  const title = t(`title.${profileStory(profile)}`);
  const days = profile.rows.map((_, index) => new Date(someMonday + index * dayMilliseconds).toISOString());
  const hour = (value: number) => t('hour', { hour: String(value).padStart(2, '0') });
  const isHourly = profile.columns.every((column) => column.toHour - column.fromHour === 1);
  return (
    <Card title={title} note={t(isHourly ? 'note' : 'noteParts')}>
      <FigureFrame
        label={title}
        csvPath={csvPath}
        columns={[
          { key: 'day', label: t('day') },
          ...profile.columns.map((column) => ({ key: String(column.fromHour), label: hour(column.fromHour), isNumber: true })),
        ]}
        rows={profile.rows.map((row, index) => ({
          key: days[index] ?? String(index),
          cells: [
            figures.weekday(days[index] ?? '', 'long'),
            ...row.map((power) => (power === null ? t('none') : figures.number(power, 1))),
          ],
        }))}
      >
        <ProfileChart label={title} profile={profile} weekdays={days.map((day) => figures.weekday(day, 'short'))} />
      </FigureFrame>
    </Card>
  );
}
