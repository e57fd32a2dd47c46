import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#lib/errors';
import type { Owner } from './owner.ts';

/** One data folder of PostgreSQL, the programs that work on it, and the user that they run as. */
export type Cluster = { folder: string; programs: string; owner: Owner; durable: boolean };

/**
 * Makes the data folder. It is made under another name and renamed when it is complete, so that a
 * folder of the right name is never half-written; what an earlier, killed try left is removed.
 */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  removeUnfinished(cluster.folder);
  const workshop = mkdtempSync(`${cluster.folder}.new-`);
  if (cluster.owner) chownSync(workshop, cluster.owner.uid, cluster.owner.gid);
  const unfinished = { ...cluster, folder: join(workshop, 'data') };
  const flags = ['--locale=C', '--encoding=UTF8', '--auth=reject', '--no-instructions'];
  await run(unfinished, 'initdb', [
    ...flags,
    ...(cluster.durable ? [] : ['--no-sync']),
    '--username=postgres',
    `--pgdata=${unfinished.folder}`,
  ]);
  // The superuser has no way in; the product's own role owns one database and may create others.
  const rule = 'host all ruascope 127.0.0.1/32 scram-sha-256\n';
  writeFileSync(join(unfinished.folder, 'pg_hba.conf'), rule);
  await runSingle(unfinished, [
    `CREATE ROLE ruascope LOGIN CREATEDB PASSWORD '${password}'`,
    'CREATE DATABASE ruascope OWNER ruascope',
    LIMITED_ROLE,
  ]);
  renameSync(unfinished.folder, cluster.folder);
  // Once more: the initdb of a killed try outlives it, and makes a folder that is gone anew.
  removeUnfinished(cluster.folder);
}

/** Gives the product's role a new password, where the file with the old one was lost. */
export async function resetPassword(cluster: Cluster, password: string): Promise<void> {
  await runSingle(cluster, [`ALTER ROLE ruascope PASSWORD '${password}'`]);
}

/** Makes the role of the second wall where an older Ruascope made the cluster. */
export async function addLimitedRole(cluster: Cluster): Promise<void> {
  await runSingle(cluster, [LIMITED_ROLE]);
}

/** As which questions of people with limits are asked (prisma/second-wall.ts). */
const LIMITED_ROLE = [
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ruascope_limited')`,
  'THEN CREATE ROLE ruascope_limited NOLOGIN; GRANT ruascope_limited TO ruascope; END IF; END $$',
].join(' ');

function removeUnfinished(folder: string) {
  const prefix = `${basename(folder)}.new-`;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Single-user mode: one statement a line, as superuser, while no server runs. */
function runSingle(cluster: Cluster, statements: string[]) {
  const fsync = cluster.durable ? 'on' : 'off';
  const flags = [
    '--single',
    '-D',
    cluster.folder,
    '-c',
    'exit_on_error=on',
    '-c',
    `fsync=${fsync}`,
  ];
  return run(cluster, 'postgres', [...flags, 'postgres'], `${statements.join('\n')}\n`);
}

function run({ programs, owner }: Cluster, program: string, args: string[], input = '') {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(join(programs, program), args, { ...owner, ...SURROUNDINGS });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.stdout.resume();
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new AppError('database/unavailable', { detail: `${program}: ${said.trim()}` }));
    });
  });
}

/** PG* variables of the caller must not steer our server; its messages are read by us, in English. */
export const SURROUNDINGS = {
  cwd: '/',
  env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
};
