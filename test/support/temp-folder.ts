import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder that servers, which may run as another user, can enter. */
export function tempFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ruascope-${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}
