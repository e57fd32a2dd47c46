import { createHash } from 'node:crypto';
import { WRAPPINGS, writeMessage } from '#lib/demo/write-message';
import type { AggregateReport } from '#lib/report/aggregate-schema';
import { junkMail, sampleRecord, sampleReport } from '#test/support/sample-report';

/** A mail whose effect is known beforehand; `report` is null where it can only be quarantined. */
export type KnownMail = { raw: Uint8Array; sha256: string; report: AggregateReport | null };

const DOMAINS = ['example.com', 'example.net', 'example.org'];

/**
 * Mails as they come: reports about three domains in every wrapping, of every tenth the same report
 * once more in another wrapping, of every twentieth the same bytes, and two that nobody can read.
 */
export function knownMails(count: number): KnownMail[] {
  const mails: KnownMail[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = mails[i - 3];
    if (i === 5) mails.push(known(bytesOf(junkMail('Lunch?').raw), null));
    else if (i === 25) mails.push(known(brokenZip(), null));
    else if (i % 20 === 13 && before) mails.push(before);
    else if (i % 10 === 7 && before?.report) mails.push(wrapped(before.report, i));
    else mails.push(wrapped(reportOf(i), i));
  }
  return mails;
}

/** Mails that nobody can read, each of its own. */
export function junkMails(count: number): KnownMail[] {
  return Array.from({ length: count }, (_, i) => known(bytesOf(junkMail(`Lunch ${i}?`).raw), null));
}

/** The nth report that nobody has sent yet: one to three records of different sums. */
function reportOf(i: number): AggregateReport {
  const domain = DOMAINS[i % DOMAINS.length] ?? '';
  const day = `2026-11-0${1 + (i % 5)}`;
  const records = Array.from({ length: 1 + (i % 3) }, (_, at) => {
    const spf = at === 0 ? 'pass' : 'fail';
    return sampleRecord({
      headerFrom: domain,
      count: 1 + i * 7 + at,
      sourceIp: `192.0.2.${i % 250}`,
      spf,
    });
  });
  return sampleReport({
    ...{ domain, records, reportId: `crash-${i}` },
    ...{ begin: `${day}T00:00Z`, end: `${day}T23:59:59Z` },
  });
}

function wrapped(report: AggregateReport, i: number): KnownMail {
  const wrapping = WRAPPINGS[i % WRAPPINGS.length] ?? 'attached-gzip';
  const posting = { submitter: 'reporter.example', to: 'dmarc@example.com' };
  const sentAt = new Date('2026-11-06T01:00Z');
  return known(writeMessage(report, { ...posting, wrapping, sentAt }), report);
}

function brokenZip() {
  const mail = Buffer.from(wrapped(reportOf(1), 1).raw).toString('latin1');
  // The beginning of a zip, and nothing that could end one.
  return Buffer.from(mail.replace(/\r\n\r\nUEs[^-]*/, '\r\n\r\nUEsDBBQAAAAIAAAA\r\n'), 'latin1');
}

function bytesOf(raw: Uint8Array | null) {
  if (!raw) throw new Error('A sample mail has bytes.');
  return raw;
}

function known(raw: Uint8Array, report: AggregateReport | null): KnownMail {
  return { raw, report, sha256: sha256(raw) };
}

/** How a mail is named in the ledger. */
export function sha256(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}
