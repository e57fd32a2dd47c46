'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { env } from '#lib/env';
import { formatBytes } from '#lib/format/bytes';
import type { ItemOutcome } from '#lib/ingest/incoming';
import { ingestUpload } from '#lib/ingest/ingest-upload';
import { createReader } from '#lib/ingest/reader-thread';
import { setMailboxPaused } from '#lib/store/mailbox';
import { requestPoll } from '#lib/store/poll-signal';

/** Its thread starts with the first file that is handed over. */
const reader = createReader();

/** What became of an uploaded file: one line for it, and one for each report inside. */
export type UploadResult = {
  state: 'done' | 'quarantined' | 'known' | 'failed';
  messages: number;
  items: { good: boolean; text: string; reportUid: string | null }[];
};

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
