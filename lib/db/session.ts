import { Client } from 'pg';
import { AppError } from '#lib/errors';
import { databaseUrl } from './client.ts';

/** A session of one's own; `lost` aborts when it ends, whoever ends it. */
export type Session = { client: Client; lost: AbortSignal; close: () => Promise<void> };

/**
 * Opens a session that nobody else uses: a session lock and LISTEN belong to a connection, and one
 * of the pool would be handed to others, or outlive who asked for it.
 */
export async function openSession(): Promise<Session> {
  const client = new Client({ connectionString: databaseUrl(), keepAlive: true });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.once('end', () => lost.abort());
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new AppError('database/unavailable', { cause });
  }
  return { client, lost: lost.signal, close: () => client.end() };
}
