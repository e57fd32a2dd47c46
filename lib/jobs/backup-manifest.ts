import { z } from 'zod';

/** The file of a backup that says what the others are. */
export const MANIFEST = 'manifest.json';

const count = z.number().int().min(0);

/** What a backup says of itself. Later versions of it may add to it, and change its number otherwise. */
export const backupManifest = z.object({
  product: z.literal('Ruascope'),
  backup_version: z.literal(1),
  made_at: z.string(),
  /** The migrations whose schema it is of. */
  migrations: z.array(z.string()),
  /** Which SECRET_KEY sealed the secrets in it; the key itself is not in it. */
  key_id: z.string(),
  months: z.array(z.string()),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  tables: z.array(
    z.object({ name: z.string(), rows: count, bytes: count, sha256: z.string().length(64) }),
  ),
});
export type BackupManifest = z.infer<typeof backupManifest>;

/** The file of a table. */
export function fileOf(table: string): string {
  return `tables/${table}.copy`;
}
