'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import type { CodesState } from '#app/_ui/recovery-codes.client';
import { requireEnrolling } from '#lib/auth/require-viewer';
import { addSecondStep } from '#lib/auth/second-step';
import { isAppError } from '#lib/errors';

const proof = z.object({
  sealed: z.string().max(1000),
  code: z.string().max(64),
  password: z.string().max(128),
});

/** Turns the viewer's second step on. */
export async function addSecondStepAction(_: CodesState, form: FormData): Promise<CodesState> {
  const viewer = await requireEnrolling();
  const t = await getTranslations('enrol');
  const given = proof.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('incomplete') };
  try {
    return { codes: await addSecondStep(viewer, given.data, await headers()) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error) };
  }
}
