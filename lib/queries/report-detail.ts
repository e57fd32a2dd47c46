import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import type { Deviation } from '#lib/report/deviation';
import { findReportId } from './report-by-uid.ts';
import { listReportMails, type ReportMail } from './report-mails.ts';
import { REPORT_ROW, type ReportRow } from './report-row.ts';

/** A report as its reporter stated it, and how it came to us. */
export type ReportDetail = ReportRow & {
  isDemo: boolean;
  dialect: 'rfc7489' | 'rfc9990';
  version: string | null;
  generator: string | null;
  extraContactInfo: string | null;
  /** What the reporter says went wrong on its side. */
  errors: string[];
  policy: PublishedPolicy;
  deviations: Deviation[];
  fileName: string | null;
  fileBytes: number;
  fileSha256: string;
  /** The report before and after it from the same reporter about the same domain. */
  previous: string | null;
  next: string | null;
  /** Other contents of the same identity. */
  siblings: ReportSibling[];
  /** The mail it came in, null when that is gone; and those that brought it again. */
  mail: ReportMail | null;
  copies: ReportMail[];
  /** When it was read and stored. */
  storedAt: Date;
  /** Who said that the signer speaks for this reporter, where somebody did. */
  confirmedBy: string | null;
};

/** What the policy said, as stated; null where the reporter left it out. */
export type PublishedPolicy = Record<
  'p' | 'sp' | 'np' | 'adkim' | 'aspf' | 'pct' | 'fo' | 'testing' | 'discoveryMethod',
  string | null
>;

export type ReportSibling = { uid: string; counted: boolean; receivedAt: Date; messages: number };

/** One report with all its facts; null when there is none, or it is not the viewer's to see. */
export async function reportDetail(viewer: Viewer, uid: string): Promise<ReportDetail | null> {
  const id = await findReportId(viewer, uid);
  if (id === null) return null;
  const [facts, siblings, mails] = await Promise.all([
    findFacts(id),
    listSiblings(id),
    listReportMails(id),
  ]);
  return facts && { ...facts, siblings, ...mails };
}

type Facts = Omit<ReportDetail, 'siblings' | 'mail' | 'copies'>;

async function findFacts(id: string) {
  const [row] = await db().$queryRaw<Facts[]>(sql`
    SELECT ${REPORT_ROW}, d.is_demo AS "isDemo", p.dialect::text, p.version, p.generator,
      p.extra_contact_info AS "extraContactInfo", p.errors, p.deviations,
      json_build_object('p', p.policy_p, 'sp', p.policy_sp, 'np', p.policy_np,
        'adkim', p.policy_adkim, 'aspf', p.policy_aspf, 'pct', p.policy_pct, 'fo', p.policy_fo,
        'testing', p.policy_testing, 'discoveryMethod', p.discovery_method) AS policy,
      p.created_at AS "storedAt", (
        SELECT s.confirmed_by FROM reporter AS r
        JOIN reporter_signer AS s ON s.name_key = r.name_key AND s.signer = p.signer
        WHERE r.id = p.reporter_id) AS "confirmedBy",
      p.file_name AS "fileName", p.original_bytes AS "fileBytes",
      encode(p.original_sha256, 'hex') AS "fileSha256",
      (SELECT o.uid::text FROM report AS o
        WHERE o.domain_id = p.domain_id AND o.reporter_id = p.reporter_id AND o.counted
          AND (o.end_at, o.id) < (p.end_at, p.id)
        ORDER BY o.end_at DESC, o.id DESC LIMIT 1) AS previous,
      (SELECT o.uid::text FROM report AS o
        WHERE o.domain_id = p.domain_id AND o.reporter_id = p.reporter_id AND o.counted
          AND (o.end_at, o.id) > (p.end_at, p.id)
        ORDER BY o.end_at, o.id LIMIT 1) AS next
    FROM report AS p JOIN domain AS d ON d.id = p.domain_id WHERE p.id = ${id}::bigint`);
  return row ?? null;
}

async function listSiblings(id: string) {
  return await db().$queryRaw<ReportSibling[]>(sql`
    SELECT o.uid::text, o.counted, o.received_at AS "receivedAt",
      o.message_count::float8 AS messages
    FROM report AS p JOIN report AS o ON o.identity = p.identity AND o.id <> p.id
    WHERE p.id = ${id}::bigint ORDER BY o.received_at, o.id`);
}
