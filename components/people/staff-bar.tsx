import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';

export type StaffSection = 'imports' | 'people' | 'me';

const PATHS: Record<StaffSection, string> = { imports: '/imports', people: '/people', me: '/people/me' };

type StaffBarProps = {
  readonly email: string;
  readonly current: StaffSection;
  readonly sections: readonly StaffSection[];
  readonly signOut: () => Promise<void>;
};

/** Where staff can go, who is signed in, and the way out. */
export function StaffBar({ email, current, sections, signOut }: StaffBarProps) {
  const t = useTranslations('people.bar');
  return (
    <div className="not-printed mb-8 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-xl border border-line bg-sunken px-4 py-2 text-sm">
      <nav aria-label={t('label')}>
        <ul className="flex flex-wrap gap-x-5">
          {sections.map((section) => (
            <li key={section}>
              <LocalLink
                href={PATHS[section]}
                className="tappable min-h-9 border-b-2 border-transparent text-soft hover:text-ink aria-[current=page]:border-gold aria-[current=page]:font-semibold aria-[current=page]:text-ink"
                {...(section === current ? { 'aria-current': 'page' as const } : {})}
              >
                {t(section)}
              </LocalLink>
            </li>
          ))}
        </ul>
      </nav>
      <form action={signOut} className="ml-auto flex min-w-0 flex-wrap items-center gap-x-4">
        <span className="min-w-0 text-soft">{email}</span>
        <button type="submit" className="link tappable min-h-9 font-semibold">
          {t('signOut')}
        </button>
      </form>
    </div>
  );
}
