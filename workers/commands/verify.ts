import { Command } from 'commander';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type Difference, verifyRollup } from '#lib/jobs/verify-rollup';
import { type ChainCheck, checkChain } from '#lib/queries/audit-chain';
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
  const different: Difference[] = [];
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
  const audit = await checkChain(SYSTEM_VIEWER);
  await (json
    ? printJson({ ...sums, audit })
    : print(`${sumInWords(sums)}\n${chainInWords(audit)}`));
  if (sums.differences > sums.repaired || audit.broken !== null) process.exitCode = 1;
}

function inWords(difference: Difference) {
  const { table, domain, month, rows } = difference;
  if (table === 'source_verdict') {
    const of = ENGLISH.count(difference.sources);
    return `${paint('red', '✗')} ${domain} ${month}: ${plural(rows, 'source')} of ${of} not judged as the rules do`;
  }
  const { firstDay, recordMessages, rollupMessages } = difference;
  return (
    `${paint('red', '✗')} ${domain} ${month}: ${plural(rows, 'row')} from ${ENGLISH.fullDay(firstDay)} on; ` +
    `${table === 'daily_report' ? 'reports' : 'records'} ${ENGLISH.count(recordMessages)}, roll-up ${ENGLISH.count(rollupMessages)} messages`
  );
}

/** What nobody can mend: entries were changed below the product. */
function chainInWords({ links, broken, head }: ChainCheck) {
  if (broken !== null) {
    const place = ENGLISH.count(broken);
    return `${paint('red', '✗')} The audit log is not as it was written: its chain breaks at place ${place}.`;
  }
  const entries = links === 1 ? '1 entry' : `${ENGLISH.count(links)} entries`;
  return `Audit log and chain agree: ${entries}, head ${head}.`;
}

type Sums = { months: number; dropped: number; differences: number; repaired: number };

function sumInWords({ months, dropped, differences, repaired }: Sums) {
  const past = dropped > 0 ? ` ${plural(dropped, 'month')} without records kept as they are.` : '';
  if (differences === 0)
    return `Roll-up and records agree: ${plural(months, 'domain month')}.${past}`;
  if (repaired === differences) return `${plural(repaired, 'month')} rebuilt from records.${past}`;
  return `${plural(differences, 'month')} of ${ENGLISH.count(months)} differ.${past}\nMend with: ruascope verify --repair`;
}
