import { generate } from '#prisma/generate';
import { buildIfChanged } from '#prisma/start/build';

/** Builds the pages once, before the journeys start a product each. */
export default async function setup(): Promise<void> {
  await generate();
  await buildIfChanged(process.env, new AbortController().signal);
}
