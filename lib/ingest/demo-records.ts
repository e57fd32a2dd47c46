import { demoRecords } from '#lib/demo/dmarc';
import { saveDmarcHistory } from '#lib/store/dmarc-record';

/** Gives the demo's domains the DMARC records that they would have had in DNS. */
export async function publishDemoRecords(options: { now: Date; days: number }): Promise<void> {
  await saveDmarcHistory(demoRecords(options), options.now);
}
