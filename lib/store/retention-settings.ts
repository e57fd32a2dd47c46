import type { PoolClient } from 'pg';
import { z } from 'zod';
import { SETTING_KEYS } from '#lib/db/names';
import { transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { readSetting, writeSetting } from './setting.ts';

/** Days; null is for ever. */
const days = z.number().int().min(1).max(36_500).nullable();

/**
 * How long what is kept. Sums, reports and the ledger stay for ever: they hold no mail, and by them
 * an old mail that comes again is known.
 */
export const retentionSettings = z.object({
  /** Of every domain that `domainDays`, by name, does not name. */
  recordDays: days.default(null),
  domainDays: z.record(z.string(), days).default({}),
  /** The files of aggregate and TLS reports. */
  originalDays: days.default(90),
  /** The mails in quarantine, and the bytes of all of them together. */
  quarantineDays: days.default(30),
  quarantineBytes: z.number().int().min(0).nullable().default(1_000_000_000),
  /** Addresses, subject and text in failure reports. */
  failureDays: days.default(90),
});

export type RetentionSettings = z.infer<typeof retentionSettings>;

/** What was decided, and the defaults of what was not. */
export async function readRetention(tx?: PoolClient): Promise<RetentionSettings> {
  if (!tx) return await transaction(readRetention);
  return retentionSettings.parse((await readSetting(tx, SETTING_KEYS.retention)) ?? {});
}

/** Decides it anew; nothing goes before the next night, or before somebody asks for it. */
export async function setRetention(viewer: Viewer, settings: RetentionSettings): Promise<void> {
  await transaction(async (tx) => {
    const before = await readRetention(tx);
    await writeSetting(tx, SETTING_KEYS.retention, settings);
    const facts = [toFacts(before), toFacts(settings)] as const;
    await auditIn(tx, viewer, 'setting.retention', 'retention', ...facts);
  });
}

function toFacts({ domainDays, ...settings }: RetentionSettings) {
  const domains = Object.entries(domainDays).map(
    ([name, some]) => `${name}: ${some ?? 'for ever'}`,
  );
  return { ...settings, domainDays: domains };
}
