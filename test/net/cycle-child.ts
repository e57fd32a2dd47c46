import { isAppError } from '#lib/errors';
import { applyAfterAction } from '#lib/net/imap-after';
import type { ImapConfig } from '#lib/net/imap-config';
import { fetchMails } from '#lib/net/imap-fetch';
import { listNewUids, openFolder } from '#lib/net/imap-folder';
import { withImap } from '#lib/net/imap-session';

/** A cycle as the worker does it, from login to after-action, but for the database. */
export type CycleResult = { code: string; words: string; mails: number; ms: number; peak: number };

const MAX = 1_000_000;

// In a process of its own, whose memory is nobody else's.
process.on('message', async ({ config, stepMs }: { config: ImapConfig; stepMs: number }) => {
  const began = performance.now();
  const watch = { maxMailBytes: MAX, stop: new AbortController().signal, stepMs };
  let mails = 0;
  const result = { code: 'good', words: '' };
  try {
    await withImap(config, watch, async ({ client, hold }) => {
      const folder = await openFolder(client, config, { readOnly: false });
      const uids = await listNewUids(client, folder, 0);
      for await (const batch of fetchMails(client, uids, MAX)) {
        mails += batch.length;
        const read = batch.map(({ uid }) => uid);
        await hold(() => applyAfterAction(client, read, { kind: 'move', folder: 'Done' }));
      }
    });
  } catch (error) {
    result.code = isAppError(error) ? error.code : 'unforeseen';
    result.words = isAppError(error) ? (error.detail ?? '') : String(error);
  }
  const ms = performance.now() - began;
  process.send?.({ ...result, mails, ms, peak: process.resourceUsage().maxRSS / 1024 });
});
