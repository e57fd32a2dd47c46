import type { Outcome } from '#lib/ingest/incoming';
import { log } from '#lib/log';

/** One line per mail. Words of strangers are cut; the logger escapes their control characters. */
export function logBatch(mailbox: string, outcomes: readonly Outcome[], ms: number): void {
  for (const { uid, state, items, messageId } of outcomes) {
    const refused = items.find(({ code }) => code !== null);
    log.info(
      {
        mailbox,
        uid: uid === null ? null : Number(uid),
        message: Number(messageId),
        outcome: state,
        items: items.slice(0, 10).map(({ kind, outcome }) => `${kind} ${outcome}`),
        ...(refused && { code: refused.code, text: refused.text?.slice(0, 256) }),
        batchMs: Math.round(ms),
      },
      'mail',
    );
  }
}
