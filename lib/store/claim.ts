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

/** The ledger row of a claim; a finished mail is not claimed again. */
export type Claimed = {
  id: bigint;
  state: 'claimed' | 'done' | 'quarantined';
  /** How often it was begun alone: whose fault the end of a batch was, nobody knows. */
  attempts: number;
  /** Whether it was in the ledger before: as `claimed`, it was begun by somebody and never ended. */
  again: boolean;
  /** Which writing of the row this is (xmin): it is another as soon as somebody else has claimed it. */
  version: string;
};

/**
 * Writes mails into the ledger before they are read, and commits: a mail that ends the process is
 * then known when the next process meets it (SECURITY 3.1). In the order given. One that was begun
 * `again` is not counted as tried: that is `countTry`, once it is known that it will be read.
 */
export async function claimMessages(claims: readonly Claim[]): Promise<Claimed[]> {
  await takeBack();
  const attempts = claims.length === 1 ? 1 : 0;
  const { rows } = await pool().query<Row>(CLAIM, [JSON.stringify(claims.map(toJson)), attempts]);
  const byUid = new Map(rows.map((row) => [row.uid, row]));
  return claims.map((claim, index) => {
    // Files have no UID, never meet a row of their own kind, and take ids in the order given.
    const row = claim.uid === null ? rows[index] : byUid.get(claim.uid.toString());
    if (!row) throw new Error('The ledger did not answer for every mail of the batch.');
    return { ...row, id: BigInt(row.id) };
  });
}

/** Counts a try of a mail that was begun before, and commits; answers with how many it has had. */
export async function countTry(id: bigint): Promise<number> {
  const { rows } = await pool().query<{ attempts: number }>(
    'UPDATE message SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts',
    [id.toString()],
  );
  return rows[0]?.attempts ?? 1;
}

/**
 * Takes a try back from mails whose reading failed through no fault of theirs (the database went
 * away): only a mail that harms its reader may use up its tries. While the database is away, that is
 * done before the next claim.
 */
export async function releaseClaims(ids: readonly bigint[]): Promise<void> {
  for (const id of ids) owed.add(id);
  // The caller has a failure of its own to tell.
  await takeBack().catch(() => undefined);
}

/**
 * Takes mails out of the ledger again which were claimed for the first time and then not taken in:
 * nobody has begun them. A row that somebody else has claimed meanwhile is theirs, and stays.
 */
export async function dropClaims(
  claims: readonly Pick<Claimed, 'id' | 'version'>[],
): Promise<void> {
  if (claims.length === 0) return;
  const [ids, versions] = [claims.map(({ id }) => `${id}`), claims.map(({ version }) => version)];
  await pool().query(
    `DELETE FROM message USING unnest($1::bigint[], $2::text[]) AS claim(id, version)
     WHERE message.id = claim.id AND message.xmin::text = claim.version AND state = 'claimed'`,
    [ids, versions],
  );
}

/**
 * Takes mails out of the ledger that were begun and are gone from their folder before anybody ended
 * them: nobody ever will.
 */
export async function dropVanished(
  { mailboxId, uidValidity }: { mailboxId: number; uidValidity: bigint },
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0) return;
  await pool().query(
    `DELETE FROM message WHERE mailbox_id = $1 AND uid_validity = $2 AND uid = ANY($3::bigint[])
       AND state = 'claimed'`,
    [mailboxId, uidValidity.toString(), uids],
  );
}

/** Mails of this process whose try is still to be taken back. */
const owed = new Set<bigint>();

async function takeBack() {
  if (owed.size === 0) return;
  const ids = [...owed];
  owed.clear();
  try {
    await pool().query(
      `UPDATE message SET attempts = greatest(attempts - 1, 0)
       WHERE id = ANY($1::bigint[]) AND state = 'claimed'`,
      [ids.map(String)],
    );
  } catch (error) {
    for (const id of ids) owed.add(id);
    throw error;
  }
}

type Row = Omit<Claimed, 'id'> & { id: string; uid: string | null };

const CLAIM = `
  WITH claim AS (
    SELECT * FROM json_to_recordset($1::json) AS c(
      ordinal int, origin origin, mailbox_id int, uid_validity bigint, uid bigint, run_id bigint,
      sha256 text, size int, received_at timestamptz)
  ), written AS (
    INSERT INTO message (origin, mailbox_id, uid_validity, uid, run_id, sha256, size, received_at, state, attempts)
    SELECT origin, mailbox_id, uid_validity, uid, run_id, decode(sha256, 'hex'), size, received_at, 'claimed', $2
    FROM claim ORDER BY ordinal
    -- A row that was met is locked, and bears it in xmax; a new one has none.
    ON CONFLICT (mailbox_id, uid_validity, uid) DO UPDATE SET attempts = message.attempts
    RETURNING id, uid, state, attempts, xmax <> 0 AS again, xmin::text AS version
  )
  SELECT id::text, uid::text, state::text, attempts, again, version FROM written ORDER BY written.id`;

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
