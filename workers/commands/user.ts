import { Command, Option } from 'commander';
import { createAccount, resetPassword } from '#lib/auth/account';
import { invite } from '#lib/auth/account-link';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { userList } from '#lib/queries/user-list';
import { ROLES, type Role } from '#lib/store/managed-user';
import { removeUser } from '#lib/store/user';
import { limitAccount } from '#lib/store/user-limits';
import { ENGLISH } from '#workers/terminal/english';
import { collect, readSecret } from '#workers/terminal/options';
import { print } from '#workers/terminal/print';
import { printList } from '#workers/terminal/table';

const PASSWORD_FILE = ['--password-file <file>', 'holds the password; - for stdin'] as const;

export function command(): Command {
  const user = new Command('user');
  user
    .command('add <email>')
    .summary('make an account')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--domain <name>', 'limit it to this domain (repeatable)', collect, [])
    .option('--group <name>', 'limit it to the domains of this group (repeatable)', collect, [])
    .option('--name <name>', 'how it is called')
    .requiredOption(...PASSWORD_FILE)
    .action(add);
  user
    .command('invite <email>')
    .summary('print a link by which it makes its account, once, within 7 days')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--domain <name>', 'limit it to this domain (repeatable)', collect, [])
    .option('--group <name>', 'limit it to the domains of this group (repeatable)', collect, [])
    .action(invitePerson);
  user
    .command('limit <email>')
    .summary('limit it to domains and groups in place of what it was limited to')
    .option('--domain <name>', 'this domain (repeatable)', collect, [])
    .option('--group <name>', 'the domains of this group (repeatable)', collect, [])
    .option('--all', 'it may see every domain')
    .action(limit);
  user
    .command('list')
    .summary('every account')
    .option('--json', 'one line of JSON for each')
    .action(list);
  user
    .command('reset-password <email>')
    .summary('give it a new password, and end its sessions')
    .requiredOption(...PASSWORD_FILE)
    .action(reset);
  user
    .command('remove <email>')
    .summary('take it away, with its sessions and tokens')
    .action(remove);
  return user;
}

type Limits = { domain: string[]; group: string[] };
type NewUser = Limits & { role: Role; name?: string; passwordFile: string };

async function add(email: string, { role, domain, group, name = '', passwordFile }: NewUser) {
  const password = readSecret(passwordFile);
  const limits = { domains: domain, groups: group };
  await createAccount(SYSTEM_VIEWER, { email, password, name, role, ...limits });
  await print(`${email} may sign in as ${role}.`);
}

type Invited = Limits & { role: Role };

async function invitePerson(email: string, { role, domain: domains, group: groups }: Invited) {
  const path = await invite(SYSTEM_VIEWER, { email, role, domains, groups });
  const { PUBLIC_URL, PORT } = env();
  await print(new URL(path, PUBLIC_URL ?? `http://localhost:${PORT}`).href);
}

async function limit(email: string, { domain, group, all = false }: Limits & { all?: boolean }) {
  const names = [...group, ...domain];
  if (all === names.length > 0) {
    throw new AppError('request/invalid', { detail: 'Name domains or groups, or say --all.' });
  }
  await limitAccount(SYSTEM_VIEWER, email, { domains: domain, groups: group });
  await print(all ? `${email} sees every domain.` : `${email} sees ${names.join(', ')} alone.`);
}

async function list({ json = false }: { json?: boolean }) {
  const now = new Date();
  await printList(await userList(SYSTEM_VIEWER), json, {
    'e-mail': ({ email }) => email,
    name: ({ name }) => name,
    role: ({ role }) => role,
    domains: ({ limited, domains, groups }) => {
      return limited ? [...groups, ...domains].join(', ') || 'none' : 'all';
    },
    since: ({ createdAt }) => ENGLISH.instant(createdAt),
    'last seen': ({ lastSeenAt }) => (lastSeenAt ? ENGLISH.ago(lastSeenAt, now) : '–'),
  });
}

async function reset(email: string, { passwordFile }: { passwordFile: string }) {
  await resetPassword(SYSTEM_VIEWER, email, readSecret(passwordFile));
  await print(`${email} has a new password; its sessions have ended.`);
}

async function remove(email: string) {
  await removeUser(SYSTEM_VIEWER, email);
  await print(`${email} is removed.`);
}
