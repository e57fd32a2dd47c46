import type { ImapFlow } from 'imapflow';
import type { ImapConfig } from './imap-config.ts';
import { connectImap, disconnectImap } from './imap-connect.ts';
import { inWords } from './imap-error.ts';
import { type Folder, openFolder } from './imap-folder.ts';

/** How a wait ended: a mail came, the server knows no IDLE, or the connection is gone. */
export type Wake = 'mail' | 'deaf' | 'lost';

/** A folder as a pass found it: mails from `uidNext` on are new. */
export type Seen = Pick<Folder, 'uidValidity' | 'uidNext'>;

/**
 * Holds a connection of its own and waits (IDLE, RFC 2177) for a mail that `seen` does not know, also
 * for one that came before the connection stood. It is only ever a hint to look: whoever misses one
 * finds the mail at the next pass. Throws as `connectImap` does; ends as `lost` when `stop` aborts.
 */
export async function waitForMail(
  config: ImapConfig,
  seen: Seen,
  { maxMailBytes, stop }: { maxMailBytes: number; stop: AbortSignal },
): Promise<Wake> {
  const client = await connectImap(config, maxMailBytes, stop);
  const hangUp = () => client.close();
  stop.addEventListener('abort', hangUp);
  try {
    if (!client.capabilities.has('IDLE') && !client.enabled.has('IMAP4REV2')) return 'deaf';
    const { uidValidity, uidNext } = await openFolder(client, config, { readOnly: true });
    if (uidValidity !== seen.uidValidity || uidNext > seen.uidNext) return 'mail';
    return await inWords(client, () => listen(client), { everyMs: LOOK_MS });
  } finally {
    stop.removeEventListener('abort', hangUp);
    await disconnectImap(client);
  }
}

/** An IDLE that ends sooner, without news, was none: to try again at once would hammer the server. */
const SHORTEST_IDLE = 30_000;

/** Fifty connections may wait at once, and a look at each costs a little. */
const LOOK_MS = 1_000;

async function listen(client: ImapFlow): Promise<Wake> {
  let came = false;
  client.on('exists', ({ count, prevCount }) => {
    came ||= count > prevCount;
    if (came) client.close();
  });
  for (;;) {
    const began = performance.now();
    // It ends by itself every two minutes, for a NOOP that finds out whether anybody is there.
    const refused = (await client.idle().catch(() => false)) === false;
    if (came) return 'mail';
    if (!client.usable) return 'lost';
    if (refused || performance.now() - began < SHORTEST_IDLE) return 'deaf';
  }
}
