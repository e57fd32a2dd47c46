import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { asNobody } from '#lib/db/wall';

const ORIGIN = 'http://localhost:3000';

type Route = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
const route = z.custom<Route>((value) => typeof value === 'function').optional();
const routeFile = z.looseObject({
  GET: route,
  HEAD: route,
  POST: route,
  PUT: route,
  PATCH: route,
  DELETE: route,
  OPTIONS: route,
});
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export type Call = {
  token?: string;
  cookie?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  method?: Method;
};

/** Every route file below `folder` of app/, as the path it answers to: `/api/v1/reports/[id]`. */
export function routesBelow(folder: string): string[] {
  return readdirSync(join('app', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .map((file) => `/${join(folder, dirname(file))}`)
    .filter((path) => !path.endsWith('[[...path]]'))
    .toSorted();
}

/** Calls the route of a path as Next would, by default GET without a body and POST with one. */
export async function call(path: string, { token, cookie, headers, body, ...rest }: Call = {}) {
  const url = new URL(path, ORIGIN);
  const { file, params } = findRoute(url.pathname);
  const handlers = routeFile.parse(await import(pathToFileURL(resolve(file)).href));
  const method = rest.method ?? (body === undefined ? 'GET' : 'POST');
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}.`);
  const request = new Request(url, {
    method,
    headers: {
      host: url.host,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
  // As the web opens each request (prisma/start/each-request.ts).
  const what = `${method} ${url.pathname}`;
  return await asNobody(what, () => handler(request, { params: Promise.resolve(params) }));
}

/** The answer's JSON, as far as a test wants to look into it. */
export async function json(answer: Response): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(await answer.json());
}

function findRoute(pathname: string) {
  const asked = pathname.split('/');
  // A name goes before a parameter, as Next has it.
  for (const path of routesBelow('').toSorted((a, b) => openness(a) - openness(b))) {
    const names = path.split('/');
    const fits =
      names.length === asked.length &&
      names.every((name, n) => isParameter(name) || name === asked[n]);
    if (!fits) continue;
    const pairs = names.flatMap((name, n) => {
      return isParameter(name)
        ? [[name.slice(1, -1), decodeURIComponent(asked[n] ?? '')] as const]
        : [];
    });
    return { file: join('app', path, 'route.ts'), params: Object.fromEntries(pairs) };
  }
  if (pathname.startsWith('/api/v1')) return { file: join('app', REST), params: {} };
  throw new Error(`No route answers to ${pathname}.`);
}

/** Whatever no other route answers to. */
const REST = 'api/v1/[[...path]]/route.ts';

function openness(path: string) {
  return path.split('[').length;
}

function isParameter(name: string) {
  return name.startsWith('[');
}
