import { Command } from 'commander';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import type { RollupDifference } from '#lib/queries/rollup-differences';
import { ENGLISH } from '#workers/terminal/english';
import { paint, plural, print, printJson } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

type Options = { domain?: string; repair?: boolean; json?: boolean };

export function command(): Command {
  return new Command('verify')
    .option('--domain <name>', 'only this domain')
    .option('--repair', 'rebuild what differs from the records; without it nothing changes')
    .option('--json', 'one line of JSON for each difference, and the sums')
    .addHelpText('after', '\nExit code 1: a difference was found and not repaired.')
    .action(verify);
}

async function verify({ domain, repair = false, json = false }: Options) {
  const progress = startProgress('months', null, { quiet: json });
  const sums = { months: 0, dropped: 0, differences: 0, repaired: 0 };
  const different: RollupDifference[] = [];
  for await (const compared of verifyRollup({ domain: domain ?? null, repair })) {
    sums.months += compared.domains - compared.dropped;
    sums.dropped += compared.dropped;
    sums.differences += compared.differences.length;
    sums.repaired += compared.repaired;
    different.push(...compared.differences);
    progress.update(sums.months);
  }
  progress.end();
  for (const difference of different) {
    await (json ? printJson(difference) : print(inWords(difference)));
  }
  await (json ? printJson(sums) : print(sumInWords(sums)));
  if (sums.differences > sums.repaired) process.exitCode = 1;
}

function inWords({ table, domain, month, rows, firstDay, ...messages }: RollupDifference) {
  const { recordMessages, rollupMessages } = messages;
  return (
    `${paint('red', '✗')} ${domain} ${month}: ${plural(rows, 'row')} from ${ENGLISH.fullDay(firstDay)} on; ` +
    `${table === 'daily_report' ? 'reports' : 'records'} ${ENGLISH.count(recordMessages)}, roll-up ${ENGLISH.count(rollupMessages)} messages`
  );
}

type Sums = { months: number; dropped: number; differences: number; repaired: number };

function sumInWords({ months, dropped, differences, repaired }: Sums) {
  const past = dropped > 0 ? ` ${plural(dropped, 'month')} without records kept as they are.` : '';
  if (differences === 0)
    return `Roll-up and records agree: ${plural(months, 'domain month')}.${past}`;
  if (repaired === differences) return `${plural(repaired, 'month')} rebuilt from records.${past}`;
  return `${plural(differences, 'month')} of ${ENGLISH.count(months)} differ.${past}\nMend with: ruascope verify --repair`;
}
