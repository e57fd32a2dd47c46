import { parentPort, workerData } from 'node:worker_threads';
import { Dns } from '#lib/net/dns';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { type ReadReply, takePieces } from './reader-reply.ts';
import type { ReaderData, ReadRequest } from './reader-thread.ts';

const { limits, dnsServers, authservIds }: ReaderData = workerData;
const dns = new Dns({ servers: dnsServers });

/** The inside of the reader thread: reads what it is sent, one after the other, and answers. */
parentPort?.on('message', async ({ id, name, bytes, evidence }: ReadRequest) => {
  const mail = name === null ? await readMail(bytes, limits) : await readFile(name, bytes, limits);
  const hasReport = mail.items.some(({ outcome }) => outcome.ok);
  const isMail = name === null || mail.messageId !== null;
  const asked = evidence && hasReport && isMail;
  const found = asked ? await evidenceOf(bytes) : null;
  const { owned, buffers } = withOwnedBytes(mail);
  for (const piece of takePieces(owned)) answer({ id, piece, mail: null });
  answer({ id, piece: null, mail: { ...owned, evidence: found } }, buffers);
});

function answer(reply: ReadReply, moved: ArrayBuffer[] = []) {
  parentPort?.postMessage(reply, moved);
}

/** Loaded when it is asked for: its libraries take more memory than most mails do. */
async function evidenceOf(raw: Uint8Array) {
  const { gatherEvidence } = await import('#lib/net/mail-evidence');
  return gatherEvidence(raw, { dns, authservIds });
}

/**
 * Gives every report bytes of its own, which can then be moved instead of copied: a view into a mail
 * of 25 MiB would take the whole mail with it. What was unpacked fills the memory that it has.
 */
function withOwnedBytes(mail: ReadMail) {
  const buffers: ArrayBuffer[] = [];
  const items = mail.items.map((item) => {
    if (!item.outcome.ok) return item;
    const original = ownedBytes(item.outcome.value.original);
    buffers.push(original.buffer);
    return { ...item, outcome: { ok: true as const, value: { ...item.outcome.value, original } } };
  });
  return { owned: { ...mail, items }, buffers };
}

function ownedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  const isOwner = buffer instanceof ArrayBuffer && length > buffer.byteLength / 2;
  return isOwner ? new Uint8Array(buffer, byteOffset, length) : new Uint8Array(bytes);
}
