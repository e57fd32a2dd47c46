import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { PoolClient } from 'pg';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { transaction } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { type BackupTable, backupTables } from '#lib/queries/backup-tables';
import { schemaState } from '#lib/queries/schema-state';
import { spellAlike, type TableSum, tableSum } from '#lib/queries/table-rows';
import { auditIn } from '#lib/store/audit';
import { makeMonths, putRows, requireEmpty, setSequences } from '#lib/store/restore-tables';
import { type BackupManifest, backupManifest, fileOf, MANIFEST } from './backup-manifest.ts';

type OnTable = (name: string, sum: TableSum) => void;

/**
 * Puts a backup into an empty database of the same schema: all of it, or nothing. Each table is read
 * back afterwards, and is what the manifest says of it, byte for byte, before anything is committed.
 */
export async function restoreBackup(
  viewer: Viewer,
  file: string,
  onTable: OnTable = () => undefined,
): Promise<BackupManifest> {
  const archive = await openArchive(file);
  try {
    const entries = await entriesOf(archive);
    const manifest = await readManifest(archive, entries, file);
    await transaction(async (tx) => {
      await spellAlike(tx);
      requireSchema(manifest, (await schemaState(tx)).migrations);
      const tables = await backupTables(tx);
      await requireEmpty(
        tx,
        tables.map(({ name }) => name),
      );
      await makeMonths(tx, manifest.months);
      for (const table of tables) {
        const told = requireTable(manifest, table.name);
        await restoreTable(
          tx,
          table,
          await streamOf(archive, entries.get(fileOf(table.name))),
          told,
        );
        onTable(table.name, told);
      }
      await setSequences(tx, manifest.sequences);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      await auditIn(tx, viewer, 'backup.restore', file, null, { rows, keyId: manifest.key_id });
    });
    return manifest;
  } finally {
    archive.close();
  }
}

async function restoreTable(tx: PoolClient, table: BackupTable, rows: Readable, told: TableSum) {
  const hash = createHash('sha256');
  const measured = Readable.from(measure(rows, hash), { objectMode: false });
  const put = await putRows(tx, table.copyIn, measured);
  if (put !== told.rows || hash.digest('hex') !== told.sha256) throw damaged(table.name);
  const read = await tableSum(tx, table);
  if (read.rows === told.rows && read.sha256 === told.sha256) return;
  throw new AppError('request/conflict', {
    detail: `${table.name} reads back otherwise than it was written (${read.rows} rows of ${told.rows}). Nothing is restored; is this another version of PostgreSQL?`,
  });
}

async function* measure(rows: Readable, hash: ReturnType<typeof createHash>) {
  for await (const piece of rows) {
    hash.update(piece);
    yield piece;
  }
}

async function openArchive(file: string) {
  try {
    return await openPromise(file, { autoClose: false });
  } catch (cause) {
    throw new AppError('request/invalid', {
      cause,
      detail: `${file} is not a whole backup: it is missing, cut short, or something else.`,
    });
  }
}

async function entriesOf(archive: ZipFile) {
  const entries = new Map<string, Entry>();
  for await (const entry of archive.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function readManifest(archive: ZipFile, entries: Map<string, Entry>, file: string) {
  const entry = entries.get(MANIFEST);
  try {
    if (!entry || entry.uncompressedSize > LONGEST_MANIFEST) throw new Error('no manifest');
    return backupManifest.parse(JSON.parse(await text(await streamOf(archive, entry))));
  } catch (cause) {
    throw new AppError('request/invalid', {
      cause,
      detail: `${file} is no backup that this Ruascope can read.`,
    });
  }
}

const LONGEST_MANIFEST = 16 * 2 ** 20;

async function streamOf(archive: ZipFile, entry: Entry | undefined) {
  if (!entry) throw damaged('A table');
  return await archive.openReadStreamPromise(entry);
}

function requireSchema(manifest: BackupManifest, here: readonly string[]) {
  const unknown = manifest.migrations.filter((name) => !here.includes(name));
  const missing = here.filter((name) => !manifest.migrations.includes(name));
  if (unknown.length === 0 && missing.length === 0) return;
  const detail =
    unknown.length > 0
      ? `The backup was made by a newer Ruascope (${unknown.join(', ')} is unknown here): update this one, then restore.`
      : `The backup is of an older schema (without ${missing.join(', ')}): restore it with the Ruascope that made it, on ${manifest.made_at.slice(0, 10)} or before, and start this one on the result, which migrates it.`;
  throw new AppError('request/conflict', { detail });
}

function requireTable(manifest: BackupManifest, name: string) {
  const told = manifest.tables.find((table) => table.name === name);
  if (!told) throw damaged(name);
  return told;
}

function damaged(what: string) {
  return new AppError('request/invalid', {
    detail: `${what} is not what the backup's manifest says of it: the file is damaged. Nothing is restored.`,
  });
}
