'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { createOwner } from '#lib/auth/owner';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { signIn } from '#lib/auth/sign-in';
import { isAppError } from '#lib/errors';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { log } from '#lib/log';
import { recordAudit } from '#lib/store/audit';

/** What the form says after it was sent; what was typed stays. */
export type OwnerState = { error: string; name: string; email: string } | null;

const account = z.object({
  name: z.string().max(100),
  email: z.string().max(254),
  password: z.string().max(200),
});

/** Makes the owner's account and signs in. Only while nobody owns this installation. */
export async function createOwnerAction(_: OwnerState, form: FormData): Promise<OwnerState> {
  const t = await getTranslations('welcome.owner');
  const given = account.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('incomplete'), name: '', email: '' };
  const { name, email } = given.data;
  try {
    await createOwner(given.data);
    await signIn(given.data, await headers());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error), name, email };
  }
  redirect('/welcome');
}

const DEMO_DAYS = 90;
const DEMO_SEED = 1;

/** Begins to load the demo and goes on without waiting: its run tells how far it is. */
export async function loadDemoAction(): Promise<void> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  await recordAudit(viewer, 'demo.load', 'demo', null, { days: DEMO_DAYS });
  after(async () => {
    const reader = createReader();
    try {
      await ingestDemo(reader, { now: new Date(), days: DEMO_DAYS, seed: DEMO_SEED });
      await judgeSoon();
    } catch (error) {
      log.error({ err: error }, 'the demo could not be loaded');
    } finally {
      await reader.close();
    }
  });
  redirect('/welcome?step=demo');
}
