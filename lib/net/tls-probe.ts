import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { ImapConfig } from './imap-config.ts';
import { tlsOptions } from './imap-connect.ts';

/**
 * Starts TLS on an open connection, to look at the certificate: a bad one is kept, with its fault in
 * `authorizationError`, so that it can be shown. No password ever goes over such a connection.
 */
export async function startTls(config: ImapConfig, socket: Socket): Promise<TLSSocket> {
  if (config.tls === 'starttls') await askForTls(socket);
  return new Promise((resolve, reject) => {
    const secured = connect({
      ...tlsOptions(config),
      socket,
      host: config.host,
      ...(isIP(config.host) === 0 && { servername: config.host }),
      rejectUnauthorized: false,
    });
    secured.once('secureConnect', () => resolve(secured));
    secured.on('error', reject);
    socket.once('close', () => reject(new Error('The server hung up during the TLS handshake.')));
  });
}

/** Subject, issuer, names and dates of the certificate, a line each. */
export function certificateFacts(secured: TLSSocket): string[] {
  const certificate = secured.getPeerX509Certificate();
  if (!certificate) return [];
  return [
    `Subject: ${oneLine(certificate.subject)}`,
    `Issuer: ${oneLine(certificate.issuer)}`,
    `Names: ${certificate.subjectAltName ?? 'none'}`,
    `Valid: ${certificate.validFrom} to ${certificate.validTo}`,
    `SHA-256: ${certificate.fingerprint256}`,
  ];
}

/** The two lines before a STARTTLS handshake: the greeting, then the server's OK (RFC 9051, 6.2.1). */
async function askForTls(socket: Socket) {
  const lines = readLines(socket);
  const greeting = await lines.next().catch(() => null);
  if (!/^\* (OK|PREAUTH)\b/i.test(greeting?.value ?? '')) {
    throw Object.assign(new Error('No greeting.'), { code: 'GREETING_TIMEOUT' });
  }
  socket.write('a STARTTLS\r\n');
  for await (const line of lines) {
    if (/^a OK\b/i.test(line)) return;
    if (/^a /i.test(line)) break;
  }
  throw Object.assign(new Error('STARTTLS was refused.'), { tlsFailed: true });
}

/** Lines of a server that has not proven itself: at most 64 KiB of them, and nothing kept. */
async function* readLines(socket: Socket) {
  let text = '';
  let bytes = 0;
  for (;;) {
    const end = text.indexOf('\n');
    if (end >= 0) {
      yield text.slice(0, end);
      text = text.slice(end + 1);
      continue;
    }
    const chunk = await readChunk(socket);
    bytes += chunk.length;
    if (bytes > 65_536) throw Object.assign(new Error('too long'), { code: 'LineTooLarge' });
    text += chunk.toString('latin1');
  }
}

function readChunk(socket: Socket) {
  return new Promise<Buffer>((resolve, reject) => {
    const settle = () => {
      socket.off('readable', take);
      socket.off('close', cut);
    };
    const cut = () => {
      settle();
      reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    };
    const take = () => {
      const chunk: unknown = socket.read();
      if (!Buffer.isBuffer(chunk)) return;
      settle();
      resolve(chunk);
    };
    socket.on('readable', take);
    socket.once('close', cut);
    if (socket.destroyed) cut();
    else take();
  });
}

function oneLine(name: string) {
  return name.replaceAll('\n', ', ');
}
