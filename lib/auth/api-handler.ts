import type { z } from 'zod';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { TokenScope } from '#lib/store/token';
import { findViewer } from './find-viewer.ts';
import { PRIVATE_HEADERS, problemResponse } from './problem.ts';
import { resolveQuestion } from './question.ts';
import { isCrossSite, isSameOrigin } from './same-origin.ts';
import { viewerOfToken } from './token.ts';
import { toWire } from './wire.ts';

/** What a route is asked: who asks, their parameters as parsed, and the request for its body. */
type Asked<Input> = {
  viewer: Viewer;
  input: Input;
  params: Readonly<Record<string, string>>;
  request: Request;
};

/** Parsed parameters; a route that takes the filter has it under `filter`. */
type Parameters = { readonly [name: string]: unknown; readonly filter?: Filter | undefined };

type RouteContext = { params: Promise<Record<string, string>> };

/**
 * The one silhouette of a REST route (CONVENTIONS 20): a bearer token or a session of our own pages,
 * then the parameters, then `answer`. What it returns becomes JSON beside the resolved question; a
 * Response stays as it is; what it throws becomes a problem.
 */
export function api<Input extends Parameters>(
  schema: z.ZodType<Input>,
  answer: (asked: Asked<Input>) => Promise<object>,
  { scope = 'read' }: { scope?: TokenScope } = {},
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      const viewer = await viewerOf(request, scope);
      const input = parseSearch(schema, request);
      const params = await context.params;
      const answered = await answer({ viewer, input, params, request });
      return answered instanceof Response ? answered : json(input, answered);
    } catch (error) {
      return problemResponse(error);
    }
  };
}

async function viewerOf(request: Request, scope: TokenScope): Promise<Viewer> {
  const viewer = await identify(request, scope);
  if (scope === 'import' && (viewer.role === 'viewer' || viewer.role === 'auditor')) {
    throw new AppError('auth/forbidden', { detail: 'Your role may look at reports, not add any.' });
  }
  return viewer;
}

async function identify({ headers, method }: Request, scope: TokenScope): Promise<Viewer> {
  const authorization = headers.get('authorization') ?? '';
  if (/^bearer\s/i.test(authorization)) return await viewerOfToken(authorization, scope);
  const own = { publicUrl: env().PUBLIC_URL, proxies: env().TRUSTED_PROXIES };
  if (method !== 'GET' && method !== 'HEAD' && !isSameOrigin(headers, own)) {
    throw new AppError('auth/forbidden', {
      detail: 'Send a token, or ask from a page of this site.',
    });
  }
  const viewer = isCrossSite(headers) ? null : await findViewer(headers);
  if (viewer) return viewer;
  throw new AppError('auth/unauthenticated', {
    detail: 'Send a token: Authorization: Bearer dmr_…',
  });
}

function parseSearch<Input>(schema: z.ZodType<Input>, request: Request): Input {
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

function json({ filter }: Parameters, answered: object): Response {
  const query = filter ? { query: resolveQuestion(filter, new Date()) } : {};
  return Response.json(toWire({ ...query, ...answered }), { headers: PRIVATE_HEADERS });
}
