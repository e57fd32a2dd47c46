import { createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { ZipFile } from 'yazl';
import { transaction } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { type BackupTable, backupTables } from '#lib/queries/backup-tables';
import { schemaState } from '#lib/queries/schema-state';
import { spellAlike, type TableSum, tableRows } from '#lib/queries/table-rows';
import { recordAudit } from '#lib/store/audit';
import { currentKey } from '#lib/store/secret-keys';
import { type BackupManifest, fileOf, MANIFEST } from './backup-manifest.ts';

type OnTable = (name: string, sum: TableSum) => void;

/**
 * Writes everything that the database holds into one ZIP, as it was at one moment: each table as COPY
 * spells it, and a manifest with the rows and the SHA-256 of each. The file is whole or not there; its
 * owner alone may read it. SECRET_KEY, without which its secrets do not open, is not in it.
 */
export async function writeBackup(
  viewer: Viewer,
  file: string,
  { now, onTable = () => undefined }: { now: Date; onTable?: OnTable },
): Promise<BackupManifest> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const manifest = await transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await spellAlike(tx);
      return await writeTables(tx, unfinished, now, onTable);
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    // Nobody has the file yet: without its entry nobody will.
    await recordAudit(viewer, 'backup.take', file, null, { rows, keyId: manifest.key_id });
    await putInPlace(unfinished, file);
    return manifest;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function writeTables(tx: PoolClient, path: string, now: Date, onTable: OnTable) {
  const zip = new ZipFile();
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const written = pipeline(zip.outputStream, output);
  // Whoever waits for a table is told by it; this promise is awaited at the end.
  written.catch(() => undefined);
  const tables: BackupManifest['tables'] = [];
  for (const table of await backupTables(tx)) {
    const sum = await Promise.race([addTable(zip, tx, table, now), written.then(endedEarly)]);
    onTable(table.name, sum);
    tables.push({ name: table.name, ...sum });
  }
  const { migrations, months, sequences } = await schemaState(tx);
  const manifest: BackupManifest = {
    ...{ product: 'Ruascope', backup_version: 1, made_at: now.toISOString(), migrations },
    ...{ key_id: currentKey().id, months, sequences, tables },
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), MANIFEST, { mtime: now });
  zip.end();
  await written;
  return manifest;
}

/** One after the other: a connection answers one question at a time. */
function addTable(zip: ZipFile, tx: PoolClient, table: BackupTable, mtime: Date) {
  return new Promise<TableSum>((resolve, reject) => {
    const rows = Readable.from(tableRows(tx, table, resolve), { objectMode: false });
    rows.once('error', reject);
    // More would cost more time than it saves room.
    zip.addReadStream(rows, fileOf(table.name), { mtime, compressionLevel: 4 });
  });
}

function endedEarly(): never {
  throw new Error('The file ended before the backup did.');
}

/** Never over another file: the backup before may be the better one. */
async function putInPlace(unfinished: string, file: string) {
  try {
    await link(unfinished, file);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    throw new AppError('request/conflict', { cause, detail: `${file} exists; name another file.` });
  }
}
