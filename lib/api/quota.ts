import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { countRequest } from '#lib/store/api-use';

/** Seconds of one window; a quota is of requests in it. */
const WINDOW = 60;

/** What a token or an account has left of its quota, and `refused` where that is nothing. */
type Quota = {
  limit: number;
  remaining: number;
  /** Until the window begins anew. */
  seconds: number;
  refused: AppError | null;
};

/**
 * Counts a request. All web processes count together, in one row of Postgres for each token and
 * account; a request that is refused has asked nothing else of it but who asks.
 */
export async function takeFromQuota(key: string): Promise<Quota> {
  const limit = env().API_REQUESTS_PER_MINUTE;
  const { count, seconds } = await countRequest(key, WINDOW);
  const refused = count > limit ? refusal(limit, seconds) : null;
  return { limit, remaining: Math.max(0, limit - count), seconds, refused };
}

/** As draft-ietf-httpapi-ratelimit-headers-10 spells them: `q` in `w` seconds; `r` left, anew in `t`. */
export function quotaHeaders({ limit, remaining, seconds }: Quota): [string, string][] {
  return [
    ['ratelimit-policy', `"requests";q=${limit};w=${WINDOW}`],
    ['ratelimit', `"requests";r=${remaining};t=${seconds}`],
  ];
}

function refusal(limit: number, seconds: number) {
  return new AppError('request/throttled', {
    detail: `API_REQUESTS_PER_MINUTE is ${limit}; ask again in ${seconds} s.`,
    retryAfterMs: seconds * 1000,
  });
}
