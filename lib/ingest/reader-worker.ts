import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import type { ReadReply, ReadRequest } from './reader-thread.ts';

/** The inside of the reader thread: reads what it is sent, one after the other, and answers. */
parentPort?.on('message', async ({ id, name, bytes }: ReadRequest) => {
  const { limits } = workerData;
  const mail = name === null ? await readMail(bytes, limits) : await readFile(name, bytes, limits);
  const { owned, buffers } = withOwnedBytes(mail);
  const reply: ReadReply = { id, mail: owned };
  parentPort?.postMessage(reply, buffers);
});

/**
 * Gives every report bytes of its own, which can then be moved instead of copied: a view into a mail
 * of 25 MiB would take the whole mail with it.
 */
function withOwnedBytes(mail: ReadMail) {
  const buffers: ArrayBuffer[] = [];
  const items = mail.items.map((item) => {
    if (!item.outcome.ok) return item;
    const original = new Uint8Array(item.outcome.value.original);
    buffers.push(original.buffer);
    return { ...item, outcome: { ok: true as const, value: { ...item.outcome.value, original } } };
  });
  return { owned: { ...mail, items }, buffers };
}
