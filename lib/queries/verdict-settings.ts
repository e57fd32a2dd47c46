import { db, sql } from '#lib/db/client';
import { SETTING_KEYS } from '#lib/db/names';
import type { Viewer } from '#lib/filter/viewer';
import { outranks, VERDICTS, type Verdict } from '#lib/report/authenticity';
import { parseCountedVerdicts } from '#lib/report/counted-verdicts';
import { requireMailAccess } from './require-mail-access.ts';

/** One verdict: whether its reports count, and how many aggregate reports are stored of it. */
export type VerdictSetting = {
  verdict: Verdict;
  counts: boolean;
  /** Those that count as well wherever this one does. */
  surer: Verdict[];
  reports: number;
  messages: number;
};

/** Which reports count in every number, by how sure it is who sent them. */
export async function verdictSettings(viewer: Viewer): Promise<VerdictSetting[]> {
  requireMailAccess(viewer);
  const [setting, stored] = await Promise.all([
    db().setting.findUnique({ where: { key: SETTING_KEYS.countedVerdicts } }),
    db().$queryRaw<Pick<VerdictSetting, 'verdict' | 'reports' | 'messages'>[]>(sql`
      SELECT verdict::text, count(*)::int AS reports, sum(message_count)::float8 AS messages
      FROM report GROUP BY verdict`),
  ]);
  const counted = parseCountedVerdicts(setting?.value);
  return VERDICTS.map((verdict) => ({
    counts: counted.has(verdict),
    surer: VERDICTS.filter((other) => outranks(other, verdict)),
    ...(stored.find((row) => row.verdict === verdict) ?? { verdict, reports: 0, messages: 0 }),
  }));
}
