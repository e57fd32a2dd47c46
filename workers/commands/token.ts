import { Command, InvalidArgumentError, Option } from 'commander';
import { createToken } from '#lib/auth/token';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { tokenList } from '#lib/queries/token-list';
import { removeToken, TOKEN_SCOPES, type TokenScope } from '#lib/store/token';
import { ENGLISH } from '#workers/terminal/english';
import { collect } from '#workers/terminal/options';
import { print, printJson, say } from '#workers/terminal/print';
import { printList } from '#workers/terminal/table';

export function command(): Command {
  const token = new Command('token');
  token
    .command('create <name>')
    .summary('make a token of the API, and print it once')
    .addOption(
      new Option('--scope <scope>', 'what it is for').choices(TOKEN_SCOPES).makeOptionMandatory(),
    )
    .option('--domain <name>', 'limit it to this domain (repeatable)', collect, [])
    .option('--group <name>', 'limit it to the domains of this group (repeatable)', collect, [])
    .option('--expires <days>', 'such as 90d, or never', parseDays, 90)
    .option('--json', 'the token as JSON')
    .action(create);
  token
    .command('list')
    .summary('every token, without its secret')
    .option('--json', 'one line of JSON for each')
    .action(list);
  token.command('revoke <id>').summary('end it at once').action(revoke);
  return token;
}

type NewToken = {
  scope: TokenScope;
  domain: string[];
  group: string[];
  expires: number | null;
  json?: boolean;
};

async function create(name: string, { scope, domain, group, expires, json = false }: NewToken) {
  const wanted = { name, scope, domains: domain, groups: group, expiresInDays: expires };
  const token = await createToken(SYSTEM_VIEWER, wanted);
  if (json) return await printJson({ token });
  await print(token);
  await say('This is the only time it is shown. Send it as: Authorization: Bearer TOKEN');
}

async function list({ json = false }: { json?: boolean }) {
  const now = new Date();
  await printList(await tokenList(SYSTEM_VIEWER), json, {
    id: ({ id }) => id,
    name: ({ name }) => name,
    scope: ({ scope }) => scope,
    domains: ({ domains, groups }) => {
      return (
        [...groups.map((name) => name ?? 'a group that is gone'), ...domains].join(', ') || 'all'
      );
    },
    user: ({ userEmail }) => userEmail,
    expires: ({ expiresAt }) => (expiresAt ? ENGLISH.instant(expiresAt) : 'never'),
    'last used': ({ lastUsedAt }) => (lastUsedAt ? ENGLISH.ago(lastUsedAt, now) : '–'),
  });
}

async function revoke(id: string) {
  await removeToken(SYSTEM_VIEWER, id);
  await print(`${id} is revoked.`);
}

function parseDays(text: string): number | null {
  if (text === 'never') return null;
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1] ?? 0);
  if (days > 0) return days;
  throw new InvalidArgumentError('It must be a number of days such as 90d, or never.');
}
