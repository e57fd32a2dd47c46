import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#prisma/embedded/address';
import { makeCertificate } from '#test/support/certificate';
import { tempFolder } from '#test/support/temp-folder';

const ROOT = join(import.meta.dirname, '../..');

/** The name that the configurations in deploy/ speak for. */
export const PROXIED = 'dmarc.example.org';

/** A proxy in front of the product: the ports of its two doors on loopback. */
export type ReverseProxy = { https: number; http: number; stop: () => Promise<void> };

/** What stands in front, and how it is run with our configuration of it. */
export const PROXIES = {
  nginx: { program: '/usr/sbin/nginx', start: startNginx },
  caddy: { program: '/usr/bin/caddy', start: startCaddy },
};

/** Whether this machine has such a proxy. */
export function hasProxy(name: keyof typeof PROXIES): boolean {
  return existsSync(PROXIES[name].program);
}

type Place = { folder: string; web: string; https: number; http: number };

/** deploy/nginx.conf as it stands, but for ports and certificate. */
function startNginx(web: string): Promise<ReverseProxy> {
  return runProxy(web, ({ folder, https, http, ...place }) => {
    const site = replaceAll(read('deploy/nginx.conf'), [
      ['listen 443 ', `listen 127.0.0.1:${https} `],
      ['listen [::]:443 ', `listen [::1]:${https} `],
      ['listen 80;', `listen 127.0.0.1:${http};`],
      ['listen [::]:80;', `listen [::1]:${http};`],
      [`/etc/letsencrypt/live/${PROXIED}/fullchain.pem`, `${folder}/cert.pem`],
      [`/etc/letsencrypt/live/${PROXIED}/privkey.pem`, `${folder}/key.pem`],
      ['http://127.0.0.1:3000', place.web],
    ]);
    writeFileSync(join(folder, 'site.conf'), site);
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  include ${folder}/site.conf;
}
`,
    );
    const args = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
    return { program: PROXIES.nginx.program, args };
  });
}

/** deploy/Caddyfile as it stands, but for ports and certificate. */
function startCaddy(web: string): Promise<ReverseProxy> {
  return runProxy(web, ({ folder, https, http, ...place }) => {
    const ports = `default_bind 127.0.0.1\n\thttps_port ${https}\n\thttp_port ${http}`;
    const site = replaceAll(read('deploy/Caddyfile'), [
      [`${PROXIED} {`, `${PROXIED} {\n\ttls ${folder}/cert.pem ${folder}/key.pem`],
      ['127.0.0.1:3000', new URL(place.web).host],
    ]);
    const file = join(folder, 'Caddyfile');
    writeFileSync(file, `{\n\tadmin off\n\t${ports}\n}\n${site}`);
    const args = ['run', '--config', file, '--adapter', 'caddyfile'];
    return { program: PROXIES.caddy.program, args };
  });
}

async function runProxy(
  web: string,
  prepare: (place: Place) => { program: string; args: string[] },
): Promise<ReverseProxy> {
  const folder = tempFolder('reverse-proxy');
  const { cert, key } = makeCertificate(PROXIED);
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  const [https, http] = [await freePort(0), await freePort(0)];
  const { program, args } = prepare({ folder, web, https, http });
  // Caddy keeps what it knows under its home.
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = once(child, 'exit');
  for (const deadline = Date.now() + 20_000; !(await isOpen(https)); await sleep(50)) {
    const isOver = child.exitCode !== null || Date.now() > deadline;
    if (isOver) throw new Error(`${program} does not start:\n${said}`);
  }
  return {
    https,
    http,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Refuses a configuration that no longer says what is to be replaced. */
function replaceAll(text: string, changes: readonly (readonly [string, string])[]) {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`This configuration does not say "${from}".`);
    return changed.replaceAll(from, to);
  }, text);
}

function read(path: string) {
  return readFileSync(join(ROOT, path), 'utf8');
}

function isOpen(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
