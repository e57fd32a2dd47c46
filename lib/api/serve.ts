import type { z } from 'zod';
import { problemResponse } from '#lib/auth/problem';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { byMethod, type Context, type Handlers } from './by-method.ts';
import type { Endpoint, Input } from './endpoint.ts';
import { identify } from './identify.ts';
import { jsonResponse } from './json-response.ts';
import { quotaHeaders, takeFromQuota } from './quota.ts';

/** What a route is asked: who asks, their parameters as parsed, and the request for its body. */
type Asked<Given> = {
  viewer: Viewer;
  input: Given;
  params: Readonly<Record<string, string>>;
  request: Request;
};

type Answer<Answered> = Answered extends z.ZodObject ? z.input<Answered> | Response : Response;

/**
 * The one silhouette of a REST route (CONVENTIONS 20): a bearer token or a session of our own pages,
 * counted against its quota, then the parameters, then `answer`. What it returns becomes JSON beside
 * the resolved question; a Response stays as it is; what it throws becomes a problem.
 */
export function serve<Given extends Input, Answered extends z.ZodObject | null>(
  endpoint: Endpoint<Given, Answered>,
  answer: (asked: Asked<Given>) => Promise<Answer<Answered>>,
): Handlers {
  const answered = async (viewer: Viewer, request: Request, context: Context) => {
    const input = parseSearch(endpoint.input, request);
    const params = await context.params;
    const given: object = await answer({ viewer, input, params, request });
    return given instanceof Response ? given : jsonResponse(request, given, input.filter);
  };
  return byMethod(endpoint.method, async (request, context) => {
    const caller = await identify(request, endpoint.scope);
    const quota = await takeFromQuota(caller.key);
    const response = quota.refused
      ? problemResponse(quota.refused)
      : await answered(caller.viewer, request, context).catch(problemResponse);
    for (const [name, value] of quotaHeaders(quota)) response.headers.set(name, value);
    return response;
  });
}

function parseSearch<Given>(schema: z.ZodType<Given>, request: Request): Given {
  const parsed = schema.safeParse(searchOf(new URL(request.url)));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    return path.length > 0 ? `${path.join('.')}: ${message}` : message;
  });
  throw new AppError('request/invalid', { detail: faults.join('; ') });
}

function searchOf({ searchParams }: URL): Record<string, string | string[]> {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = searchParams.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}
