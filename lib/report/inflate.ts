import { constants, createInflateRaw, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '#lib/result';
import type { ByteBudget } from './byte-budget.ts';
import { noteDeflated } from './gzipped.ts';
import type { ReportProblem } from './problem.ts';

/** What came out of deflate data, and how many bytes of it that took. */
export type Inflated = { content: Uint8Array; consumed: number };

/** No more comes out of deflate, whatever went in. */
const HIGHEST_RATIO = 1032;

const STEP = 64 * 1024;
const SMALLEST = constants.Z_MIN_CHUNK;

/**
 * Inflates deflate data (RFC 1951) and stops where the budget ends. The size that the archive states is
 * set aside at once, and a byte more to see that it is not exceeded, so that an honest report is held
 * once and never copied. Null where more comes out; where nothing is stated, it goes in steps.
 */
export async function inflate(
  bytes: Uint8Array,
  stated: number | null,
  budget: ByteBudget,
): Promise<Result<Inflated, ReportProblem> | null> {
  const inflated = await inflateWithin(bytes, stated, budget);
  if (inflated?.ok) {
    const { content, consumed } = inflated.value;
    noteDeflated(content, bytes.subarray(0, consumed));
  }
  return inflated;
}

async function inflateWithin(
  bytes: Uint8Array,
  stated: number | null,
  budget: ByteBudget,
): Promise<Result<Inflated, ReportProblem> | null> {
  const believed = Math.min(stated ?? 0, bytes.length * HIGHEST_RATIO, budget.left);
  const small = stated !== null && believed <= SMALL ? inflateSmall(bytes, believed) : null;
  if (small && budget.take(small.content.length)) return ok(small);
  const chunkSize = stated === null ? STEP : Math.max(believed + 1, SMALLEST);
  const stream = createInflateRaw({ chunkSize });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    stream.end(bytes);
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (!budget.take(chunk.length)) return err(budget.problem());
      length += chunk.length;
      if (stated !== null && length > stated) return null;
      chunks.push(chunk);
    }
  } catch (cause) {
    const text = cause instanceof Error ? cause.message.slice(0, 200) : 'It cannot be unpacked.';
    return err({ code: 'report/corrupt-archive', text });
  }
  const [only = NOTHING] = chunks;
  const content = chunks.length > 1 ? Buffer.concat(chunks) : only;
  return ok({ content, consumed: stream.bytesWritten });
}

const NOTHING = new Uint8Array();

/** Most reports are smaller. */
const SMALL = 2 ** 20;

/**
 * The same in one go: a stream takes ten times as long for a report of a few kilobytes. Null for what
 * is at odds with its stated size, or broken: the stream tells what is wrong with it.
 */
function inflateSmall(bytes: Uint8Array, believed: number): Inflated | null {
  const most = Math.max(believed, 1);
  const options = { info: true, maxOutputLength: most, chunkSize: Math.max(most + 1, SMALLEST) };
  try {
    const answer: unknown = inflateRawSync(bytes, options);
    return isTold(answer) ? { content: answer.buffer, consumed: answer.engine.bytesWritten } : null;
  } catch {
    return null;
  }
}

/** What Node answers where `info` is asked for, which its types do not say. */
function isTold(
  answer: unknown,
): answer is { buffer: Uint8Array; engine: { bytesWritten: number } } {
  return typeof answer === 'object' && answer !== null && 'buffer' in answer && 'engine' in answer;
}
