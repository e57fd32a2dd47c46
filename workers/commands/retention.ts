import { Command } from 'commander';
import { applyRetention, planRetention, type RetentionPlan } from '#lib/jobs/retention';
import { ENGLISH } from '#workers/terminal/english';
import { stopOnInterrupt } from '#workers/terminal/interrupt';
import { print, printJson } from '#workers/terminal/print';
import { printList } from '#workers/terminal/table';

type Options = { preview?: boolean; apply?: boolean; json?: boolean };

export function command(): Command {
  return new Command('retention')
    .option('--preview', 'what would go now, counted; nothing changes')
    .option('--apply', 'take it away, as the worker does every night')
    .option('--json', 'one line of JSON')
    .addHelpText('after', '\nHow long what is kept is decided under Settings > Retention.')
    .action(retention);
}

async function retention({ preview = false, apply = false, json = false }: Options, own: Command) {
  if (preview === apply) own.error('error: give either --preview or --apply');
  if (preview) return await show(await planRetention(new Date()), json);
  const { text } = await applyRetention(new Date(), stopOnInterrupt());
  await (json ? printJson({ text }) : print(text));
}

async function show(plan: RetentionPlan, json: boolean) {
  if (json) return await printJson(plan);
  const parts = PARTS.map(([key, name]) => ({ name, ...plan[key] }));
  await printList(parts, false, {
    what: ({ name }) => name,
    rows: ({ rows }) => ENGLISH.count(rows),
    size: ({ rows, bytes }) => (rows === 0 ? '' : ENGLISH.bytes(bytes)),
    oldest: ({ oldest }) => (oldest ? ENGLISH.fullDay(oldest) : ''),
  });
}

const PARTS = [
  ['records', 'records'],
  ['originals', 'report files'],
  ['tlsOriginals', 'TLS report files'],
  ['quarantine', 'mails in quarantine'],
  ['failures', "failure reports' addresses"],
] as const satisfies (readonly [Exclude<keyof RetentionPlan, 'settings'>, string])[];
