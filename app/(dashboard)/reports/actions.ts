'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requireViewer } from '#lib/auth/require-viewer';
import { AppError } from '#lib/errors';
import { findReportId } from '#lib/queries/report-by-uid';
import { markAllRead, markRead } from '#lib/store/read-reports';

/** Notes that the viewer has opened a report. */
export async function markReadAction(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  const id = await findReportId(viewer, z.guid().parse(form.get('uid')));
  if (id === null) throw new AppError('request/not-found');
  await markRead(viewer, id);
  refresh();
}

/** Notes that every report is known to the viewer that was there when they saw the list. */
export async function markAllReadAction(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  await markAllRead(viewer, z.coerce.date().max(new Date()).parse(form.get('seen')));
  refresh();
}
