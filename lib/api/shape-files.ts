import { z } from 'zod';
import { DATASET_NAMES } from '#lib/queries/datasets';
import { named } from './named.ts';
import { count, page, text } from './shape-basics.ts';

/** Files that were taken out, and what they are made of. */

export const exports = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      startedAt: z.date(),
      endedAt: z.date().nullable().describe('Null where it broke off, or is on its way.'),
      actor: z.string(),
      fileName: z.string(),
      address: z.string(),
      rows: count.nullable(),
      bytes: count.nullable(),
      sha256: text,
    }),
  ),
});

export const datasets = z.object({
  rows: z.array(
    z.object({
      name: z.enum(DATASET_NAMES),
      version: count,
      columns: z.array(z.object({ name: z.string(), doc: z.string() })),
    }),
  ),
});

export const evidencePacks = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      askedAt: z.date(),
      endedAt: z.date().nullable(),
      actor: z.string(),
      fileName: z.string(),
      state: z.enum(['waiting', 'making', 'done', 'failed']),
      step: count,
      steps: count,
      error: text,
      bytes: count.nullable(),
      sha256: text,
    }),
  ),
});

const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  .nullable();

export const auditLog = page(
  named(
    'Deed',
    z.object({
      at: z.date(),
      actor: z.string(),
      action: z.string(),
      subject: z.string(),
      before: facts,
      after: facts,
      position: count.nullable().describe('Its place in the chain; null until its link is made.'),
    }),
  ),
).extend({
  head: z
    .object({ position: count, hash: z.string(), sealedAt: z.date() })
    .nullable()
    .describe('The newest link of the chain: note it down to prove the log later.'),
});
