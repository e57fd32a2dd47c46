'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { formats } from '#app/_ui/formats';
import { requireAnalyst, requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { env } from '#lib/env';
import type { ItemOutcome } from '#lib/ingest/incoming';
import { ingestUpload } from '#lib/ingest/ingest-upload';
import { createReader } from '#lib/ingest/reader-thread';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { requireMailAccess } from '#lib/queries/require-mail-access';
import { pollNow, setMailboxPaused } from '#lib/store/mailbox';
import { problemWords } from './problem-words.tsx';

/** Its thread starts with the first file that is handed over. */
const reader = createReader();

/** What became of an uploaded file: one line for it, and one for each report inside. */
export type UploadResult = {
  state: 'done' | 'quarantined' | 'known' | 'failed';
  items: { good: boolean; text: string; reportUid: string | null }[];
};

const mailbox = z.object({ name: z.string().min(1).max(63), paused: z.enum(['true', 'false']) });

/** Takes in one file. What is wrong with it is an answer, not an error. */
export async function uploadAction(form: FormData): Promise<UploadResult> {
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  requireMailAccess(viewer);
  const [t, f] = await Promise.all([getTranslations('intake'), formats()]);
  const file = form.get('file');
  if (!(file instanceof File)) return failed(t('noFile'));
  const most = env().MAX_MAIL_BYTES;
  if (file.size > most) return failed(t('tooLarge', { size: f.bytes(most) }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const outcome = await ingestUpload(
    viewer,
    reader,
    { name: file.name, bytes },
    'upload',
    new Date(),
  );
  if (outcome.state === 'done') await judgeSoon();
  const { state, items } = outcome;
  return { state, items: await Promise.all(items.map(itemLine)) };
}

/** Has the worker look into a mailbox now. */
export async function pollAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  requireMailAccess(viewer);
  const t = await getTranslations('ingest.mailboxes');
  const asked = z.coerce.number().int().parse(form.get('id'));
  await pollNow(viewer, asked);
  refresh();
  return { good: true, text: t('asked') };
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

/** Which report it is, and what became of it. */
async function itemLine({ kind, outcome, code, text, reportUid, messages, about }: ItemOutcome) {
  const [t, f] = await Promise.all([getTranslations('intake'), formats()]);
  const told =
    text && code ? await problemWords({ code, text }) : (text ?? t(`outcome.${outcome}`));
  const which = about
    ? t('about', { ...about, days: f.period(about.begin, about.end) })
    : t(`kind.${kind}`);
  const line = t('item', { kind: which, outcome: told });
  return {
    good: outcome === 'stored' || outcome === 'duplicate',
    text: messages > 0 ? t('withMessages', { text: line, messages: f.count(messages) }) : line,
    reportUid,
  };
}

function failed(text: string): UploadResult {
  return { state: 'failed', items: [{ good: false, text, reportUid: null }] };
}
