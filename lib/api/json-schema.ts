import { z } from 'zod';
import { NAMED } from './named.ts';
import { snakeCase } from './wire.ts';

/** A JSON Schema, and the named ones that it refers to. */
export type Described = { schema: JsonSchema; named: Record<string, JsonSchema> };
type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * A shape as JSON Schema of what is on the wire: names in snake_case, instants and big numbers as text
 * (`toWire`). Named shapes are referred to under `components`. `closed` knows no other properties:
 * tests hold answers against that, clients are told to expect more.
 */
export function describeShape(shape: z.ZodType, { closed = false } = {}): Described {
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = z.toJSONSchema(shape, {
    metadata: NAMED,
    io: closed ? 'output' : 'input',
    unrepresentable: 'any',
    override: spellAsWire,
  });
  return { schema: refer(schema), named: refer($defs) };
}

function spellAsWire({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: JsonSchema;
}) {
  delete jsonSchema['id'];
  const { type } = zodSchema._zod.def;
  if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
  if (type === 'bigint') Object.assign(jsonSchema, { type: 'string', pattern: '^-?[0-9]+$' });
  if (type !== 'object') return;
  const { properties = {}, required } = jsonSchema;
  jsonSchema.properties = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [snakeCase(name), schema]),
  );
  if (required) jsonSchema.required = required.map(snakeCase);
}

/** `#/$defs/Tally` is `#/components/schemas/Tally` in openapi.json. */
function refer<Part>(part: Part): Part {
  return JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
