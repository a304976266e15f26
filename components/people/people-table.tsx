import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm } from '#components/people/action-form.tsx';
import type { MemberView } from '#components/people/people-view.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Pill } from '#components/ui/pill.tsx';

export type RoleChoice = { readonly value: string; readonly label: string };

type PeopleTableProps = {
  readonly campus: string;
  readonly timeZone: string;
  readonly members: readonly MemberView[];
  readonly roles: readonly RoleChoice[];
};

/** Who has which role; what can be changed about one unfolds in their row. */
export function PeopleTable({ campus, timeZone, members, roles }: PeopleTableProps) {
  const t = useTranslations('people.people');
  const columns = (['person', 'role', 'state', 'change'] as const).map((key) => ({ key, label: t(key) }));
  return (
    <DataTable
      caption={t('table', { campus })}
      columns={columns}
      rows={members.map((member) => ({
        key: String(member.personId),
        cells: [
          <span key="person">
            {member.email}
            {member.isReader ? <span className="ml-2 font-normal text-soft">{t('you')}</span> : null}
          </span>,
          roles.find(({ value }) => value === member.role)?.label ?? member.role,
          <MemberState key="state" member={member} timeZone={timeZone} />,
          <MemberForms key="change" member={member} roles={roles} />,
        ],
      }))}
    />
  );
}

function MemberState({ member, timeZone }: { readonly member: MemberView; readonly timeZone: string }) {
  const t = useTranslations('people.people');
  const format = useFormatter();
  if (member.isDisabled) return <Pill tone="warning">{t('out')}</Pill>;
  if (member.hasPassword) return <Pill tone="good">{t('in')}</Pill>;
  if (member.invitedUntil === null) return <Pill tone="warning">{t('lapsed')}</Pill>;
  const when = format.dateTime(new Date(member.invitedUntil), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return <Pill tone="gold">{t('invited', { when })}</Pill>;
}

function MemberForms({ member, roles }: { readonly member: MemberView; readonly roles: readonly RoleChoice[] }) {
  const t = useTranslations('people.people');
  const { actions, email, isDisabled } = member;
  const pending = t('pending');
  return (
    <details className="min-w-56">
      <summary className="tappable font-semibold" aria-label={t('changeFor', { email })}>
        {t('change')}
      </summary>
      <div className="grid gap-3 py-3">
        <ActionForm
          action={actions.setRole}
          fields={[{ name: 'role', label: t('role'), type: 'select', value: member.role, options: roles }]}
          submit={t('setRole')}
          pending={pending}
          look="secondary"
          layout="row"
        />
        {isDisabled ? null : (
          <ActionForm
            action={actions.newLink}
            submit={t('newLink')}
            pending={pending}
            look="secondary"
            label={`${t('newLink')}: ${email}`}
          />
        )}
        <ActionForm
          action={actions.disable}
          submit={t(isDisabled ? 'enable' : 'disable')}
          pending={pending}
          look={isDisabled ? 'secondary' : 'danger'}
          label={`${t(isDisabled ? 'enable' : 'disable')}: ${email}`}
        />
        <ActionForm
          action={actions.remove}
          submit={t('remove')}
          pending={pending}
          look="danger"
          label={`${t('remove')}: ${email}`}
        />
      </div>
    </details>
  );
}
