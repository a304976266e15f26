import { readEnv } from '#env';
import { oneOf, readWords, required, UsageError, type Verb } from '#jobs/verbs/answer.ts';
import { addToken } from '#services/add-token.ts';
import { getCampus } from '#services/get-campus.ts';
import { invitePerson } from '#services/invite-person.ts';
import { linkPath } from '#services/one-time-links.ts';
import { ROLES } from '#services/permissions.ts';

export const userAdd: Verb = {
  name: ['user', 'add'],
  usage: `user add <email> --campus C --role ${ROLES.join('|')}`,
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['email'],
      flags: { campus: { type: 'string' }, role: { type: 'string' } },
    });
    const slug = required('--campus', values.campus);
    const role = oneOf('--role', required('--role', values.role), ROLES);
    if (role === undefined) throw new UsageError('--role is missing.');
    return async (ctx, now) => {
      const campus = await getCampus(ctx, slug);
      const { email, link } = await invitePerson(ctx, { by: 'operator', campus, email: positionals[0] ?? '', role, now });
      if (link === null) throw new Error('the operator was given no link');
      const path = linkPath(link.token);
      const expiresAt = link.expiresAt.toISOString();
      return {
        isDone: true,
        json: { email, campus: campus.slug, role, link: `${siteOrigin()}${path}`, path, expiresAt },
        text: `${email} is ${role} of ${campus.name}. To choose a password, once, until ${expiresAt}:\n${siteOrigin()}${path}`,
      };
    };
  },
};

export const tokenAdd: Verb = {
  name: ['token', 'add'],
  usage: 'token add <campus> --purpose readings [--label L]',
  prepare(words) {
    const { values, positionals } = readWords(words, {
      names: ['campus'],
      flags: { purpose: { type: 'string' }, label: { type: 'string' } },
    });
    const purpose = oneOf('--purpose', required('--purpose', values.purpose), ['readings'] as const) ?? 'readings';
    return async (ctx, now) => {
      const campus = await getCampus(ctx, positionals[0] ?? '');
      const label = values.label ?? 'made on the command line';
      const { id, token, expiresAt } = await addToken(ctx, { by: 'operator', campus, purpose, label, now });
      return {
        isDone: true,
        json: { campus: campus.slug, id, purpose, token, expiresAt: expiresAt.toISOString() },
        text: `${token}\nShown only now. It sends ${purpose} to ${campus.name} until ${expiresAt.toISOString()}.`,
      };
    };
  },
};

/** Where the site is, as far as this machine knows. */
function siteOrigin(): string {
  const { HOST, PORT } = readEnv(process.env);
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  return process.env.NEXTAUTH_URL?.replace(/\/+$/, '') || `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
