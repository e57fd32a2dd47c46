'use server';

import { refresh } from 'next/cache';
import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { formats } from '#app/_ui/formats';
import { requireAnalyst, requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { AppError } from '#lib/errors';
import { createReader } from '#lib/ingest/reader-thread';
import { recountInBackground } from '#lib/ingest/recount-in-background';
import { type Reread, reparseOne } from '#lib/ingest/reparse';
import { reportDetail } from '#lib/queries/report-detail';
import { confirmSigner, withdrawSigner } from '#lib/store/reporter-signer';

/** Its thread starts with the first report that is read again. */
const reader = createReader();

const uid = z.guid();

/** Says that the report's signer speaks for its reporter. */
export async function confirmSignerAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  return await decide(form, confirmSigner, 'verified');
}

/** Takes that back. */
export async function withdrawSignerAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  return await decide(form, withdrawSigner, 'withdrawn');
}

async function decide(
  form: FormData,
  decision: typeof confirmSigner,
  what: 'verified' | 'withdrawn',
) {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const report = await reportDetail(viewer, uid.parse(form.get('uid')));
  if (!report?.signer) throw new AppError('request/not-found');
  const count = await decision(viewer, report.reporter, report.signer);
  // Whether these count may have changed with it.
  after(recountInBackground);
  refresh();
  const t = await getTranslations('report.confirm');
  return { good: true, text: t(what, { count: (await formats()).count(count) }) };
}

/** Reads the stored file again, and tells what would change. */
export async function rereadAction(_: Reread | null, form: FormData): Promise<Reread | null> {
  return await reread(form, false);
}

/** Puts the new reading in the place of what is stored. */
export async function applyRereadAction(_: Reread | null, form: FormData): Promise<Reread | null> {
  return await reread(form, true);
}

async function reread(form: FormData, apply: boolean) {
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  const report = await reportDetail(viewer, uid.parse(form.get('uid')));
  if (!report) throw new AppError('request/not-found');
  const outcome = await reparseOne(viewer, reader, report.uid, apply);
  if (apply && outcome?.outcome === 'changed') refresh();
  return outcome;
}
