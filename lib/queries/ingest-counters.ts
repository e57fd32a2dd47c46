import { db, sql } from '#lib/db/client';

/** What was ever taken in, by the way it came, and what was refused, by its reason. */
export type IngestCounters = {
  byOrigin: OriginCounts[];
  refused: { code: string; mails: number }[];
};

export type OriginCounts = {
  origin: string;
  mails: number;
  stored: number;
  duplicates: number;
  conflicts: number;
  quarantined: number;
  records: number;
  messages: number;
  bytes: number;
};

/** Sums over runs, of which there are few: a scraper asks every few seconds. */
export async function ingestCounters(): Promise<IngestCounters> {
  const [byOrigin, refused] = await Promise.all([
    db().$queryRaw<OriginCounts[]>(sql`
      SELECT origin::text, sum(done)::float8 AS mails, sum(stored)::float8 AS stored,
        sum(duplicates)::float8 AS duplicates, sum(conflicts)::float8 AS conflicts,
        sum(quarantined)::float8 AS quarantined, sum(records)::float8 AS records,
        sum(messages)::float8 AS messages, sum(bytes)::float8 AS bytes
      FROM run GROUP BY origin ORDER BY origin`),
    db().$queryRaw<IngestCounters['refused']>(sql`
      SELECT code, count(*)::int AS mails FROM quarantine GROUP BY code ORDER BY code`),
  ]);
  return { byOrigin, refused };
}
