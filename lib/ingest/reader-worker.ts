import { parentPort, workerData } from 'node:worker_threads';
import { Dns } from '#lib/net/dns';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { type FlatItem, flattenItems } from './flatten.ts';
import { freeMemory } from './free-memory.ts';
import { type ReaderIsFull, type ReadReply, takePieces } from './reader-reply.ts';
import type { ReaderData, ReadRequest } from './reader-thread.ts';

const { limits, dnsServers, authservIds }: ReaderData = workerData;
const dns = new Dns({ servers: dnsServers });

/** The inside of the reader thread: reads what it is sent, one after the other, and answers. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (request: ReadRequest) => {
  last = last.then(() => read(request)).then(sayIfFull);
});

/** When a mail is answered for and nothing holds it: while it is read, all of it is in use. */
function sayIfFull() {
  if (freeMemory()) parentPort?.postMessage({ full: true } satisfies ReaderIsFull);
}

async function read({ id, name, bytes, isFlat, evidence }: ReadRequest): Promise<void> {
  const mail = name === null ? await readMail(bytes, limits) : await readFile(name, bytes, limits);
  if (!isFlat) return answerWhole(id, mail);
  const found = evidence && isEvident(mail, name) ? await evidenceOf(bytes) : null;
  const items = flattenItems(mail, limits, new Date());
  const flat = { subject: mail.subject, from: mail.from, items, evidence: found };
  answer({ id, flat }, items.flatMap(buffersOf));
}

/** Whether it is a mail, and one with a report: nobody asks who sent all else. */
function isEvident({ messageId, items }: ReadMail, name: string | null) {
  return (name === null || messageId !== null) && items.some(({ outcome }) => outcome.ok);
}

/** Loaded when it is asked for: its libraries take more memory than most mails do. */
async function evidenceOf(raw: Uint8Array) {
  const { gatherEvidence } = await import('#lib/net/mail-evidence');
  return gatherEvidence(raw, { dns, authservIds });
}

function answer(reply: ReadReply, moved: ArrayBuffer[] = []) {
  parentPort?.postMessage(reply, moved);
}

/** What of a report can be moved instead of copied. */
function buffersOf({ outcome }: FlatItem): ArrayBuffer[] {
  if (!outcome.ok || outcome.value.kind !== 'aggregate') return [];
  const { originalGzip, records } = outcome.value.report;
  return [originalGzip.buffer, records.authSetOf.buffer];
}

function answerWhole(id: number, mail: ReadMail) {
  const { owned, buffers } = withOwnedBytes(mail);
  for (const piece of takePieces(owned)) answer({ id, piece });
  answer({ id, mail: owned }, buffers);
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
