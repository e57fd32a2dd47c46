import { isAppError } from '#lib/errors';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, type Viewer } from '#lib/filter/viewer';
import { log } from '#lib/log';
import { evidencePack } from '#lib/queries/evidence-pack';
import { Meter } from '#lib/queries/meter';
import { sealAudit } from '#lib/store/audit-seal';
import {
  dropOldPacks,
  endPack,
  failPack,
  keepPiece,
  notePackStep,
  takePack,
  type WaitingPack,
} from '#lib/store/evidence-pack';
import { beginExport, noteExport } from '#lib/store/export-log';
import type { JobOutcome } from './nightly.ts';

/** Bytes of a piece; a pack of any size is made and fetched in memory of a few. */
const PIECE = 1_048_576;
/** A pack that ended the process so often is given up. */
const MOST_TRIES = 3;

/** Makes every evidence pack that somebody waits for, and takes old ones away. */
export async function makeEvidence(now: Date, stop: AbortSignal): Promise<JobOutcome> {
  await dropOldPacks(now);
  const counts = { made: 0, failed: 0 };
  for (let pack = await takePack(); pack !== null; pack = await takePack()) {
    stop.throwIfAborted();
    counts[(await makeOne(pack, stop)) ? 'made' : 'failed'] += 1;
  }
  if (counts.failed > 0) {
    const text = `${counts.failed} evidence packs could not be made, ${counts.made} were.`;
    return { good: false, text, told: { what: 'packsFailed', values: counts } };
  }
  if (counts.made === 0) {
    return { good: true, text: 'Nobody waits for an evidence pack.', told: { what: 'noPack' } };
  }
  const text = `${counts.made} ${counts.made === 1 ? 'evidence pack' : 'evidence packs'} made.`;
  return { good: true, text, told: { what: 'packs', values: { made: counts.made } } };
}

async function makeOne(pack: WaitingPack, stop: AbortSignal): Promise<boolean> {
  try {
    if (pack.tries > MOST_TRIES) throw new Error('Making it ended the process three times.');
    await write(pack, stop);
    return true;
  } catch (error) {
    stop.throwIfAborted();
    if (pack.tries < MOST_TRIES && !isAppError(error)) throw error;
    log.error({ err: error, pack: pack.id }, 'an evidence pack cannot be made');
    await failPack(pack.id, error instanceof Error ? error.message : 'It failed.');
    return false;
  }
}

async function write(pack: WaitingPack, stop: AbortSignal) {
  const { id, question, fileName } = pack;
  const viewer = readerOf(pack);
  // What was done until now is to stand in the chain that the pack tells of.
  await sealAudit();
  const search = Object.fromEntries(new URLSearchParams(question));
  const meter = new Meter();
  const zip = evidencePack(viewer, parseFilter(search), {
    now: new Date(),
    onStep: (step) => notePackStep(id, step),
  });
  const line = await beginExport(viewer, { fileName, address: `/exports/evidence/${id}` });
  const pieces = noteExport(line, meter.through(zip), () => ({ ...meter.read(), rows: null }));
  let no = 0;
  for await (const piece of inPieces(pieces)) {
    stop.throwIfAborted();
    await keepPiece(id, no, piece);
    no += 1;
  }
  await endPack(id, meter.read());
}

async function* inPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.byteLength;
    if (bytes < PIECE) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** Who asked, as they were when they asked: a job has no session to prove it again. */
function readerOf({ userId, name, domains, role }: WaitingPack): Viewer {
  const known = (['owner', 'admin', 'auditor'] as const).find((one) => one === role);
  return mintViewer({ userId, name, domains, role: known ?? 'viewer' });
}
