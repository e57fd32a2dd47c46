import { Command } from 'commander';
import { AppError } from '#lib/errors';
import { groupName } from '#lib/filter/group';
import { groupKey } from '#lib/filter/group-key';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { domainGroups } from '#lib/queries/domain-groups';
import { domainNames } from '#lib/queries/domain-names';
import { type LimitedToGroup, limitedToGroups } from '#lib/queries/limited-to-groups';
import {
  addGroup,
  changeGroup,
  putInGroup,
  removeGroup,
  takeFromGroup,
} from '#lib/store/domain-group';
import { domainNamesOf } from '#lib/store/user-domains';
import { idsOfGroups } from '#lib/store/user-groups';
import { ENGLISH } from '#workers/terminal/english';
import { plural, print, printJson, say } from '#workers/terminal/print';
import { printList } from '#workers/terminal/table';

export function command(): Command {
  const group = new Command('group');
  group
    .command('list')
    .summary('every group, and how many are limited to it')
    .option('--json', 'one line of JSON for each')
    .action(list);
  group
    .command('create <name>')
    .summary('make a group, without any domain at first')
    .option('--note <text>', 'what it is for', '')
    .action(create);
  group
    .command('rename <name> <new>')
    .summary('call it otherwise; links that name it as it was lead nowhere then')
    .action(rename);
  group
    .command('delete <name>')
    .summary('take it away; its domains stay')
    .option('--force', 'also where somebody is limited to it, who sees its domains no more')
    .action(remove);
  group
    .command('members <name>')
    .summary('the domains in it')
    .option('--json', 'one line of JSON')
    .action(members);
  group
    .command('put-in <name> <domain...>')
    .summary('put domains in it; they stay what else they are in')
    .action(putIn);
  group.command('take-out <name> <domain...>').summary('take domains out of it').action(takeOut);
  return group;
}

async function list({ json = false }: { json?: boolean }) {
  await printList(await groupsWithLimits(), json, {
    group: ({ name }) => name,
    domains: ({ domains }) => ENGLISH.count(domains.length),
    accounts: ({ accounts }) => ENGLISH.count(accounts),
    invitations: ({ invitations }) => ENGLISH.count(invitations),
    tokens: ({ tokens }) => ENGLISH.count(tokens),
    note: ({ note }) => note ?? '–',
  });
}

async function create(name: string, { note }: { note: string }) {
  const given = named(name, note);
  await addGroup(SYSTEM_VIEWER, given);
  await print(`${given.name} is made. Put domains in with: ruascope group put-in`);
}

async function rename(name: string, wanted: string) {
  const { id, note } = await requireGroup(name);
  const given = named(wanted, note ?? '');
  await changeGroup(SYSTEM_VIEWER, id, given);
  await print(`${name} is called ${given.name} now.`);
}

async function remove(name: string, { force = false }: { force?: boolean }) {
  const group = await requireGroup(name);
  const limited = inWords(group);
  if (limited !== null && !force) {
    process.exitCode = 1;
    return await say(
      `${limited} limited to ${group.name}, and would see its domains no more. Limit them otherwise, or say --force.`,
    );
  }
  await removeGroup(SYSTEM_VIEWER, group.id);
  await print(`${group.name} is gone; its domains stay.`);
}

async function members(name: string, { json = false }: { json?: boolean }) {
  const group = await requireGroup(name);
  if (json) return await printJson(group);
  for (const domain of group.domains) await print(domain);
  if (group.domains.length === 0) process.exitCode = 1;
}

async function putIn(name: string, domains: string[]) {
  const { id } = await requireGroup(name);
  const wanted = await requireKnown(domains);
  await tellChange(await putInGroup(SYSTEM_VIEWER, id, wanted), `put in ${name}`);
}

async function takeOut(name: string, domains: string[]) {
  const { id } = await requireGroup(name);
  const gone = await takeFromGroup(SYSTEM_VIEWER, id, domainNamesOf(domains));
  await tellChange(gone, `taken out of ${name}`);
}

async function tellChange(changed: number, deed: string) {
  if (changed === 0) process.exitCode = 1;
  await print(`${plural(changed, 'domain')} ${deed}.`);
}

type Limited = Awaited<ReturnType<typeof groupsWithLimits>>[number];

async function groupsWithLimits() {
  const limits = await limitedToGroups(SYSTEM_VIEWER);
  const nobody: LimitedToGroup = { accounts: 0, invitations: 0, tokens: 0 };
  return (await domainGroups(SYSTEM_VIEWER)).map((group) => ({
    ...group,
    ...(limits.get(group.id) ?? nobody),
  }));
}

async function requireGroup(name: string): Promise<Limited> {
  await idsOfGroups([name]);
  const group = (await groupsWithLimits()).find((one) => groupKey(one.name) === groupKey(name));
  if (group) return group;
  throw new AppError('request/not-found');
}

/** A name that is mistyped would be in no group, and nobody would see it. */
async function requireKnown(names: readonly string[]) {
  const wanted = domainNamesOf(names);
  const known = new Set((await domainNames(SYSTEM_VIEWER)).map(({ name }) => name));
  const missing = wanted.find((name) => !known.has(name));
  if (missing === undefined) return wanted;
  throw new AppError('request/not-found', {
    detail: `${missing} is no domain that is known here. Settings, Domains and groups, adds those that no report has named.`,
  });
}

function named(name: string, note: string) {
  const given = groupName.safeParse({ name, note });
  if (given.success) return given.data;
  throw new AppError('request/invalid', {
    detail: 'A group has a name of at most 60 letters, and a note of at most 200.',
  });
}

/** `2 accounts and 1 token are`; null where nobody is limited to it. */
function inWords({ accounts, invitations, tokens }: LimitedToGroup) {
  const some = [
    [accounts, 'account'] as const,
    [invitations, 'invitation'] as const,
    [tokens, 'token'] as const,
  ].flatMap(([count, noun]) => (count > 0 ? [plural(count, noun)] : []));
  if (some.length === 0) return null;
  const are = accounts + invitations + tokens === 1 ? 'is' : 'are';
  return `${new Intl.ListFormat('en').format(some)} ${are}`;
}
