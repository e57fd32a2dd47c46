'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireAnalyst, requireViewer } from '#lib/auth/require-viewer';
import { labelSources, undoLabel } from '#lib/store/source-label';

const words = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || null);

const address = z.union([z.ipv4(), z.ipv6()]).transform((ip) => ({ ip }));

/** Addresses or a service, as a form names them: `ip:192.0.2.1,192.0.2.2`, `service:Sendwell`. */
const subject = z.union([
  z
    .templateLiteral(['ip:', z.string()])
    .transform((text) => text.slice(3).split(','))
    .pipe(z.array(address).max(100)),
  z
    .templateLiteral(['service:', z.string().min(1).max(200)])
    .transform((text) => [{ service: text.slice(8) }]),
]);

const said = z.object({
  label: z.enum(['yours', 'forwarder', 'not-mine', 'later']),
  /** The domain it is said for; with a star in front, for all that one may see. */
  domain: z.string().regex(/^\*?[a-z0-9._-]{1,253}$/),
  subjects: z
    .array(subject)
    .min(1)
    .max(50)
    .transform((given) => given.flat()),
  note: words,
  owner: words,
});

/** What came of it; null before. */
export type LabelState = { error: string | null } | null;

/** Writes down what somebody says of one source or of several. */
export async function labelAction(_: LabelState, form: FormData): Promise<LabelState> {
  const t = await getTranslations('source.error');
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  const subjects = form.getAll('subject');
  if (subjects.length === 0) return { error: t('nothing') };
  const parsed = said.safeParse({ ...Object.fromEntries(form), subjects });
  if (!parsed.success) return { error: t('choose') };
  const { domain, ...rest } = parsed.data;
  await labelSources(viewer, {
    ...rest,
    domain: domain.replace('*', ''),
    everywhere: domain.startsWith('*'),
  });
  refresh();
  return { error: null };
}

/** Takes back what was said in one go. */
export async function undoLabelAction(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  requireAnalyst(viewer);
  const batch = z.uuid().safeParse(form.get('batch'));
  if (batch.success) await undoLabel(viewer, batch.data);
  refresh();
}
