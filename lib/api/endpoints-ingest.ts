import { looks, takes } from './endpoint.ts';
import { HANDED_OVER, PAGED_ALONE, QUARANTINED } from './parameters.ts';
import * as shape from './shape-ingest.ts';

const description = 'Not for tokens that are limited to domains: a mail may be about any.';

/** Whether reports arrive, what became of each mail, and a way in. */
export const INGEST = {
  import: takes('/api/v1/import', {
    summary: 'Takes in a report file or a mail',
    description: 'Needs a token of scope import. 422 where a file was kept in quarantine.',
    own: HANDED_OVER,
    answer: shape.imported,
  }),
  ingest: looks('/api/v1/ingest', {
    summary: 'Mailboxes, runs and counts',
    description,
    own: {},
    answer: shape.ingest,
  }),
  backlog: looks('/api/v1/ingest/backlog', {
    summary: 'What is being read, and how much of it is left',
    description,
    own: {},
    answer: shape.backlog,
  }),
  intake: looks('/api/v1/ingest/intake', {
    summary: 'What was taken in during the last seven days, by hour',
    description,
    own: {},
    answer: shape.intake,
  }),
  jobs: looks('/api/v1/ingest/jobs', {
    summary: 'How the nightly jobs are doing',
    description,
    own: {},
    answer: shape.jobs,
  }),
  mails: looks('/api/v1/ingest/mails', {
    summary: 'The ledger: every mail, and what became of it',
    description,
    own: PAGED_ALONE,
    answer: shape.mails,
  }),
  quarantine: looks('/api/v1/ingest/quarantine', {
    summary: 'Mails that could not be read in full',
    description,
    own: QUARANTINED,
    answer: shape.quarantine,
  }),
  quarantinedMail: looks('/api/v1/ingest/quarantine/{id}', {
    summary: 'One of them, with what became of each part',
    description,
    own: {},
    answer: shape.quarantinedMail,
  }),
} as const;
