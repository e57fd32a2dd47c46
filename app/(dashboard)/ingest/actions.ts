'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { env } from '#lib/env';
import { isAppError } from '#lib/errors';
import { formatBytes } from '#lib/format/bytes';
import { formatCount } from '#lib/format/number';
import type { ItemOutcome } from '#lib/ingest/incoming';
import { ingestUpload } from '#lib/ingest/ingest-upload';
import { createReader } from '#lib/ingest/reader-thread';
import { retryQuarantine } from '#lib/ingest/retry-quarantine';
import { quarantineList } from '#lib/queries/quarantine-list';
import { recordAudit } from '#lib/store/audit';
import { setMailboxPaused } from '#lib/store/mailbox';
import { requestPoll } from '#lib/store/poll-signal';
import { ignoreQuarantined } from '#lib/store/quarantine';

/** Its thread starts with the first file that is handed over. */
const reader = createReader();

/** What became of an uploaded file: one line for it, and one for each report inside. */
export type UploadResult = {
  state: 'done' | 'quarantined' | 'known' | 'failed';
  messages: number;
  items: { good: boolean; text: string; reportUid: string | null }[];
};

const id = z.string().regex(/^\d{1,18}$/);
const mailbox = z.object({ name: z.string().min(1).max(63), paused: z.enum(['true', 'false']) });

/** Takes in one file. What is wrong with it is an answer, not an error. */
export async function uploadAction(form: FormData): Promise<UploadResult> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const file = form.get('file');
  if (!(file instanceof File)) return failed('No file came along.');
  const most = env().MAX_MAIL_BYTES;
  if (file.size > most) return failed(`It is larger than ${formatBytes(most)}.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const outcome = await ingestUpload(reader, { name: file.name, bytes }, 'upload', new Date());
  const { state, messages, items } = outcome;
  return { state, messages, items: items.map(itemLine) };
}

/** Reads a quarantined mail again. */
export async function retryAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const wanted = id.parse(form.get('id'));
  try {
    const { state, items } = await retryQuarantine(reader, BigInt(wanted));
    await recordAudit(viewer, 'quarantine.retry', wanted, null, { state });
    refresh();
    if (state === 'done') return { good: true, text: 'Read: it is stored now.' };
    return { good: false, text: items.find(({ text }) => text)?.text ?? 'Still not readable.' };
  } catch (error) {
    return refusal(error);
  }
}

/** The most mails that one click reads again. */
const MOST_AT_ONCE = 200;

/** Reads every open mail of one kind again, or of all kinds. */
export async function retryAllAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const code = z.string().max(60).nullable().parse(form.get('code'));
  const { rows } = await quarantineList(viewer, { code, limit: MOST_AT_ONCE });
  let read = 0;
  for (const row of rows) {
    const outcome = await retryQuarantine(reader, BigInt(row.id)).catch(bytesNotKept);
    if (outcome?.state === 'done') read += 1;
  }
  await recordAudit(viewer, 'quarantine.retry-all', code ?? 'all', null, {
    tried: rows.length,
    read,
  });
  refresh();
  const text = `${formatCount(read)} of ${formatCount(rows.length)} could be read now.`;
  return { good: read > 0, text };
}

/** Sets a quarantined mail aside. */
export async function ignoreAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const wanted = id.parse(form.get('id'));
  await ignoreQuarantined(BigInt(wanted), viewer.name);
  await recordAudit(viewer, 'quarantine.ignore', wanted);
  refresh();
  return { good: true, text: 'Set aside.' };
}

/** Has the worker look into a mailbox now. */
export async function pollAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  requireOperator(await requireViewer(), { alsoAnalysts: true });
  await requestPoll(z.coerce.number().int().parse(form.get('id')));
  refresh();
  return { good: true, text: 'Asked.' };
}

/** Pauses a mailbox, or goes on with it. */
export async function pauseAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const { name, paused } = mailbox.parse(Object.fromEntries(form));
  await setMailboxPaused(viewer, name, paused === 'true');
  refresh();
  return null;
}

const OUTCOMES = {
  stored: { good: true, text: 'stored' },
  duplicate: { good: true, text: 'known already, not counted twice' },
  conflict: { good: false, text: 'another content of a known report: kept, not counted' },
  held: { good: false, text: 'held back' },
  refused: { good: false, text: 'could not be read' },
} as const satisfies Record<ItemOutcome['outcome'], { good: boolean; text: string }>;

const KINDS = {
  aggregate: 'Aggregate report',
  tls: 'TLS report',
  failure: 'Failure report',
  none: 'No report',
} as const satisfies Record<ItemOutcome['kind'], string>;

function itemLine({ kind, outcome, text, reportUid }: ItemOutcome) {
  const { good, text: word } = OUTCOMES[outcome];
  return { good, text: `${KINDS[kind]}: ${text ?? word}`, reportUid };
}

function failed(text: string): UploadResult {
  return { state: 'failed', messages: 0, items: [{ good: false, text, reportUid: null }] };
}

/** What a person can do something about is said; anything else is ours to see. */
function refusal(error: unknown): ActionResult {
  if (!isAppError(error)) throw error;
  return { good: false, text: error.detail ?? error.message };
}

/** A mail over the size limit was not kept: it stays as it is. */
function bytesNotKept(error: unknown) {
  if (isAppError(error) && error.code === 'request/conflict') return null;
  throw error;
}
