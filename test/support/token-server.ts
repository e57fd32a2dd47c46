import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A token endpoint with introspection (RFC 6749, RFC 7662) on loopback, over real HTTP. */
export type TokenServer = {
  url: string;
  introspection: string;
  /** What each request for a token held, in order. */
  asked: URLSearchParams[];
  /** How long a token is said to be good. */
  seconds: number;
  /** In place of a token, the next answers: a status, and a body of JSON. */
  answers: Answer[];
  /** Takes the client's secret in a header, and in none but this form: `id:secret`, encoded. */
  basic: string | null;
  /** Whether each refresh token is good once. */
  rotates: boolean;
  /** Tokens that were given and never withdrawn: they let in whoever they were given for. */
  live: Map<string, string>;
  stop: () => Promise<void>;
};

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** Gives tokens for `user`, to anybody whose refresh token, where there is one, is the newest. */
export async function startTokenServer(user: string, refreshToken = 'first'): Promise<TokenServer> {
  let newest = refreshToken;
  let given = 0;
  const give = (form: URLSearchParams): Answer => {
    const isRefresh = form.get('grant_type') === 'refresh_token';
    if (isRefresh && form.get('refresh_token') !== newest) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    given += 1;
    const token = `token-${given}`;
    house.live.set(token, user);
    if (isRefresh && house.rotates) newest = `${refreshToken}-${given}`;
    const rotated = isRefresh && house.rotates ? { refresh_token: newest } : {};
    const body = { access_token: token, token_type: 'Bearer', expires_in: house.seconds };
    return { status: 200, body: { ...body, ...rotated } };
  };
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const path = request.url ?? '';
    const isToken = !path.startsWith('/introspect');
    if (isToken) house.asked.push(form);
    const isWrong = house.basic !== null && !isProven(request, form, house.basic);
    const refusal: Answer = { status: 401, body: { error: 'invalid_client' } };
    const answer = isToken
      ? (house.answers.shift() ?? (isWrong ? refusal : give(form)))
      : introspect(house.live, form, path);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  const url = `http://127.0.0.1:${address.port}`;
  const house: TokenServer = {
    ...{ url: `${url}/token`, introspection: `${url}/introspect?token=` },
    ...{ asked: [], seconds: 3600, answers: [], basic: null, rotates: false, live: new Map() },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return house;
}

function isProven({ headers }: IncomingMessage, form: URLSearchParams, basic: string) {
  const given = `Basic ${Buffer.from(basic).toString('base64')}`;
  return headers.authorization === given && !form.has('client_secret');
}

function introspect(live: Map<string, string>, form: URLSearchParams, path: string): Answer {
  const token = form.get('token') ?? new URL(path, 'http://x').searchParams.get('token') ?? '';
  const username = live.get(token);
  return { status: 200, body: username ? { active: true, username } : { active: false } };
}
