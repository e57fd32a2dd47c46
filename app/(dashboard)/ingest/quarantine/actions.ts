'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { faultWords } from '#app/_ui/fault-words';
import { formats } from '#app/_ui/formats';
import type { DecidedAll } from '#app/(dashboard)/ingest/decide-all.client';
import { problemWords } from '#app/(dashboard)/ingest/problem-words';
import { requireAnalyst, requireViewer } from '#lib/auth/require-viewer';
import { isAppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { createReader } from '#lib/ingest/reader-thread';
import { retryQuarantine } from '#lib/ingest/retry-quarantine';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { quarantineList } from '#lib/queries/quarantine-list';
import { requireMailAccess } from '#lib/queries/require-mail-access';
import { recordAudit } from '#lib/store/audit';
import { ignoreQuarantined, reopenQuarantined } from '#lib/store/quarantine';

/** Its thread starts with the first mail that is read again. */
const reader = createReader();

const id = z.string().regex(/^\d{1,18}$/);
/** A kind of fault; empty for all kinds. */
const code = z
  .string()
  .max(60)
  .transform((given) => given || null);

/** The most mails that one click reads again. */
const MOST_AT_ONCE = 200;

/** Reads a quarantined mail again. */
export async function retryAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireDecider();
  const wanted = id.parse(form.get('id'));
  const result = await readAgain(viewer, wanted);
  if (result.good) await judgeSoon();
  refresh();
  return result;
}

/** Reads every open mail of one kind again, or of all kinds, and tells of each what came of it. */
export async function retryAllAction(_: DecidedAll, form: FormData): Promise<DecidedAll> {
  const viewer = await requireDecider();
  const kind = code.parse(form.get('code'));
  const { rows, next } = await quarantineList(viewer, { code: kind, limit: MOST_AT_ONCE });
  const [t, f] = await Promise.all([getTranslations('ingest'), formats()]);
  const tried = rows.length;
  // That all were to be read; each is told with what came of it.
  await recordAudit(viewer, 'quarantine.retry-all', kind ?? 'all', null, { tried });
  const items = [];
  for (const row of rows) {
    items.push({
      id: row.id,
      title: row.subject ?? row.fileName ?? t('mailWithoutSubject'),
      ...(await readAgain(viewer, row.id)),
    });
  }
  const read = items.filter(({ good }) => good).length;
  if (read > 0) await judgeSoon();
  refresh();
  const text = t(next ? 'quarantine.readOfNewest' : 'quarantine.readOf', {
    read: f.count(read),
    tried: f.count(tried),
  });
  return { good: read > 0, text, items };
}

/** Sets a quarantined mail aside. */
export async function ignoreAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireDecider();
  const wanted = id.parse(form.get('id'));
  await ignoreQuarantined(viewer, { id: wanted });
  refresh();
  const t = await getTranslations('ingest.quarantine');
  return { good: true, text: t('setAside') };
}

/** Sets every open mail of one kind aside, or of all kinds. */
export async function ignoreAllAction(_: DecidedAll, form: FormData): Promise<DecidedAll> {
  const viewer = await requireDecider();
  const kind = code.parse(form.get('code'));
  const ignored = await ignoreQuarantined(viewer, { code: kind });
  refresh();
  const [t, f] = await Promise.all([getTranslations('ingest.quarantine'), formats()]);
  return { good: true, text: t('allSetAside', { count: f.count(ignored) }), items: [] };
}

/** Takes a mail back that was set aside: it waits for a decision again. */
export async function reopenAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireDecider();
  const wanted = id.parse(form.get('id'));
  await reopenQuarantined(viewer, { id: wanted });
  refresh();
  const t = await getTranslations('ingest.quarantine');
  return { good: true, text: t('takenBack') };
}

/** Takes every mail of one kind back that was set aside, or of all kinds. */
export async function reopenAllAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireDecider();
  const kind = code.parse(form.get('code'));
  const reopened = await reopenQuarantined(viewer, { code: kind });
  refresh();
  const [t, f] = await Promise.all([getTranslations('ingest.quarantine'), formats()]);
  return { good: true, text: t('allTakenBack', { count: f.count(reopened) }) };
}

async function requireDecider() {
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  requireMailAccess(viewer);
  return viewer;
}

/** What a person can do something about is said; anything else is ours to see. */
async function readAgain(viewer: Viewer, wanted: string) {
  const t = await getTranslations('ingest.quarantine');
  try {
    const { state, items } = await retryQuarantine(viewer, reader, BigInt(wanted));
    if (state === 'done') return { good: true, text: t('readNow') };
    const told = items.find(({ text }) => text);
    const text = told?.text
      ? await problemWords({ code: told.code, text: told.text })
      : t('stillNot');
    return { good: false, text };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { good: false, text: await faultWords(error) };
  }
}
