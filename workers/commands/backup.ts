import { Command } from 'commander';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { writeBackup } from '#lib/jobs/backup';
import type { BackupManifest } from '#lib/jobs/backup-manifest';
import { ENGLISH } from '#workers/terminal/english';
import { atHome } from '#workers/terminal/place';
import { plural, print, printJson, say } from '#workers/terminal/print';

export function command(): Command {
  return new Command('backup')
    .argument('<file>', 'the ZIP to write; it must not exist')
    .option('--json', 'one line of JSON')
    .action(backup);
}

async function backup(path: string, { json = false }: { json?: boolean }) {
  const now = new Date();
  const file = atHome(path);
  const onTable = (name: string, { rows }: { rows: number }) =>
    rows === 0 || json ? undefined : void say(`  ${name}: ${plural(rows, 'row')}`);
  const manifest = await writeBackup(SYSTEM_VIEWER, file, { now, onTable });
  if (json) return await printJson({ file, ...summaryOf(manifest) });
  const { tables, rows, key_id: keyId } = summaryOf(manifest);
  await print(
    `${file}: ${plural(rows, 'row')} of ${plural(tables, 'table')}, as of ${ENGLISH.instant(now)}.`,
  );
  await print(
    `Keep SECRET_KEY (${keyId}) apart from it: without the key the passwords in it cannot be opened.`,
  );
}

/** A backup in few words. */
export function summaryOf({ tables, key_id, made_at }: BackupManifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { tables: tables.length, rows, key_id, made_at };
}
