import { Command } from 'commander';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { createReader } from '#lib/ingest/reader-thread';
import { type Reread, reparseReports } from '#lib/ingest/reparse';
import { plural, print, printJson } from '#workers/terminal/print';
import { startProgress } from '#workers/terminal/progress';

type Options = { domain?: string; apply?: boolean; json?: boolean };

export function command(): Command {
  return new Command('reparse')
    .option('--domain <name>', 'only reports about this domain')
    .option('--apply', 'put the new readings in place; without it nothing changes')
    .option('--json', 'one line of JSON for each report that reads otherwise, and the sums')
    .action(reparse);
}

async function reparse({ domain, apply = false, json = false }: Options) {
  const reader = createReader();
  const progress = startProgress('reports', null, { quiet: json });
  const sums = { same: 0, changed: 0, refused: 0 };
  const different: Reread[] = [];
  for await (const reread of reparseReports(SYSTEM_VIEWER, reader, {
    domain: domain ?? null,
    apply,
  })) {
    sums[reread.outcome] += 1;
    if (reread.outcome !== 'same') different.push(reread);
    progress.update(sums.same + sums.changed + sums.refused);
  }
  progress.end();
  await reader.close();
  for (const reread of different) await (json ? printJson(reread) : print(inWords(reread)));
  if (json) return await printJson(sums);
  const did = apply ? 'read otherwise and were put in place' : 'would read otherwise';
  await print(
    `${plural(sums.same, 'report')} as before, ${sums.changed} ${did}, ${sums.refused} kept.`,
  );
  if (sums.changed > 0 && !apply) await print('Put them in place with: ruascope reparse --apply');
}

function inWords({ uid, changes, problem }: Reread) {
  if (problem !== null) return `${uid}  kept as it is: ${problem}`;
  const fields = changes.map(({ field, before, after }) => {
    return field === 'counts' ? 'what counts' : `${field} ${before || '–'} → ${after || '–'}`;
  });
  return `${uid}  ${fields.join(', ')}`;
}
