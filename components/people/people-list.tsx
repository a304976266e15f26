import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm } from '#components/people/action-form.tsx';
import type { MemberView } from '#components/people/people-view.ts';
import { Pill } from '#components/ui/pill.tsx';

export type RoleChoice = { readonly value: string; readonly label: string };

type PeopleListProps = {
  readonly timeZone: string;
  readonly members: readonly MemberView[];
  readonly roles: readonly RoleChoice[];
};

/** Who has which role; what can be changed about one unfolds below their name. */
export function PeopleList({ timeZone, members, roles }: PeopleListProps) {
  const t = useTranslations('people.people');
  return (
    <ul className="divide-y divide-line">
      {members.map((member) => (
        <li key={member.personId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
          <span className="min-w-0 grow font-semibold">
            {member.email}
            {member.isReader ? <span className="ml-2 font-normal text-soft">{t('you')}</span> : null}
          </span>
          <span>{roles.find(({ value }) => value === member.role)?.label ?? member.role}</span>
          <MemberState member={member} timeZone={timeZone} />
          <MemberForms member={member} roles={roles} />
        </li>
      ))}
    </ul>
  );
}

function MemberState({ member, timeZone }: { readonly member: MemberView; readonly timeZone: string }) {
  const t = useTranslations('people.people');
  const format = useFormatter();
  if (member.isDisabled) return <Pill tone="warning">{t('out')}</Pill>;
  if (member.hasPassword) return <Pill tone="good">{t('in')}</Pill>;
  if (member.invitedUntil === null) return <Pill tone="warning">{t('lapsed')}</Pill>;
  const width = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return (
    <Pill tone="gold">{t('invited', { when: format.dateTime(new Date(member.invitedUntil), { ...width, timeZone }) })}</Pill>
  );
}

function MemberForms({ member, roles }: { readonly member: MemberView; readonly roles: readonly RoleChoice[] }) {
  const t = useTranslations('people.people');
  const { actions, email, isDisabled } = member;
  const named = (words: string) => ({ submit: words, label: `${words}: ${email}`, pending: t('pending') });
  return (
    <details className="w-full">
      <summary className="w-fit py-1 text-sm text-soft hover:text-ink">{t('changeFor', { email })}</summary>
      <div className="mt-2 mb-1 grid gap-4 rounded-xl bg-sunken p-4">
        <ActionForm
          action={actions.setRole}
          fields={[{ name: 'role', label: t('role'), type: 'select', value: member.role, options: roles }]}
          {...named(t('setRole'))}
          look="secondary"
          layout="row"
        />
        <div className="flex flex-wrap gap-3">
          {isDisabled ? null : <ActionForm action={actions.newLink} {...named(t('newLink'))} look="secondary" />}
          <ActionForm
            action={actions.disable}
            {...named(t(isDisabled ? 'enable' : 'disable'))}
            look={isDisabled ? 'secondary' : 'danger'}
          />
          <ActionForm action={actions.remove} {...named(t('remove'))} look="danger" />
        </div>
      </div>
    </details>
  );
}
