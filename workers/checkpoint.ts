import { faultPoint } from '#lib/fault';
import { saveCheckpoint } from '#lib/store/mailbox';

/** Which of a folder's new mails are dealt with, and up to which UID all of them are. */
export type CheckpointKeeper = {
  settle: (uids: Iterable<number>) => void;
  isSettled: (uid: number) => boolean;
  /** Writes the checkpoint down, where it has moved. */
  save: () => Promise<void>;
};

type Place = { mailboxId: number; uidValidity: bigint; since: number };

/**
 * Keeps the checkpoint of one poll. It never passes a mail that is not dealt with: that one would
 * not be looked at again. `uids` are the folder's mails above it, ascending.
 */
export function keepCheckpoint(place: Place, uids: readonly number[]): CheckpointKeeper {
  const settled = new Set<number>();
  let next = 0;
  let saved = place.since;
  return {
    settle: (some) => {
      for (const uid of some) settled.add(uid);
    },
    isSettled: (uid) => settled.has(uid),
    save: async () => {
      let reached = saved;
      for (let uid = uids[next]; uid !== undefined && settled.has(uid); uid = uids[next]) {
        reached = uid;
        next += 1;
      }
      if (reached === saved) return;
      const { mailboxId, uidValidity } = place;
      await saveCheckpoint(mailboxId, { uidValidity, lastUid: BigInt(reached) });
      faultPoint('after-checkpoint');
      saved = reached;
    },
  };
}
