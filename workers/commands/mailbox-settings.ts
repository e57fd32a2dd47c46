import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestStatus, type MailboxStatus } from '#lib/queries/ingest-status';
import { removeMailbox, setMailboxPaused } from '#lib/store/mailbox';
import { ENGLISH } from '#workers/terminal/english';
import { print } from '#workers/terminal/print';
import { type Columns, printList } from '#workers/terminal/table';

export async function removeOne(name: string): Promise<void> {
  await removeMailbox(SYSTEM_VIEWER, name);
  await print(`${name} is removed.`);
}

export async function setPaused(name: string, paused: boolean): Promise<void> {
  await setMailboxPaused(SYSTEM_VIEWER, name, paused);
  await print(paused ? `${name} is paused.` : `${name} goes on, as soon as a worker runs.`);
}

export async function listAll({ json = false }: { json?: boolean }): Promise<void> {
  const { mailboxes } = await ingestStatus(SYSTEM_VIEWER);
  await printList(mailboxes, json, mailboxColumns(new Date()));
}

/** As `mailbox list` and `status` show a mailbox. */
export function mailboxColumns(now: Date): Columns<MailboxStatus> {
  return {
    name: ({ name }) => name,
    server: ({ host, port, tls }) => `${host}:${port}${tls === 'implicit' ? '' : ` (${tls})`}`,
    user: ({ username }) => username,
    folder: ({ folder }) => folder,
    state: ({ state, progress }) => (progress ? `${state}: ${ENGLISH.progress(progress)}` : state),
    'last poll': ({ lastPollAt }) => (lastPollAt ? ENGLISH.ago(lastPollAt, now) : 'never'),
    fault: ({ lastError }) => lastError ?? '–',
  };
}
