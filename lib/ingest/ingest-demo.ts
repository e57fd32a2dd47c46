import { PARKED } from '#lib/demo/cast';
import { type DemoOptions, demoMails } from '#lib/demo/mails';
import { parkDemoDomain } from '#lib/store/demo';
import { forgetDictionary } from '#lib/store/dictionary';
import type { RunCounts } from '#lib/store/run';
import { publishDemoRecords } from './demo-records.ts';
import { describeDemoSources } from './demo-sources.ts';
import type { Incoming } from './incoming.ts';
import { ingestRun, type OnProgress } from './ingest-run.ts';
import type { Reader } from './reader-thread.ts';

/**
 * Fills the database with the demo through the front door: its mails are read, judged and stored as
 * a mailbox's are. A second time stores nothing new. Takes some ten seconds for 90 days.
 */
export async function ingestDemo(
  reader: Reader,
  options: DemoOptions,
  onProgress?: OnProgress,
): Promise<RunCounts> {
  // Another process may have removed the demo since, and with it the ids that this one remembers.
  forgetDictionary();
  await parkDemoDomain(PARKED);
  const mails = [...demoMails(options)].map(
    ({ raw, receivedAt }): Incoming => ({
      raw,
      name: null,
      receivedAt,
      uid: null,
      size: raw.byteLength,
    }),
  );
  const label = `Demo, ${options.days} days`;
  const counts = await ingestRun(
    reader,
    mails,
    { origin: 'demo', label, total: mails.length },
    onProgress,
  );
  await describeDemoSources(options.now);
  await publishDemoRecords(options);
  return counts;
}
