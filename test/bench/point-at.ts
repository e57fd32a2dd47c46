import { completeEnv } from '#lib/env';

/**
 * Has this process, and those that it starts from now on, use a database. The environment was read as
 * soon as something could log, so setting a variable alone would reach nobody but children.
 */
export function pointAt(url: string): void {
  process.env['DATABASE_URL'] = url;
  completeEnv({ DATABASE_URL: url });
}
