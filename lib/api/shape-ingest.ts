import { z } from 'zod';
import { QUARANTINE_STATES } from '#lib/queries/quarantine-list';
import { named } from './named.ts';
import { count, origin, page, text, values } from './shape-basics.ts';

const progress = z.object({
  done: count,
  total: count.nullable(),
  ratePerSecond: z.number(),
  etaSeconds: z.number().nullable(),
});

const run = named(
  'Run',
  z.object({
    id: z.string(),
    origin,
    mailbox: text,
    label: z.string(),
    startedAt: z.date(),
    updatedAt: z.date(),
    endedAt: z.date().nullable(),
    total: count.nullable(),
    done: count,
    stored: count,
    duplicates: count,
    conflicts: count,
    quarantined: count,
    records: count,
    messages: count,
    bytes: count,
    error: text,
    progress: progress.nullable(),
  }),
);

const mailbox = named(
  'Mailbox',
  z.object({
    id: count,
    name: z.string(),
    host: z.string(),
    port: count,
    tls: z.enum(['implicit', 'starttls', 'none']),
    username: z.string(),
    folder: z.string(),
    afterSuccess: z.string(),
    afterFailure: z.string(),
    hasOwnCa: z.boolean(),
    paused: z.boolean(),
    held: z.boolean(),
    lastPollAt: z.date().nullable(),
    lastOkAt: z.date().nullable(),
    lastError: text,
    createdAt: z.date(),
    state: z.enum(['polling', 'held', 'paused', 'failing', 'idle', 'new']),
    progress: progress.nullable(),
    mailsToday: count,
    quarantinedToday: count,
  }),
);

export const ingest = z.object({
  mailboxes: z.array(mailbox),
  runs: z.array(run),
  counts: z.object({ mails: count, reports: count, quarantineOpen: count }),
  lastIntakeAt: z.date().nullable(),
  databaseBytes: count,
});

export const backlog = z.object({
  runs: z.array(z.object({ id: z.string(), label: z.string(), progress })),
  whole: progress.nullable(),
  waiting: count,
  oldestSeconds: z.number().nullable(),
});

export const intake = z.object({
  rows: z.array(
    z.object({ hour: z.string().describe('As 2026-11-24T10.'), reports: count, refused: count }),
  ),
});

const item = z.object({
  itemNo: count,
  fileName: text,
  member: text,
  kind: z.string(),
  outcome: z.enum(['stored', 'duplicate', 'conflict', 'held', 'refused', 'ignored']),
  code: text,
  text,
  reportUid: text,
});

const mail = {
  origin,
  mailbox: text,
  subject: text,
  fromAddress: text,
  receivedAt: z.date(),
  size: count,
  createdAt: z.date(),
};

export const mails = page(
  named(
    'Mail',
    z.object({
      id: z.string(),
      ...mail,
      state: z.enum(['claimed', 'done', 'quarantined']),
      attempts: count,
      items: z.array(item),
    }),
  ),
);

const quarantined = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  fileName: text,
  state: z.enum(QUARANTINE_STATES),
  tries: count,
  decidedAt: z.date().nullable(),
  decidedBy: text,
  ...mail,
});

export const quarantine = page(named('QuarantinedMail', quarantined)).extend({
  byCode: z.array(z.object({ code: z.string(), count })),
});

export const quarantinedMail = z.object({
  mail: quarantined.extend({ hasRaw: z.boolean(), items: z.array(item) }),
});

export const jobs = z.object({
  rows: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['new', 'waiting', 'running', 'good', 'bad', 'retrying', 'failed']),
      lastAt: z.date().nullable(),
      text,
      told: z.object({ what: z.string(), values: values.optional() }).nullable(),
      nextAt: z.date(),
    }),
  ),
});

export const imported = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      messageId: z.bigint(),
      uid: z.bigint().nullable(),
      state: z.enum(['done', 'quarantined', 'known']),
      records: count,
      messages: count,
      items: z.array(
        z.object({
          kind: z.enum(['aggregate', 'tls', 'failure', 'none']),
          outcome: z.enum(['stored', 'duplicate', 'conflict', 'held', 'refused']),
          code: text,
          text,
          reportUid: text,
          messages: count,
          about: z
            .object({ domain: z.string(), reporter: z.string(), begin: z.date(), end: z.date() })
            .nullable(),
        }),
      ),
    }),
  ),
});
