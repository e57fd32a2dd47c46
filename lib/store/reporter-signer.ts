import type { PoolClient } from 'pg';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/pool';
import { organizationalDomain } from '#lib/domain-name';
import type { Viewer } from '#lib/filter/viewer';
import type { Verdict } from '#lib/report/authenticity';
import { signersOf } from '#lib/report/reporter-signers';
import { auditIn } from './audit.ts';
import { reporterKey } from './dictionary.ts';
import { beginRecount } from './recount-state.ts';

const REMEMBER_MS = 30_000;
const remembered = new Map<string, { until: number; signers: string[] }>();

/** The domains that an administrator tied to a reporter of this name. */
export async function signersOfReporter(orgName: string): Promise<readonly string[]> {
  const nameKey = reporterKey(orgName);
  const known = remembered.get(nameKey);
  if (known && known.until > Date.now()) return known.signers;
  const rows = await db().reporterSigner.findMany({ where: { nameKey }, select: { signer: true } });
  const signers = rows.map(({ signer }) => signer);
  if (remembered.size > 10_000) remembered.clear();
  remembered.set(nameKey, { until: Date.now() + REMEMBER_MS, signers });
  return signers;
}

/**
 * Ties a signing domain to a reporter, on a person's word: the reports that it signed already are
 * verified, and a recount is asked for. Returns how many those were.
 */
export async function confirmSigner(
  viewer: Viewer,
  orgName: string,
  signer: string,
): Promise<number> {
  const nameKey = reporterKey(orgName);
  const reports = await transaction(async (tx) => {
    await tx.query(
      `INSERT INTO reporter_signer (name_key, signer, confirmed_by) VALUES ($1, $2, $3)
       ON CONFLICT (name_key, signer) DO UPDATE SET confirmed_by = excluded.confirmed_by`,
      [nameKey, signer, viewer.name],
    );
    const verified = await judgeAgain(tx, { nameKey, signer }, 'authenticated', 'verified');
    await auditIn(tx, viewer, 'signer.confirm', orgName, null, { signer, reports: verified });
    return verified;
  });
  remembered.delete(nameKey);
  return reports;
}

/**
 * Takes that word back: what the domain signed for this reporter is of an unknown signer again, save
 * where the reporter is known to sign with it anyway. Returns how many reports that were.
 */
export async function withdrawSigner(
  viewer: Viewer,
  orgName: string,
  signer: string,
): Promise<number> {
  const nameKey = reporterKey(orgName);
  const isKnown = signersOf(orgName).map(organizationalDomain).includes(signer);
  const reports = await transaction(async (tx) => {
    const named = [nameKey, signer];
    await tx.query('DELETE FROM reporter_signer WHERE name_key = $1 AND signer = $2', named);
    const again = () => judgeAgain(tx, { nameKey, signer }, 'verified', 'authenticated');
    const changed = isKnown ? 0 : await again();
    await auditIn(tx, viewer, 'signer.withdraw', orgName, { signer, reports: changed });
    return changed;
  });
  remembered.delete(nameKey);
  return reports;
}

async function judgeAgain(
  tx: PoolClient,
  { nameKey, signer }: { nameKey: string; signer: string },
  from: Verdict,
  to: Verdict,
) {
  const counts = [];
  for (const rows of SIGNED_BY) {
    counts.push(await change(tx, rows, [nameKey, signer, from, to]));
  }
  await beginRecount(tx);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The reports of each kind that name a reporter. */
const SIGNED_BY = [
  { table: 'report', named: 'reporter_id = (SELECT id FROM reporter WHERE name_key = $1)' },
  { table: 'tls_report', named: 'lower(organization_name) = $1' },
  { table: 'failure_report', named: 'lower(reporting_mta) = $1' },
] as const;

async function change(
  tx: PoolClient,
  { table, named }: (typeof SIGNED_BY)[number],
  values: readonly string[],
) {
  const { rowCount } = await tx.query(
    `UPDATE ${table} SET verdict = $4::verdict
     WHERE ${named} AND signer = $2 AND verdict = $3::verdict`,
    [...values],
  );
  return rowCount ?? 0;
}
