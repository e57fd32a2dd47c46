import { problemResponse } from '#lib/auth/problem';
import { AppError } from '#lib/errors';

export type Context = { params: Promise<Record<string, string>> };
type Handler = (request: Request, context: Context) => Promise<Response>;
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** A handler for every method that Next hands on. */
export type Handlers = Record<Method, Handler>;

/**
 * What a route answers to each method: to its own with `answer`, to HEAD with its headers alone, to
 * OPTIONS with what there is. No origin is ever allowed: other sites' scripts have no business here.
 */
export function byMethod(own: 'GET' | 'POST', answer: Handler): Handlers {
  const allow = own === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
  const asked: Handler = async (request, context) => {
    try {
      return await answer(request, context);
    } catch (error) {
      return problemResponse(error);
    }
  };
  const head: Handler = async (request, context) => await headOf(await asked(request, context));
  const refused: Handler = async ({ method }) => {
    const detail = `There is ${allow} here, not ${method}.`;
    const response = problemResponse(new AppError('request/method', { detail }));
    response.headers.set('allow', allow);
    return response;
  };
  const told: Handler = async () => new Response(null, { status: 204, headers: { allow } });
  return {
    GET: own === 'GET' ? asked : refused,
    HEAD: own === 'GET' ? head : refused,
    POST: own === 'POST' ? asked : refused,
    PUT: refused,
    PATCH: refused,
    DELETE: refused,
    OPTIONS: told,
  };
}

async function headOf({ status, headers, body }: Response) {
  await body?.cancel();
  return new Response(null, { status, headers });
}
