#!/usr/bin/env node
import { Command } from 'commander';
import { endWith } from './terminal/exit.ts';
import { enterProject } from './terminal/place.ts';

type Entry = {
  name: string;
  summary: string;
  load: () => Promise<{ command: () => Command }>;
  /** Reads reports only: Postgres is not asked. */
  needsNothing?: true;
};

/** Every command, in the order of `--help`. Only the one that is called is loaded. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'parse',
    summary: 'read reports without a database',
    load: () => import('./commands/parse.ts'),
    needsNothing: true,
  },
  {
    name: 'import',
    summary: 'read reports into the database',
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'export',
    summary: 'write records, sources or another dataset as CSV or JSON Lines',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'evidence',
    summary: 'make an evidence pack: files, a summary to print, and sums to check them',
    load: () => import('./commands/evidence.ts'),
  },
  {
    name: 'mailbox',
    summary: 'mailboxes: add, list, test, poll, remove',
    load: () => import('./commands/mailbox.ts'),
  },
  {
    name: 'demo',
    summary: 'fill the database with a plausible quarter year, or remove it',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'user',
    summary: 'accounts: add, invite, limit, list, reset-password, remove',
    load: () => import('./commands/user.ts'),
  },
  {
    name: 'group',
    summary: 'groups of domains: list, create, rename, delete, members, put-in, take-out',
    load: () => import('./commands/group.ts'),
  },
  {
    name: 'token',
    summary: 'tokens of the API: create, list, revoke',
    load: () => import('./commands/token.ts'),
  },
  {
    name: 'reparse',
    summary: "read stored originals again with today's reader, and show what would change",
    load: () => import('./commands/reparse.ts'),
  },
  {
    name: 'retention',
    summary: 'what has been kept long enough: see it, and take it away',
    load: () => import('./commands/retention.ts'),
  },
  {
    name: 'verify',
    summary: 'compare the roll-up behind the charts with the records, and rebuild it from them',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'sample',
    summary: 'make a copy of a report or mail that may be shared: same faults, nobody in it',
    load: () => import('./commands/sample.ts'),
    needsNothing: true,
  },
  {
    name: 'backup',
    summary: 'write everything into one file, as it is at this moment',
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    summary: 'put a backup into an empty database: all of it, or nothing',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'secrets',
    summary: 'rotate the key that seals stored passwords',
    load: () => import('./commands/secrets.ts'),
  },
  {
    name: 'status',
    summary: 'database, mailboxes, backlog, quarantine, last report of each domain',
    load: () => import('./commands/status.ts'),
  },
];

const EXIT_CODES = `
Exit codes: 0 done · 1 not found, or nothing done · 2 done, but some input was quarantined
            3 the world failed (database, mailbox) · 64 wrong use · 78 wrong configuration`;

let close = async () => {};
try {
  enterProject();
  const program = await build(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  await endWith(error);
}
await close();
// Readers and sockets that a failed command left open must not keep the process.
process.exit();

async function build(called: string | undefined): Promise<Command> {
  const program = new Command('ruascope')
    .description('Reads DMARC reports, stores them, and says who sends in your name.')
    .helpCommand(false)
    .exitOverride()
    .addHelpText('after', `\nHelp for one: ruascope COMMAND --help\n${EXIT_CODES}`);
  for (const entry of COMMANDS) {
    const { name, summary } = entry;
    const command = name === called ? await load(entry) : new Command(name);
    program.addCommand(inherit(command.summary(summary).description(summary), program));
  }
  return program;
}

async function load({ load: importCommand, needsNothing }: Entry) {
  if (needsNothing) return (await importCommand()).command();
  // A fresh checkout has no Prisma client yet, and the command's imports want one.
  const { generate } = await import('#prisma/generate');
  await generate();
  const { openDatabase } = await import('./open-database.ts');
  const command = (await importCommand()).command();
  return command.hook('preAction', async () => {
    close = await openDatabase();
  });
}

/** Errors of subcommands, too, come here instead of ending the process on their own. */
function inherit(command: Command, from: Command): Command {
  command.copyInheritedSettings(from).helpCommand(false);
  for (const part of command.commands) inherit(part, command);
  return command;
}
