import { Command } from 'commander';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { restoreBackup } from '#lib/jobs/restore';
import { knownKeys } from '#lib/store/secret-keys';
import { atHome } from '#workers/terminal/place';
import { plural, print, printJson, say } from '#workers/terminal/print';
import { summaryOf } from './backup.ts';

export function command(): Command {
  return new Command('restore')
    .argument('<file>', 'what `backup` wrote')
    .option('--json', 'one line of JSON')
    .action(restore);
}

async function restore(path: string, { json = false }: { json?: boolean }) {
  const file = atHome(path);
  const onTable = (name: string, { rows }: { rows: number }) =>
    rows === 0 || json
      ? undefined
      : void say(`  ${name}: ${plural(rows, 'row')}, as in the backup`);
  const summary = summaryOf(await restoreBackup(SYSTEM_VIEWER, file, onTable));
  const hasKey = knownKeys().some(({ id }) => id === summary.key_id);
  if (json) return await printJson({ file, ...summary, has_key: hasKey });
  const { tables, rows, made_at: madeAt, key_id: keyId } = summary;
  await print(
    `Restored ${plural(rows, 'row')} of ${plural(tables, 'table')} as of ${madeAt}; each table reads back as it was written. Everybody signs in again.`,
  );
  if (hasKey) return;
  await print(
    `The passwords in it were sealed by another SECRET_KEY (${keyId}): give that one as SECRET_KEY_OLD, then run: secrets rotate`,
  );
}
