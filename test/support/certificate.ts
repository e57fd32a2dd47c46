import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '#test/support/temp-folder';

/** A certificate of its own making for these names, and its key. */
export function makeCertificate(...names: string[]): { key: string; cert: string } {
  const folder = tempFolder('certificate');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-subj', `/CN=${names[0]}`, '-days', '2', '-keyout', key, '-out', cert];
  const also = ['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`];
  try {
    execFileSync('openssl', ['req', ...made, ...about, ...also], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
