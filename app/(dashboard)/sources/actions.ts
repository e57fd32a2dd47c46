'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { labelSource, undoLabel } from '#lib/store/source-label';

const words = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || null);

const said = z.object({
  label: z.enum(['yours', 'forwarder', 'not-mine', 'later']),
  /** The domain it is said for; with a star in front, for all that one may see. */
  domain: z.string().regex(/^\*?[a-z0-9._-]{1,253}$/),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  service: z.string().min(1).max(200).optional(),
  note: words,
  owner: words,
});

/** What came of it; null before. */
export type LabelState = { error: string | null } | null;

/** Writes down what somebody says of a source. */
export async function labelAction(_: LabelState, form: FormData): Promise<LabelState> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const parsed = said.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { error: 'Choose what it is; notes hold at most 500 characters.' };
  const { label, domain, ip, service, note, owner } = parsed.data;
  if (ip === undefined && service === undefined) return { error: 'Nothing was named.' };
  await labelSource(viewer, {
    domain: domain.replace('*', ''),
    everywhere: domain.startsWith('*'),
    subject: service === undefined ? { ip: ip ?? '' } : { service },
    label,
    note,
    owner,
  });
  refresh();
  return { error: null };
}

/** Takes back what was said in one go. */
export async function undoLabelAction(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  requireOperator(viewer, { alsoAnalysts: true });
  const batch = z.uuid().safeParse(form.get('batch'));
  if (batch.success) await undoLabel(viewer, batch.data);
  refresh();
}
