import { looks, takes } from './endpoint.ts';
import { HANDED_OVER, PAGED_ALONE, QUARANTINED } from './parameters.ts';
import * as shape from './shape-ingest.ts';

const description = 'Not for tokens that are limited to domains: a mail may be about any.';

/** Whether reports arrive, what became of each mail, and a way in. */
export const INGEST = {
  import: takes('/api/v1/import', {
    description: 'Needs a token of scope import. 422 where a file was kept in quarantine.',
    own: HANDED_OVER,
    answer: shape.imported,
  }),
  ingest: looks('/api/v1/ingest', {
    description,
    own: {},
    answer: shape.ingest,
  }),
  backlog: looks('/api/v1/ingest/backlog', {
    description,
    own: {},
    answer: shape.backlog,
  }),
  intake: looks('/api/v1/ingest/intake', {
    description,
    own: {},
    answer: shape.intake,
  }),
  jobs: looks('/api/v1/ingest/jobs', {
    description,
    own: {},
    answer: shape.jobs,
  }),
  mails: looks('/api/v1/ingest/mails', {
    description,
    own: PAGED_ALONE,
    answer: shape.mails,
  }),
  quarantine: looks('/api/v1/ingest/quarantine', {
    description,
    own: QUARANTINED,
    answer: shape.quarantine,
  }),
  quarantinedMail: looks('/api/v1/ingest/quarantine/{id}', {
    description,
    own: {},
    answer: shape.quarantinedMail,
  }),
} as const;
