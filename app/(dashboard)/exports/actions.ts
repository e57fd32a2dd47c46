'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { requireViewer } from '#lib/auth/require-viewer';
import { filterToSearch, parseFilterStrict } from '#lib/filter/filter';
import { askForJob } from '#lib/jobs/run-jobs';
import { evidenceSteps } from '#lib/queries/evidence-files';
import { evidenceName } from '#lib/queries/evidence-name';
import { requireAuditAccess } from '#lib/queries/require-audit-access';
import { askForPack } from '#lib/store/evidence-pack';

const asked = z.object({
  d: z.string().max(4000),
  group: z.string().max(60).default(''),
  from: z.string(),
  to: z.string(),
});

/** Has a worker make an evidence pack. */
export async function askEvidenceAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireAuditAccess(viewer);
  const t = await getTranslations('exports.evidence');
  const given = asked.safeParse(Object.fromEntries(form));
  const filter = given.success ? parseFilterStrict(given.data) : null;
  if (!filter?.ok) return { good: false, text: t('wrong') };
  await askForPack(viewer, {
    question: filterToSearch(filter.value),
    fileName: evidenceName(filter.value, new Date()),
    steps: evidenceSteps(viewer),
  });
  await askForJob('evidence');
  refresh();
  return { good: true, text: t('asked') };
}
