import { z } from 'zod';
import { outranks, VERDICTS, type Verdict } from './authenticity.ts';

/** Everything but a mail whose own author domain disowns it. */
const UNTIL_DECIDED: readonly Verdict[] = VERDICTS.filter((verdict) => verdict !== 'failed');

const stored = z.array(z.enum(VERDICTS));

/**
 * The verdicts whose reports count in every number, from what is stored (undefined while nobody has
 * decided). Whatever is surer than one that counts does, too, and verified reports always: so what
 * becomes known about a sender can only bring his reports in, never take them out.
 */
export function parseCountedVerdicts(value: unknown): ReadonlySet<Verdict> {
  const parsed = stored.safeParse(value);
  const least: readonly Verdict[] = parsed.success ? ['verified', ...parsed.data] : UNTIL_DECIDED;
  return new Set(
    VERDICTS.filter((verdict) => least.some((one) => one === verdict || outranks(verdict, one))),
  );
}
