import { z } from 'zod';
import { db } from '#lib/db/client';
import { VERDICTS, type Verdict } from '#lib/report/authenticity';

/** Everything but a mail whose own author domain disowns it. */
const COUNTED: readonly Verdict[] = VERDICTS.filter((verdict) => verdict !== 'failed');
const KEY = 'counted-verdicts';
const REMEMBER_MS = 5_000;

let remembered: { until: number; verdicts: ReadonlySet<Verdict> } | null = null;

/** The verdicts whose reports count in every number; the others are held, and shown as such. */
export async function countedVerdicts(): Promise<ReadonlySet<Verdict>> {
  if (remembered && remembered.until > Date.now()) return remembered.verdicts;
  const row = await db().setting.findUnique({ where: { key: KEY } });
  const parsed = z.array(z.enum(VERDICTS)).safeParse(row?.value);
  const verdicts = new Set(parsed.success ? parsed.data : COUNTED);
  remembered = { until: Date.now() + REMEMBER_MS, verdicts };
  return verdicts;
}
