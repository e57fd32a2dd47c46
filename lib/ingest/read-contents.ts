import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { env } from '#lib/env';
import { faultPoint } from '#lib/fault';
import { judgeAuthenticity, type MailEvidence } from '#lib/report/authenticity';
import { NO_HEADERS } from '#lib/report/no-headers';
import type { ReportProblem } from '#lib/report/problem';
import type { ItemContents, MailContents } from '#lib/store/batch';
import { signersOfReporter } from '#lib/store/reporter-signer';
import type { FlatItem, FlatMail } from './flatten.ts';
import type { Incoming } from './incoming.ts';
import type { Reader } from './reader-thread.ts';

/** A mail that ended its reader this often is not read again. */
const TRIES = 3;
const compress = promisify(gzip);

/** The ledger row a mail is read for, which try this is, and whether its sender is looked into. */
export type Claim = { id: bigint; attempts: number; evidence: boolean };

/**
 * Reads one mail in the isolated thread into what the store takes. Never throws for anything that
 * stands in the mail: what cannot be read is an item with its reason, and a quarantine.
 */
export async function readContents(
  reader: Reader,
  mail: Incoming,
  claim: Claim,
): Promise<MailContents> {
  faultPoint('reading');
  const read = await readMail(reader, mail, claim);
  const items = await Promise.all(read.items.map((item) => toContents(item, read.evidence)));
  const refused = items.flatMap((item) => ('refused' in item ? [item.refused] : []))[0];
  return {
    messageId: claim.id,
    receivedAt: mail.receivedAt,
    subject: read.subject,
    fromAddress: read.from,
    evidence: read.evidence,
    items,
    quarantine: refused ? await quarantineOf(mail, refused) : null,
  };
}

/**
 * The same mail with every report of it refused: for a value that the database cannot hold, which
 * no reader foresaw (SECURITY 3.2, permanent failures).
 */
export async function refuseContents(
  mail: Incoming,
  contents: MailContents,
  problem: ReportProblem,
): Promise<MailContents> {
  // The value at fault may be any text of the mail, so none of it is handed to the database again.
  const items = contents.items.map(({ kind }) => {
    return { fileName: null, member: null, kind, refused: problem };
  });
  const quarantine = await quarantineOf(mail, problem);
  return { ...contents, subject: null, fromAddress: null, items, quarantine };
}

async function readMail(
  reader: Reader,
  mail: Incoming,
  { attempts, evidence }: Claim,
): Promise<FlatMail> {
  if (!mail.raw) {
    const text = `The mail has ${mail.size} bytes, more than MAX_MAIL_BYTES allows. It was left where it is.`;
    return refuseUnread({ code: 'report/too-large', text });
  }
  if (attempts > TRIES) {
    const text = `Reading was begun ${TRIES} times and never ended. The bytes are kept: please report it.`;
    return refuseUnread({ code: 'report/reader-crashed', text });
  }
  return await reader.readFlat(mail.name, mail.raw, { evidence });
}

function refuseUnread(error: ReportProblem): FlatMail {
  const outcome = { ok: false, error } as const;
  const item = { fileName: null, member: null, kind: 'none', outcome } as const;
  return { ...NO_HEADERS, items: [item], evidence: null };
}

async function toContents(
  { fileName, member, kind, outcome }: FlatItem,
  evidence: MailEvidence | null,
): Promise<ItemContents> {
  if (!outcome.ok) return { fileName, member, kind, refused: outcome.error };
  const item = { fileName, member };
  const sentBy = async (orgName: string) => {
    const confirmed = evidence ? await signersOfReporter(orgName) : [];
    return judgeAuthenticity(evidence, orgName, confirmed);
  };
  const { value } = outcome;
  switch (value.kind) {
    case 'aggregate': {
      const sender = await sentBy(value.report.orgName);
      return { ...item, kind: 'aggregate', report: { ...value.report, ...sender } };
    }
    case 'tls': {
      const sender = await sentBy(value.report.content.organizationName);
      return { ...item, kind: 'tls', report: { ...value.report, ...sender } };
    }
    case 'failure': {
      const sender = await sentBy(value.report.content.reportingMta ?? '');
      const mailText = env().KEEP_FAILED_MAIL === 'on' ? value.report.mailText : null;
      return { ...item, kind: 'failure', report: { ...value.report, ...sender, mailText } };
    }
  }
}

async function quarantineOf({ raw, name }: Incoming, { code, text }: ReportProblem) {
  return { code, text, fileName: name, raw: raw ? await compress(raw) : null };
}
