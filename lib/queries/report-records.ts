import { db, sql } from '#lib/db/client';
import type { Card } from '#lib/diagnosis/card';
import { diagnose } from '#lib/diagnosis/diagnose';
import { dayOf } from '#lib/filter/day';
import type { Viewer } from '#lib/filter/viewer';
import type { Disposition, Outcome } from '#lib/filter/vocabulary';
import {
  type DkimResult,
  dkimResults,
  type SpfResult,
  type StoredDkim,
  type StoredSpf,
  spfResults,
} from './auth-results.ts';
import { evidenceOf } from './evidence.ts';
import { FromDomains } from './from-domains.ts';
import { findReportId } from './report-by-uid.ts';
import { OF_REPORT } from './reports-in.ts';
import { SelectorPasses } from './selector-passes.ts';
import { isSpoof, sourceClasses } from './source-classes.ts';
import { SpfListings } from './spf-listings.ts';

/** One <record> of a report, its days put together again. */
export type ReportRecord = {
  recordNo: number;
  /** The address, or what the reporter wrote in its place. */
  source: string;
  ip: string | null;
  ptr: string | null;
  messages: number;
  headerFrom: string;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  dkim: DkimResult[];
  spf: SpfResult[];
  dkimAligned: boolean;
  spfAligned: boolean;
  outcome: Outcome;
  disposition: Disposition;
  /** What the reporter wrote, where that was another word. */
  dispositionRaw: string | null;
  requested: 'none' | 'quarantine' | 'reject';
  reasons: { type: string; comment: string | null }[];
  inconsistent: boolean;
  /** Why it passed or failed, worst first; `elsewhere` means other mail of the same days. */
  diagnosis: Card[];
};

/**
 * The records of a report in its own order. Null when there is no such report, and also when it is
 * not the content that counts: then only its original file holds them.
 */
export async function reportRecords(viewer: Viewer, uid: string): Promise<ReportRecord[] | null> {
  const id = await findReportId(viewer, uid);
  if (id === null) return null;
  const report = await db().report.findUniqueOrThrow({
    where: { id: BigInt(id) },
    select: {
      counted: true,
      domainId: true,
      domain: { select: { name: true } },
      beginAt: true,
      endAt: true,
    },
  });
  if (!report.counted) return null;
  const rows = await listRecords(id);
  const span = { from: dayOf(report.beginAt), to: dayOf(report.endAt) };
  const selectors = new SelectorPasses({ domainIds: [report.domainId], span });
  const passesElsewhere = await selectors.learn(rows);
  const exists = await new FromDomains().learn(rows);
  const isListed = await new SpfListings().learn(rows);
  const whose = await sourceClasses(viewer, rows);
  return rows.map(({ adkim, aspf, dkim, spf, domain, reporters, ...row }) => {
    const author = { headerFrom: row.headerFrom, adkim, aspf };
    const evidence = evidenceOf(
      { ...row, ...author, domain, reporters, dkim, spf },
      {
        passesElsewhere,
        suspectedSpoof: isSpoof(whose(domain, row.source)),
        headerFromExists: exists(row.headerFrom),
        isListed,
      },
    );
    const results = { dkim: dkimResults(dkim, author), spf: spfResults(spf, author) };
    return { ...row, ...results, diagnosis: diagnose([evidence]) };
  });
}

type Stored = Omit<ReportRecord, 'dkim' | 'spf' | 'diagnosis'> & {
  domain: string;
  reporters: string[];
  dkim: StoredDkim[];
  spf: StoredSpf[];
  adkim: string | null;
  aspf: string | null;
};

/** All rows of a record_no are alike but for day and count, so any one stands for its record. */
async function listRecords(reportId: string) {
  return await db().$queryRaw<Stored[]>(sql`
    SELECT DISTINCT ON (r.record_no) r.record_no AS "recordNo",
      coalesce(host(r.source_ip), r.source_raw, '') AS source, host(r.source_ip) AS ip, s.ptr,
      (sum(r.count) OVER (PARTITION BY r.record_no))::float8 AS messages,
      r.header_from AS "headerFrom", r.envelope_from AS "envelopeFrom",
      r.envelope_to AS "envelopeTo", a.dkim, a.spf, r.dkim_aligned AS "dkimAligned",
      r.spf_aligned AS "spfAligned", r.outcome::text, r.disposition::text,
      r.disposition_raw AS "dispositionRaw", r.requested::text,
      coalesce(r.reasons, '[]') AS reasons, r.inconsistent,
      p.policy_adkim AS adkim, p.policy_aspf AS aspf, d.name AS domain,
      ARRAY[p.org_name] AS reporters
    FROM report AS p JOIN domain AS d ON d.id = p.domain_id JOIN record AS r ON ${OF_REPORT}
    JOIN auth_set AS a ON a.id = r.auth_set_id
    LEFT JOIN source AS s ON s.ip = r.source_ip
    WHERE p.id = ${reportId}::bigint ORDER BY r.record_no, r.day`);
}
