import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { anonymiseFile } from '#lib/report/anonymise-file';
import { anonymiseMail } from '#lib/report/anonymise-mail';
import { looksLikeMail } from '#lib/report/detect';
import { Disguise } from '#lib/report/disguise';
import { limitsFrom } from '#lib/report/limits';
import { atHome } from '#workers/terminal/place';

export function command(): Command {
  return new Command('sample').argument('<file>', 'a report or mail; - for stdin').action(sample);
}

/** A file that may be shared, on stdout: the same structure and faults, and nobody in it. */
async function sample(path: string) {
  const bytes = read(path);
  const limits = limitsFrom(env());
  const shared = looksLikeMail(bytes)
    ? await anonymiseMail(bytes, limits)
    : await anonymiseFile(bytes, limits, new Disguise());
  process.stdout.write(shared);
}

function read(path: string) {
  try {
    return readFileSync(path === '-' ? 0 : atHome(path));
  } catch (cause) {
    throw new AppError('request/not-found', { cause, detail: `${path} cannot be read.` });
  }
}
