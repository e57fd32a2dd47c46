import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempFolder } from '#test/support/temp-folder';

/** Whether this machine can run Dovecot: it is Debian's, and is started as root. */
export const hasDovecot = existsSync('/usr/sbin/dovecot') && process.getuid?.() === 0;

export const PASSWORD = 'correct-horse-battery-staple';

/** A Dovecot on loopback: any user name, one password, a certificate of its own making. */
export type Dovecot = {
  imap: number;
  imaps: number;
  caPem: string;
  /** Puts mails into a user's INBOX in this order, as a delivery would. */
  deliver: (user: string, mails: readonly Uint8Array[]) => void;
  /** The same with files, which are moved there unread. */
  deliverFiles: (user: string, files: readonly string[]) => void;
  /** How many mails a folder (INBOX unless named) holds; 0 where there is no such folder. */
  count: (user: string, folder?: string) => number;
  /** The mails of a folder (INBOX unless named), byte by byte, in no order. */
  read: (user: string, folder?: string) => Uint8Array[];
  /** Forgets the UIDs of the INBOX: the next client finds another UIDVALIDITY. */
  resetUids: (user: string) => void;
  stop: () => Promise<void>;
};

type Options = {
  separator?: '/' | '.';
  /** Where a user's own folders begin, such as `INBOX.` */
  prefix?: string;
  /** What the server says it can, in place of all it can. */
  capability?: string;
  /** Where it asks whose an access token is, in place of a password (RFC 7662). */
  introspection?: string;
};

/** Debian's user `mail`: Dovecot serves nobody's mail as root. */
const MAIL_UID = 8;

/** Starts a server for one test file. */
export async function startDovecot(options: Options = {}): Promise<Dovecot> {
  const folder = tempFolder('dovecot');
  const [imap, imaps] = await Promise.all([freePort(), freePort()]);
  mkdirSync(`${folder}/mail`);
  chownSync(`${folder}/mail`, MAIL_UID, MAIL_UID);
  makeCertificate(folder);
  writeFileSync(`${folder}/dovecot.conf`, configuration(folder, { imap, imaps, ...options }));
  const server = spawn('/usr/sbin/dovecot', ['-F', '-c', `${folder}/dovecot.conf`]);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await waitForStart(folder);
  let delivered = 0;
  /** Dovecot gives UIDs in the order of these names, and takes a file as soon as it is in `new`. */
  const handOver = (user: string, file: string) => {
    delivered += 1;
    chownSync(file, MAIL_UID, MAIL_UID);
    renameSync(file, `${folder}/mail/${user}/new/${1_700_000_000 + delivered}.test.example`);
  };
  const filesOf = (user: string, name?: string) => {
    const maildir = `${folder}/mail/${user}${name ? `/.${name.replaceAll('/', '.')}` : ''}`;
    return ['cur', 'new'].flatMap((part) => listFiles(`${maildir}/${part}`));
  };
  return {
    imap,
    imaps,
    caPem: readFileSync(`${folder}/cert.pem`, 'utf8'),
    deliver: (user, mails) => {
      makeMaildir(`${folder}/mail/${user}`);
      for (const mail of mails) {
        const file = `${folder}/mail/${user}/tmp/${delivered}`;
        writeFileSync(file, mail);
        handOver(user, file);
      }
    },
    deliverFiles: (user, files) => {
      makeMaildir(`${folder}/mail/${user}`);
      for (const file of files) handOver(user, file);
    },
    count: (user, name) => filesOf(user, name).length,
    read: (user, name) => filesOf(user, name).map((file) => readFileSync(file)),
    resetUids: (user) => {
      const maildir = `${folder}/mail/${user}`;
      for (const file of readdirSync(maildir).filter((name) => name.startsWith('dovecot'))) {
        rmSync(`${maildir}/${file}`);
      }
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, options: Options & { imap: number; imaps: number }) {
  const { imap, imaps, separator = '/', prefix = '', capability, introspection } = options;
  if (introspection) writeFileSync(`${folder}/oauth2.conf`, oauth2(introspection));
  return `
    protocols = imap
    listen = 127.0.0.1
    base_dir = ${folder}/run
    state_dir = ${folder}/state
    log_path = ${folder}/log
    ssl_cert = <${folder}/cert.pem
    ssl_key = <${folder}/key.pem
    ssl_min_protocol = TLSv1.2
    disable_plaintext_auth = no
    auth_failure_delay = 0
    mail_location = maildir:${folder}/mail/%u
    mail_max_userip_connections = 100
    first_valid_uid = ${MAIL_UID}
    ${capability ? `imap_capability = ${capability}` : ''}
    ${introspection ? 'auth_mechanisms = plain xoauth2 oauthbearer' : ''}
    passdb {
      driver = ${introspection ? 'oauth2' : 'static'}
      ${introspection ? 'mechanisms = xoauth2 oauthbearer' : ''}
      args = ${introspection ? `${folder}/oauth2.conf` : `password=${PASSWORD}`}
    }
    userdb {
      driver = static
      args = uid=${MAIL_UID} gid=${MAIL_UID} home=${folder}/mail/%u
    }
    namespace inbox {
      inbox = yes
      separator = ${separator}
      prefix = ${prefix}
    }
    # A wrong password must not slow down the test after it.
    service anvil {
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
    service imap-login {
      inet_listener imap {
        port = ${imap}
      }
      inet_listener imaps {
        port = ${imaps}
        ssl = yes
      }
    }`;
}

function oauth2(introspection: string) {
  return `
    introspection_url = ${introspection}
    introspection_mode = post
    username_attribute = username
    active_attribute = active
    active_value = true
`.replaceAll(/^ +/gm, '');
}

function makeCertificate(folder: string) {
  // Not for 127.0.0.1: a certificate that names another host must be refused.
  const names = 'subjectAltName=DNS:localhost';
  const files = ['-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`];
  const about = ['-days', '2', '-subj', '/CN=localhost', '-addext', names];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...key, ...files, ...about], { stdio: 'ignore' });
}

function makeMaildir(maildir: string) {
  for (const part of ['', '/cur', '/new', '/tmp']) {
    if (existsSync(maildir + part)) continue;
    mkdirSync(maildir + part);
    chownSync(maildir + part, MAIL_UID, MAIL_UID);
  }
}

function listFiles(folder: string) {
  return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}

async function waitForStart(folder: string) {
  const deadline = Date.now() + 20_000;
  const log = () => (existsSync(`${folder}/log`) ? readFileSync(`${folder}/log`, 'utf8') : '');
  while (!log().includes('starting up')) {
    if (Date.now() > deadline) throw new Error(`Dovecot does not start: ${log()}`);
    await sleep(50);
  }
}

async function freePort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
