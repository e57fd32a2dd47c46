import { z } from 'zod';
import { ERRORS } from '#lib/errors';
import { messagesOf } from '#lib/words/translate';
import type { Endpoint } from './endpoint.ts';
import { TAGGED } from './endpoints.ts';
import { describeShape } from './json-schema.ts';
import { parametersOf } from './openapi-parameters.ts';
import { RESOLVED } from './question.ts';

type Components = Record<string, object>;

/** The description of the API (OpenAPI 3.1), from the endpoints that its routes are made of. */
export function openApi() {
  const schemas: Components = { Problem: problemSchema() };
  const paths: Record<string, object> = {};
  for (const { tag, endpoints } of TAGGED) {
    for (const { name, endpoint } of endpoints) {
      const { named, ...operation } = operationOf(endpoint);
      Object.assign(schemas, named);
      const told = { operationId: name, tags: [tag], summary: SUMMARIES[name], ...operation };
      paths[endpoint.path] = { [endpoint.method.toLowerCase()]: told };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ruascope',
      version: '1',
      summary: 'What DMARC reports say.',
      description: ABOUT,
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: TAGGED.map(({ tag: name }) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: TOKEN } },
      headers: HEADERS,
      responses: {
        Problem: PROBLEM,
        Known: { description: 'What If-None-Match named still holds.' },
      },
      schemas,
    },
  };
}

/** Programs are told in English, whatever the pages speak. */
const SUMMARIES = messagesOf('en').api.endpoint;

const ABOUT =
  'Answers repeat the question as it was understood, under `query`. Names, once given, stay; new ones may come. Every read answers HEAD and If-None-Match.';
const TOKEN =
  'dmr_…, from Settings or `token create`. Only ever in this header, never in an address.';

const HEADERS = {
  RateLimit: {
    description: 'Requests left (`r`), and the seconds (`t`) until there are all of them again.',
    schema: { type: 'string', examples: ['"requests";r=599;t=41'] },
  },
  RateLimitPolicy: {
    description: 'How many requests (`q`) a token or account has in how many seconds (`w`).',
    schema: { type: 'string', examples: ['"requests";q=600;w=60'] },
  },
};
const TOLD = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

const PROBLEM = {
  description: 'What is wrong, in words and as a stable code (RFC 9457).',
  headers: TOLD,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const REFUSED = { $ref: '#/components/responses/Problem' };

function operationOf(endpoint: Endpoint) {
  const { description, method } = endpoint;
  const { answer, named } = answerOf(endpoint);
  return {
    ...(description && { description }),
    parameters: parametersOf(endpoint),
    ...(method === 'POST' && { requestBody: HANDED_OVER }),
    responses: {
      '200': answer,
      ...(endpoint.answer &&
        method === 'GET' && { '304': { $ref: '#/components/responses/Known' } }),
      ...refusalsOf(endpoint, answer),
      default: REFUSED,
    },
    named,
  };
}

/** The shape of an answer on the wire, the resolved question beside it. */
export function wireShape({ answer, filtered }: Endpoint): z.ZodObject | null {
  return answer && filtered ? answer.extend({ query: RESOLVED }) : answer;
}

function answerOf(endpoint: Endpoint) {
  const shape = wireShape(endpoint);
  const description = 'The answer.';
  if (shape) {
    const { schema, named } = describeShape(shape);
    const content = { 'application/json': { schema } };
    return { answer: { description, headers: TOLD, content }, named };
  }
  const content = Object.fromEntries(
    Object.entries(endpoint.files).map(([type, kind]) => [type, { schema: FILE[kind] }]),
  );
  return { answer: { description, headers: TOLD, content }, named: {} };
}

const FILE = { text: { type: 'string' }, bytes: { type: 'string', format: 'binary' } };

function refusalsOf({ path, method }: Endpoint, answer: object): Record<string, object> {
  const statuses = ['400', '401', '403', ...(path.includes('{') ? ['404'] : []), '429'];
  const refusals = Object.fromEntries(statuses.map((status) => [status, REFUSED]));
  if (method === 'GET') return refusals;
  const kept = { ...answer, description: 'A file was kept in quarantine; its items say why.' };
  return { ...refusals, '413': REFUSED, '422': kept };
}

const HANDED_OVER = {
  required: true,
  content: {
    'application/octet-stream': { schema: FILE.bytes },
    'multipart/form-data': { schema: { type: 'object', properties: { file: FILE.bytes } } },
  },
};

function problemSchema() {
  return z.toJSONSchema(
    z.object({
      type: z.string(),
      title: z.string(),
      status: z.number().int(),
      code: z.enum([...Object.keys(ERRORS), 'internal']),
      detail: z.string().nullable(),
    }),
    { io: 'input' },
  );
}
