import { db } from '#lib/db/client';
import { reporterKey } from './dictionary.ts';

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
 * Ties a signing domain to a reporter, on a person's word, and verifies the reports that it signed
 * already. Returns how many those were.
 */
export async function confirmSigner(
  orgName: string,
  signer: string,
  confirmedBy: string,
): Promise<number> {
  const nameKey = reporterKey(orgName);
  await db().reporterSigner.upsert({
    where: { nameKey_signer: { nameKey, signer } },
    create: { nameKey, signer, confirmedBy },
    update: { confirmedBy },
  });
  remembered.delete(nameKey);
  const { count } = await db().report.updateMany({
    where: { reporter: { nameKey }, signer, verdict: 'authenticated' },
    data: { verdict: 'verified' },
  });
  return count;
}
