import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '#lib/errors';
import { databaseUrl, PROCESS_NAME } from './client.ts';

/** How long to take leave of a server that may not be there any more. */
const LEAVE_MS = 2_000;

/** A session of one's own; `lost` aborts when it ends, whoever ends it. */
export type Session = { client: Client; lost: AbortSignal; close: () => Promise<void> };

/**
 * Opens a session that nobody else uses: a session lock and LISTEN belong to a connection, and one
 * of the pool would be handed to others, or outlive who asked for it.
 */
export async function openSession(): Promise<Session> {
  const socket = new Socket();
  const client = new Client({
    connectionString: databaseUrl(),
    keepAlive: true,
    application_name: PROCESS_NAME,
    stream: () => socket,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.once('end', () => lost.abort());
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new AppError('database/unavailable', { cause });
  }
  const close = async () => {
    await Promise.race([client.end(), sleep(LEAVE_MS, undefined, { ref: false })]);
    socket.destroy();
  };
  return { client, lost: lost.signal, close };
}
