import { db, sql } from '#lib/db/client';
import type { MailEvidence } from '#lib/report/authenticity';

/** A mail, or a file, that brought a report. */
export type ReportMail = {
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  mailbox: string | null;
  subject: string | null;
  fromAddress: string | null;
  receivedAt: Date;
  /** What was found out about its sender; null where nobody looked. */
  evidence: MailEvidence | null;
};

/** The mail a report came in, and those that brought the same content again. */
export async function listReportMails(
  reportId: string,
): Promise<{ mail: ReportMail | null; copies: ReportMail[] }> {
  const rows = await db().$queryRaw<(ReportMail & { isFirst: boolean })[]>(sql`
    SELECT m.origin::text, b.name AS mailbox, m.subject, m.from_address AS "fromAddress",
      m.received_at AS "receivedAt", m.evidence, m.id = p.message_id AS "isFirst"
    FROM report AS p
    JOIN message AS m ON m.id = p.message_id OR m.id IN (
      SELECT i.message_id FROM message_item AS i
      WHERE i.report_id = p.id AND i.outcome = 'duplicate' AND i.message_id <> p.message_id)
    LEFT JOIN mailbox AS b ON b.id = m.mailbox_id
    WHERE p.id = ${reportId}::bigint ORDER BY m.received_at, m.id`);
  const [mail = null] = rows.filter(({ isFirst }) => isFirst).map(toMail);
  return { mail, copies: rows.filter(({ isFirst }) => !isFirst).map(toMail) };
}

function toMail({ isFirst: _, ...mail }: ReportMail & { isFirst: boolean }): ReportMail {
  return mail;
}
