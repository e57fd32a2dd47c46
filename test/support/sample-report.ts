import { writeMessage } from '#lib/demo/write-message';
import type { Incoming } from '#lib/ingest/incoming';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';

/** What a test cares to say about a report; the rest is a plain day of one passing record. */
export type Sample = {
  reportId?: string;
  orgName?: string;
  email?: string;
  domain?: string;
  begin?: string;
  end?: string;
  p?: string;
  records?: AggregateRecord[];
};

/** A report as its reporter would state it. */
export function sampleReport(sample: Sample = {}): AggregateReport {
  const {
    domain = 'example.com',
    begin = '2026-11-05T00:00Z',
    end = '2026-11-05T23:59:59Z',
  } = sample;
  return {
    version: null,
    dialect: 'rfc7489',
    metadata: {
      orgName: sample.orgName ?? 'Reporter',
      email: sample.email ?? 'dmarc@reporter.example',
      extraContactInfo: null,
      reportId: sample.reportId ?? '1',
      dateRange: { begin: Date.parse(begin) / 1000, end: Date.parse(end) / 1000 },
      errors: [],
      generator: null,
    },
    policyPublished: {
      domain,
      p: sample.p ?? 'none',
      sp: null,
      np: null,
      adkim: null,
      aspf: null,
      pct: null,
      fo: null,
      testing: null,
      discoveryMethod: null,
    },
    records: sample.records ?? [sampleRecord({ headerFrom: domain })],
  };
}

type SampleRecord = {
  sourceIp?: string;
  count?: number;
  headerFrom?: string;
  dkim?: 'pass' | 'fail';
  spf?: 'pass' | 'fail';
  disposition?: 'none' | 'quarantine' | 'reject';
};

/** One record: signed and sent by the domain itself, unless said otherwise. */
export function sampleRecord(sample: SampleRecord = {}): AggregateRecord {
  const { sourceIp = '192.0.2.1', count = 10, headerFrom = 'example.com' } = sample;
  const { dkim = 'pass', spf = 'pass', disposition = 'none' } = sample;
  return {
    row: {
      sourceIp,
      count,
      policyEvaluated: {
        disposition,
        dispositionRaw: disposition,
        dkim,
        dkimRaw: dkim,
        spf,
        spfRaw: spf,
        reasons: [],
      },
    },
    identifiers: { headerFrom, envelopeFrom: null, envelopeTo: null },
    authResults: {
      dkim: [
        { domain: headerFrom, selector: 's1', result: dkim, resultRaw: dkim, humanResult: null },
      ],
      spf: [{ domain: headerFrom, scope: 'mfrom', result: spf, resultRaw: spf, humanResult: null }],
    },
  };
}

/** A report as the mail that brings it, at a UID of a mailbox or from nowhere in particular. */
export function sampleMail(sample: Sample = {}, uid: bigint | null = null): Incoming {
  return incoming(
    writeMessage(sampleReport(sample), {
      wrapping: 'attached-gzip',
      submitter: 'reporter.example',
      to: 'dmarc@example.com',
      sentAt: new Date('2026-11-06T01:00Z'),
    }),
    uid,
  );
}

/** A mail that is no report. */
export function junkMail(subject: string, uid: bigint | null = null): Incoming {
  const text = `From: a@example.net\r\nSubject: ${subject}\r\n\r\nNothing to see here.\r\n`;
  return incoming(Buffer.from(text), uid);
}

/** A mail as a mailbox gives it. */
export function incoming(raw: Uint8Array, uid: bigint | null = null): Incoming {
  const receivedAt = new Date('2026-11-06T01:00:05Z');
  return { raw, name: null, receivedAt, uid, size: raw.byteLength };
}
