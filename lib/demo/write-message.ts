import { gzipSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import type { AggregateReport } from '#lib/report/aggregate-schema';
import { base64Lines, crlf, mailDate, multipart, type Posting, textPart } from './mime.ts';
import { writeAggregate } from './write-aggregate.ts';

/** How reporters put a report into a mail; each of these is somebody's habit (QUIRKS 1.1–1.8). */
export const WRAPPINGS = [
  'attached-gzip', // RFC 9990 §3.2: application/gzip, .xml.gz
  'attached-zip', // the drafts before 2013, and still in use
  'bare-zip', // the mail's body is the archive, there is no multipart
  'html-gzip', // a text for people in HTML, the file within a nested multipart
  'inline-xml', // neither compressed nor an attachment
] as const;
export type Wrapping = (typeof WRAPPINGS)[number];

export type WrappedPosting = Posting & { wrapping: Wrapping };

/** The mail that brings a report, byte by byte. */
export function writeMessage(report: AggregateReport, posting: WrappedPosting): Uint8Array {
  const file = packReport(report, posting);
  return Buffer.from(crlf([...headers(report, posting), ...body(file, report, posting)]), 'utf8');
}

type PackedFile = { name: string; mediaType: string; bytes: Uint8Array };

/** A report as the file that is attached: named as RFC 9990 §3.2.3 asks, and packed. */
export function packReport(
  report: AggregateReport,
  { wrapping, submitter, sentAt }: Omit<WrappedPosting, 'to'>,
): PackedFile {
  const { begin, end } = report.metadata.dateRange;
  const name = `${submitter}!${report.policyPublished.domain}!${begin}!${end}`;
  const xml = Buffer.from(writeAggregate(report), 'utf8');
  switch (wrapping) {
    case 'attached-gzip':
    case 'html-gzip':
      return { name: `${name}.xml.gz`, mediaType: 'application/gzip', bytes: gzipSync(xml) };
    case 'attached-zip':
    case 'bare-zip':
      return {
        name: `${name}.zip`,
        mediaType: 'application/zip',
        bytes: zip(`${name}.xml`, xml, sentAt),
      };
    case 'inline-xml':
      return { name: `${name}.xml`, mediaType: 'text/xml', bytes: xml };
  }
}

function zip(name: string, bytes: Buffer, at: Date): Uint8Array {
  const archive = new AdmZip();
  // DOS time has no zone: the archive must not depend on where, nor on when, it was written.
  archive.addFile(name, bytes).header.time = new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
  );
  return archive.toBuffer();
}

function headers(
  { metadata, policyPublished }: AggregateReport,
  posting: WrappedPosting,
): string[] {
  const { domain } = policyPublished;
  const id = metadata.reportId;
  const at = posting.sentAt.getTime().toString(36);
  return [
    `From: ${metadata.email ?? `dmarc@${posting.submitter}`}`,
    `To: ${posting.to}`,
    // RFC 9990 §3.2.4: `Report Domain: D Submitter: S [Report-ID: ridtxt]`.
    `Subject: Report Domain: ${domain}\r\n Submitter: ${posting.submitter}\r\n Report-ID: <${id}>`,
    `Date: ${mailDate(posting.sentAt)}`,
    `Message-ID: <${domain}.${metadata.dateRange.begin}.${at}@${posting.submitter}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
  ];
}

function body(file: PackedFile, report: AggregateReport, posting: WrappedPosting): string[] {
  const { domain } = report.policyPublished;
  const text = `This is an aggregate report from ${posting.submitter} about ${domain}.`;
  switch (posting.wrapping) {
    case 'bare-zip':
      return part(file, 'attachment');
    case 'attached-gzip':
    case 'attached-zip':
      return multipart('mixed', 'outer', [textPart('plain', text), part(file, 'attachment')]);
    case 'inline-xml':
      return multipart('mixed', 'outer', [textPart('plain', text), part(file, 'inline')]);
    case 'html-gzip': {
      const html = textPart('html', `<div style="font-family:sans-serif">${text}</div>`);
      const shown = multipart('related', 'inner', [html]);
      return multipart('mixed', 'outer', [shown, part(file, 'attachment')]);
    }
  }
}

function part({ name, mediaType, bytes }: PackedFile, disposition: string): string[] {
  return [
    `Content-Type: ${mediaType}; name="${name}"`,
    `Content-Disposition: ${disposition}; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(bytes),
  ];
}
