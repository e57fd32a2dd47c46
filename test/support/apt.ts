import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** Servers, the browser and the spreadsheet that suites run against: Debian's package, and the programs it brings. */
const PACKAGES = [
  { name: 'dovecot-imapd', programs: '/usr/lib/dovecot/imap', suites: 'the mailbox' },
  { name: 'chromium', programs: '/usr/bin/chromium', suites: 'the browser' },
  {
    name: 'postgresql',
    programs: '/usr/lib/postgresql/*/bin/postgres',
    suites: 'another Postgres',
  },
  { name: 'nginx', programs: '/usr/sbin/nginx', suites: 'nginx in front' },
  { name: 'caddy', programs: '/usr/bin/caddy', suites: 'Caddy in front' },
  { name: 'libreoffice-calc-nogui', programs: '/usr/bin/soffice', suites: 'the spreadsheet' },
];

/**
 * Installs what is missing, as root or in CI; elsewhere says which suites are skipped, and why. A
 * suite asks for its program by itself.
 */
export function installServers(): void {
  const missing = PACKAGES.filter(({ programs }) => globSync(programs).length === 0);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (existsSync('/usr/bin/apt-get') && mayInstall()) {
    process.stdout.write(`Installing ${names.join(', ')} (apt-get)\n`);
    apt('update', '-qq');
    for (const name of names) apt('install', '-y', '-qq', '--no-install-recommends', name);
  }
  for (const { name, programs, suites } of missing) {
    if (globSync(programs).length > 0) continue;
    process.stdout.write(`SKIPPED: the tests of ${suites}. They need: apt-get install ${name}\n`);
  }
}

function mayInstall() {
  return process.getuid?.() === 0 || Boolean(process.env['CI']);
}

function apt(...args: string[]) {
  const command = ['apt-get', ...args];
  if (process.getuid?.() !== 0) command.unshift('sudo', '-n');
  const [program = '', ...rest] = command;
  spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // The package would start a server of its own beside ours.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
}
