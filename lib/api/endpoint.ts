import type { z } from 'zod';
import type { Filter } from '#lib/filter/filter';
import type { TokenScope } from '#lib/store/token';
import { parameters, question } from './question.ts';

/** What a route is asked; one that takes the filter has it under `filter`. */
export type Input = { readonly [name: string]: unknown; readonly filter?: Filter | undefined };

/**
 * One endpoint: what its route parses with, what its answer must be, and what openapi.json says of
 * both; in one line `api.endpoint` of lib/words says it. `answer` is the shape as queries know it; on the wire its names are in snake_case
 * (`wire.ts`). Null for files.
 */
export type Endpoint<Asked = Input, Answered extends z.ZodObject | null = z.ZodObject | null> = {
  path: Path;
  method: 'GET' | 'POST';
  scope: TokenScope;
  description?: string;
  input: z.ZodType<Asked>;
  /** Its own parameters; those of the filter come on top where it is `filtered`. */
  own: z.ZodRawShape;
  filtered: boolean;
  answer: Answered;
  /** What it sends in place of JSON, by content type. */
  files: Readonly<Record<string, 'text' | 'bytes'>>;
};

type Path = `/api/v1/${string}`;
type Said<Shape extends z.ZodRawShape> = { description?: string; own: Shape };
type Answering<Answered> = { answer: Answered };
type Filing = Pick<Endpoint, 'files'>;

const READS = { method: 'GET', scope: 'read', files: {} } as const;

/** A question about reports: it takes the filter, and its answer repeats it under `query`. */
export function asks<Shape extends z.ZodRawShape, Answered extends z.ZodObject>(
  path: Path,
  said: Said<Shape> & Answering<Answered>,
) {
  return { ...READS, path, ...said, filtered: true, input: question(said.own) } as const;
}

/** A look at something that no filter narrows. */
export function looks<Shape extends z.ZodRawShape, Answered extends z.ZodObject>(
  path: Path,
  said: Said<Shape> & Answering<Answered>,
) {
  return { ...READS, path, ...said, filtered: false, input: parameters(said.own) } as const;
}

/** A question whose answer is a file. */
export function files<Shape extends z.ZodRawShape>(path: Path, said: Said<Shape> & Filing) {
  const rest = { answer: null, filtered: true, input: question(said.own) } as const;
  return { ...READS, path, ...said, ...rest } as const;
}

/** A file as it came, by its id. */
export function originals(path: Path, said: Omit<Said<z.ZodRawShape>, 'own'> & Filing) {
  const rest = { own: {}, answer: null, filtered: false, input: parameters({}) } as const;
  return { ...READS, path, ...said, ...rest } as const;
}

/** Something that is handed over. */
export function takes<Shape extends z.ZodRawShape, Answered extends z.ZodObject>(
  path: Path,
  said: Said<Shape> & Answering<Answered>,
) {
  const rest = { method: 'POST', scope: 'import', filtered: false, files: {} } as const;
  return { path, ...said, ...rest, input: parameters(said.own) } as const;
}
