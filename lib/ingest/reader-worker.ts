import { parentPort, workerData } from 'node:worker_threads';
import { Dns } from '#lib/net/dns';
import { gatherEvidence } from '#lib/net/mail-evidence';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import type { ReaderData, ReadReply, ReadRequest } from './reader-thread.ts';

const { limits, dnsServers, authservIds }: ReaderData = workerData;
const dns = new Dns({ servers: dnsServers });

/** The inside of the reader thread: reads what it is sent, one after the other, and answers. */
parentPort?.on('message', async ({ id, name, bytes, evidence }: ReadRequest) => {
  const mail = name === null ? await readMail(bytes, limits) : await readFile(name, bytes, limits);
  const hasReport = mail.items.some(({ outcome }) => outcome.ok);
  const isMail = name === null || mail.messageId !== null;
  const asked = evidence && hasReport && isMail;
  const found = asked ? await gatherEvidence(bytes, { dns, authservIds }) : null;
  const { owned, buffers } = withOwnedBytes(mail);
  const reply: ReadReply = { id, mail: { ...owned, evidence: found } };
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
