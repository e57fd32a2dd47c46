import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file of the key that seals stored passwords and signs sessions, made on first need. It lives
 * beside the embedded database: who loses one has lost the other too.
 */
export function secretKeyFile(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  if (existsSync(file)) return file;
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process made it in the same moment; there must be only one key.
    if (!existsSync(file)) throw error;
  }
  return file;
}
