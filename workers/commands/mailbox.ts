import { Command } from 'commander';
import { addCommand } from './mailbox-add.ts';
import { listAll, removeOne, setPaused } from './mailbox-settings.ts';
import { pollMailboxes, testOne } from './mailbox-work.ts';

export function command(): Command {
  const mailbox = new Command('mailbox');
  mailbox.addCommand(addCommand());
  mailbox
    .command('list')
    .summary('every mailbox, and how its last poll ended')
    .option('--json', 'one line of JSON for each')
    .action(listAll);
  mailbox
    .command('test <name>')
    .summary('try it step by step, from DNS to its newest mails; nothing changes')
    .option('--json', 'one line of JSON for each step')
    .action(testOne);
  mailbox
    .command('poll [name]')
    .summary('take in what is new, now')
    .option('--all', 'every mailbox that is not paused')
    .option('--dry-run', 'tell what it would do, and do nothing')
    .option('--once', 'end after one pass (it always does; npm run worker goes on)')
    .option('--json', 'one line of JSON for each mailbox')
    .action(pollMailboxes);
  mailbox
    .command('pause <name>')
    .summary('look into it no more; a pass that goes on ends after the batch in hand')
    .action((name: string) => setPaused(name, true));
  mailbox
    .command('resume <name>')
    .summary('go on where it stopped, also after too many mails could not be read')
    .action((name: string) => setPaused(name, false));
  mailbox
    .command('remove <name>')
    .summary('forget it; the reports that came through it stay')
    .action(removeOne);
  return mailbox;
}
