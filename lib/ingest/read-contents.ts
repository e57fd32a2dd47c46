import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ReportProblem } from '#lib/report/problem';
import type { ReadItem, ReadMail } from '#lib/report/read-mail';
import type { ItemContents, MailContents } from '#lib/store/batch';
import { flattenReport } from './flatten.ts';
import type { Incoming } from './incoming.ts';
import type { Reader } from './reader-thread.ts';

/** A mail that ended its reader this often is not read again. */
const TRIES = 3;
const compress = promisify(gzip);

/** The ledger row a mail is read for, and which try this is. */
export type Reading = { id: bigint; attempts: number };

/**
 * Reads one mail in the isolated thread into what the store takes. Never throws for anything that
 * stands in the mail: what cannot be read is an item with its reason, and a quarantine.
 */
export async function readContents(
  reader: Reader,
  mail: Incoming,
  reading: Reading,
): Promise<MailContents> {
  const read = await readMail(reader, mail, reading);
  const items = await Promise.all(read.items.map(toContents));
  const refused = items.flatMap((item) => ('refused' in item ? [item.refused] : []))[0];
  return {
    messageId: reading.id,
    receivedAt: mail.receivedAt,
    subject: read.subject,
    fromAddress: read.from,
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

async function readMail(reader: Reader, mail: Incoming, { attempts }: Reading): Promise<ReadMail> {
  if (!mail.raw) {
    const text = `The mail has ${mail.size} bytes, more than MAX_MAIL_BYTES allows. It was left where it is.`;
    return refuseUnread({ code: 'report/too-large', text });
  }
  if (attempts > TRIES) {
    const text = `Reading was begun ${TRIES} times and never ended. The bytes are kept: please report it.`;
    return refuseUnread({ code: 'report/reader-crashed', text });
  }
  return mail.name === null
    ? await reader.readMail(mail.raw)
    : await reader.readFile(mail.name, mail.raw);
}

function refuseUnread(error: ReportProblem): ReadMail {
  const outcome = { ok: false, error } as const;
  const item = { fileName: null, member: null, kind: 'none', size: 0, outcome } as const;
  return { subject: null, from: null, messageId: null, date: null, items: [item] };
}

async function toContents({ fileName, member, kind, outcome }: ReadItem): Promise<ItemContents> {
  if (!outcome.ok) return { fileName, member, kind, refused: outcome.error };
  const { value } = outcome;
  const { identity, contentHash, deviations, original } = value;
  switch (value.kind) {
    case 'aggregate':
      return { fileName, member, kind: value.kind, report: await flattenReport(value, fileName) };
    case 'tls': {
      const originalGzip = await compress(original);
      const report = {
        identity,
        contentHash,
        content: value.report,
        deviations,
        fileName,
        originalGzip,
      };
      return { fileName, member, kind: value.kind, report };
    }
    case 'failure': {
      const report = { identity, contentHash, content: value.report, deviations };
      return { fileName, member, kind: value.kind, report };
    }
  }
}

async function quarantineOf({ raw, name }: Incoming, { code, text }: ReportProblem) {
  return { code, text, fileName: name, raw: raw ? await compress(raw) : null };
}
