import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';

import { ingestStatus, type MailboxStatus } from '#lib/queries/ingest-status';
import { addMailbox, removeMailbox, setMailboxPaused } from '#lib/store/mailbox';
import { newMailbox } from '#lib/store/mailbox-schema';
import { ENGLISH } from '#workers/terminal/english';
import { readSecret, readText } from '#workers/terminal/options';
import { print } from '#workers/terminal/print';
import { type Columns, printList } from '#workers/terminal/table';

type NewMailboxOptions = {
  host: string;
  port: number;
  user: string;
  passwordFile: string;
  tls: string;
  caFile?: string;
  folder: string;
  after: string;
  afterFailure: string;
};

/** The option that fills a field, where it has another name. */
const OPTIONS: Readonly<Record<string, string>> = {
  name: 'NAME',
  username: '--user',
  password: '--password-file',
  caPem: '--ca-file',
  afterSuccess: '--after',
  afterFailure: '--after-failure',
};

export async function addOne(name: string, options: NewMailboxOptions): Promise<void> {
  const { user: username, passwordFile, caFile, after: afterSuccess, ...rest } = options;
  const parsed = newMailbox.safeParse({
    ...rest,
    name,
    username,
    afterSuccess,
    password: readSecret(passwordFile),
    caPem: caFile === undefined ? null : readText(caFile),
  });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path: [field], message }) => {
      return `${OPTIONS[String(field)] ?? `--${String(field)}`} ${message}`;
    });
    throw new AppError('request/invalid', { detail: `${faults.join('; ')}.` });
  }
  await addMailbox(SYSTEM_VIEWER, parsed.data);
  await print(`${name} is added. Try it: ruascope mailbox test ${name}`);
}

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
