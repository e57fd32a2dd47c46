import { pool } from '#lib/db/pool';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';

const TABLES = {
  aggregate: 'report',
  tls: 'tls_report',
  failure: 'failure_report',
} as const;

/** What tells a stored report apart, as hex: many contents may have claimed one identity. */
export type KnownReport = { identity: string; contentHash: string };

/** The stored reports of a kind that have one of the identities (hex, lib/report/identity.ts). */
export async function knownReports(
  viewer: Viewer,
  kind: keyof typeof TABLES,
  identities: readonly string[],
): Promise<KnownReport[]> {
  if (viewer.role !== 'system') throw new AppError('auth/forbidden');
  const { rows } = await pool().query<KnownReport>(
    `SELECT encode(identity, 'hex') AS identity, encode(content_hash, 'hex') AS "contentHash"
     FROM ${TABLES[kind]}
     WHERE identity = ANY(ARRAY(SELECT decode(one, 'hex') FROM unnest($1::text[]) AS one))`,
    [identities],
  );
  return rows;
}
