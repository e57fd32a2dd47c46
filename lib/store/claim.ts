import { createHash } from 'node:crypto';
import { pool } from '#lib/db/pool';

/** A mail about to be read: its place in the mailbox (null for files) and its bytes. */
export type Claim = {
  origin: string;
  mailboxId: number | null;
  uidValidity: bigint | null;
  uid: bigint | null;
  runId: bigint | null;
  raw: Uint8Array | null;
  size: number;
  receivedAt: Date;
};

/** The ledger row of a claim. `attempts` counts this one; a finished mail is not claimed again. */
export type Claimed = {
  id: bigint;
  state: 'claimed' | 'done' | 'quarantined';
  attempts: number;
};

/**
 * Writes mails into the ledger before they are read, and commits: a mail that ends the process is
 * then known, and counted, when the next process meets it (SECURITY 3.1). In the order given.
 */
export async function claimMessages(claims: readonly Claim[]): Promise<Claimed[]> {
  const { rows } = await pool().query<Row>(CLAIM, [JSON.stringify(claims.map(toJson))]);
  const byUid = new Map(rows.map((row) => [row.uid, row]));
  return claims.map((claim, index) => {
    // Files have no UID, never meet a row of their own kind, and take ids in the order given.
    const row = claim.uid === null ? rows[index] : byUid.get(claim.uid.toString());
    if (!row) throw new Error('The ledger did not answer for every mail of the batch.');
    return { id: BigInt(row.id), state: row.state, attempts: row.attempts };
  });
}

/**
 * Takes a try back from mails whose reading failed through no fault of theirs (the database went
 * away): only a mail that harms its reader may use up its tries.
 */
export async function releaseClaims(ids: readonly bigint[]): Promise<void> {
  await pool().query(
    `UPDATE message SET attempts = greatest(attempts - 1, 0)
     WHERE id = ANY($1::bigint[]) AND state = 'claimed'`,
    [ids.map(String)],
  );
}

type Row = { id: string; uid: string | null; state: Claimed['state']; attempts: number };

const CLAIM = `
  WITH claim AS (
    SELECT * FROM json_to_recordset($1::json) AS c(
      ordinal int, origin origin, mailbox_id int, uid_validity bigint, uid bigint, run_id bigint,
      sha256 text, size int, received_at timestamptz)
  ), written AS (
    INSERT INTO message (origin, mailbox_id, uid_validity, uid, run_id, sha256, size, received_at, state)
    SELECT origin, mailbox_id, uid_validity, uid, run_id, decode(sha256, 'hex'), size, received_at, 'claimed'
    FROM claim ORDER BY ordinal
    ON CONFLICT (mailbox_id, uid_validity, uid) DO UPDATE SET
      attempts = message.attempts + CASE WHEN message.state = 'claimed' THEN 1 ELSE 0 END
    RETURNING id, uid, state, attempts
  )
  SELECT id::text, uid::text, state::text, attempts FROM written ORDER BY written.id`;

function toJson(claim: Claim, ordinal: number) {
  return {
    ordinal,
    origin: claim.origin,
    mailbox_id: claim.mailboxId,
    uid_validity: claim.uidValidity?.toString() ?? null,
    uid: claim.uid?.toString() ?? null,
    run_id: claim.runId?.toString() ?? null,
    sha256: claim.raw ? createHash('sha256').update(claim.raw).digest('hex') : null,
    size: claim.size,
    received_at: claim.receivedAt.toISOString(),
  };
}
