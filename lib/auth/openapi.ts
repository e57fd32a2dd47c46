import { z } from 'zod';
import { DATASET_NAMES } from '#lib/queries/datasets';
import { PARAMETERS } from './parameters.ts';
import { FILTER_SHAPE } from './question.ts';

/** What the filter's parameters mean (README and PRODUCT 3.0 say it at length). */
const MEANINGS: Readonly<Record<keyof typeof FILTER_SHAPE, string>> = {
  d: 'Domains, separated by commas; none means all that the token may see.',
  range: 'A period that moves with today, in UTC days. Without any period it is 90d.',
  from: 'First UTC day, as 2026-11-01; wins over range.',
  to: 'Last UTC day, counted.',
  cmp: 'The period to compare with: the one before, the same a year earlier (yoy), or none.',
  g: 'Buckets of volume. Hours only where reports about two hours at most hold 80 % of the mail, of up to 16 days; `refused` says why not, `beside` how many messages have no hour.',
  res: 'Outcomes, separated by commas; ! in front means all others.',
  org: 'Reporters by name, separated by commas; ! in front means all others.',
  ip: 'A source address, or a CIDR block of them.',
  hfrom: 'From domains, separated by commas; ! in front means all others.',
  disp: 'Dispositions, separated by commas; ! in front means all others.',
  verdict: 'How sure it is who sent the reports, by commas; ! in front means all others.',
  who: 'Of audit-log: names of people, by commas; ! in front means all others.',
  deed: 'Of audit-log: kinds of deeds, by commas; ! in front means all others.',
  q: 'A text to search for.',
  sort: 'The column to sort by; - in front for the largest first.',
  cur: 'The page: `next` of the answer before.',
  view: 'Has no effect here; links of pages carry it.',
};

const JSON_ANSWER = answer('application/json', { type: 'object' });
const PROBLEM = {
  description: 'What is wrong, in words and as a stable code (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The description of the API (OpenAPI 3.1), from the schemas that its routes parse with. */
export function openApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ruascope',
      version: '1',
      description: 'Answers repeat the question as it was understood, under `query`.',
    },
    security: [{ token: [] }],
    paths: {
      '/api/v1/totals': get('The figures of a period', filtered(PARAMETERS.totals)),
      '/api/v1/volume': get('Messages by hour, day, week or month', filtered(PARAMETERS.volume)),
      '/api/v1/sources': get('Source addresses', filtered(PARAMETERS.sources)),
      '/api/v1/reporters': get('Who sends reports', filtered(PARAMETERS.reporters)),
      '/api/v1/domains': get('Domains and their policy', filtered(PARAMETERS.domains)),
      '/api/v1/reports': get('Aggregate reports', filtered(PARAMETERS.reports)),
      '/api/v1/reports/{id}': get('One report with its records', [inPath('id')]),
      '/api/v1/reports/{id}/original': get(
        'The report file as it was received',
        [inPath('id')],
        answer('application/xml', { type: 'string' }),
      ),
      '/api/v1/records': get('Records of reports', filtered(PARAMETERS.records)),
      '/api/v1/export/{dataset}.csv': get(
        'A whole dataset as CSV',
        [inPath('dataset', DATASET_NAMES), ...filtered(PARAMETERS.export)],
        answer('text/csv', { type: 'string' }),
      ),
      '/api/v1/export/{dataset}.jsonl': get(
        'A whole dataset, one JSON object a line',
        [inPath('dataset', DATASET_NAMES), ...filtered({ cols: PARAMETERS.export.cols })],
        answer('application/jsonl', { type: 'string' }),
      ),
      '/api/v1/export/{dataset}.zip': get(
        'The CSV with a manifest, its columns explained and its SHA-256',
        [inPath('dataset', DATASET_NAMES), ...filtered(PARAMETERS.export)],
        answer('application/zip', { type: 'string', format: 'binary' }),
      ),
      '/api/v1/import': { post: importOperation() },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'dmr_…' } },
      schemas: { Problem: problemSchema() },
    },
  };
}

function get(summary: string, parameters: object[], ok: object = JSON_ANSWER) {
  return { get: { summary, parameters, responses: { '200': ok, default: PROBLEM } } };
}

function importOperation() {
  const file = { schema: { type: 'string', format: 'binary' } };
  const form = { schema: { type: 'object', properties: { file: file.schema } } };
  return {
    summary: 'Takes in a report file or a mail',
    description: 'Needs a token of scope import.',
    parameters: inQuery(PARAMETERS.import),
    requestBody: {
      required: true,
      content: { 'application/octet-stream': file, 'multipart/form-data': form },
    },
    responses: {
      '200': JSON_ANSWER,
      '422': { ...JSON_ANSWER, description: 'A file was kept in quarantine; its items say why.' },
      default: PROBLEM,
    },
  };
}

function filtered(own: z.ZodRawShape) {
  return inQuery({ ...FILTER_SHAPE, ...own });
}

function inQuery(shape: z.ZodRawShape) {
  const { properties = {} } = z.toJSONSchema(z.object(shape), {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, schema]) => {
    const described = typeof schema === 'object' ? schema.description : undefined;
    const description = described ?? meaningOf(name);
    return { name, in: 'query', required: false, description, schema };
  });
}

function meaningOf(name: string) {
  return Object.entries(MEANINGS).find(([key]) => key === name)?.[1] ?? '';
}

function inPath(name: string, words?: readonly string[]) {
  const schema = { type: 'string', ...(words && { enum: words }) };
  return { name, in: 'path', required: true, schema };
}

function answer(type: string, schema: object) {
  return { description: 'The answer.', content: { [type]: { schema } } };
}

function problemSchema() {
  const text = { type: 'string' };
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: { type: ['string', 'null'] },
    },
  };
}
