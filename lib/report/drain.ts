import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#lib/result';
import type { ByteBudget } from './byte-budget.ts';
import type { ReportProblem } from './problem.ts';

/**
 * Reads a decompressing stream to its end, or to the end of the budget, where it is stopped: at most
 * one chunk more than the budget is ever produced, whatever the archive says about its size.
 */
export async function drain(
  stream: Readable,
  budget: ByteBudget,
): Promise<Result<Uint8Array, ReportProblem>> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (!budget.take(chunk.length)) return err(budget.problem());
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks));
  } catch (cause) {
    const text = cause instanceof Error ? cause.message.slice(0, 200) : 'It cannot be unpacked.';
    return err({ code: 'report/corrupt-archive', text });
  }
}
