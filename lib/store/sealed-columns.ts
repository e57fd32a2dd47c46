import type { PoolClient } from 'pg';
import type { SecretPlace } from './secret.ts';

/** A column of sealed values: how they are listed, and how one is put back. */
export type SealedColumn = {
  table: string;
  column: string;
  list: (tx: PoolClient) => Promise<SealedValue[]>;
  save: (tx: PoolClient, row: string, sealed: string) => Promise<unknown>;
};

type SealedValue = { row: string; sealed: string };

/** Every column that holds what `encrypt` sealed; schema.prisma marks the same ones as sealed. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'mailbox',
    column: 'secret',
    list: (tx) => listed(tx, 'SELECT name AS row, secret AS sealed FROM mailbox FOR UPDATE'),
    save: (tx, row, sealed) =>
      tx.query('UPDATE mailbox SET secret = $2 WHERE name = $1', [row, sealed]),
  },
  {
    table: 'mailbox',
    column: 'refresh_token',
    list: (tx) =>
      listed(
        tx,
        `SELECT name AS row, refresh_token AS sealed FROM mailbox
         WHERE refresh_token IS NOT NULL FOR UPDATE`,
      ),
    save: (tx, row, sealed) =>
      tx.query('UPDATE mailbox SET refresh_token = $2 WHERE name = $1', [row, sealed]),
  },
  {
    table: 'totp',
    column: 'secret',
    list: (tx) => listed(tx, 'SELECT user_id AS row, secret AS sealed FROM totp FOR UPDATE'),
    save: (tx, row, sealed) =>
      tx.query('UPDATE totp SET secret = $2 WHERE user_id = $1', [row, sealed]),
  },
];

/** Where the secret of an account's authenticator app stands. */
export function totpSecret(userId: string): SecretPlace {
  return { table: 'totp', row: userId, column: 'secret' };
}

/** Where the secret of a mailbox stands. */
export function mailboxSecret(name: string): SecretPlace {
  return { table: 'mailbox', row: name, column: 'secret' };
}

/** Where its OAuth refresh token stands. */
export function mailboxRefreshToken(name: string): SecretPlace {
  return { table: 'mailbox', row: name, column: 'refresh_token' };
}

async function listed(tx: PoolClient, question: string) {
  const { rows } = await tx.query<SealedValue>(question);
  return rows;
}
