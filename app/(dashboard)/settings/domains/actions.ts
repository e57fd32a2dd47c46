'use server';

import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { told } from '#app/_ui/told';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { groupName } from '#lib/filter/group';
import { judgeSoon } from '#lib/jobs/judge-soon';
import {
  addGroup,
  changeGroup,
  putInGroup,
  removeGroup,
  takeFromGroup,
} from '#lib/store/domain-group';
import { addDomains, setParked } from '#lib/store/parked-domain';

const id = z.coerce.number().int().positive();
const ticked = z.array(z.string().max(253)).max(10_000);
const deed = z.enum(['assign', 'unassign', 'park', 'unpark']);

/** Makes a group; or gives the one with this `id` another name and note. */
export async function saveGroupAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.domains');
  const given = groupName.safeParse({ name: form.get('name'), note: form.get('note') });
  if (!given.success) return { good: false, text: t('badName') };
  const known = form.get('id');
  return await told(async () => {
    if (known === null) await addGroup(viewer, given.data);
    else await changeGroup(viewer, id.parse(known), given.data);
    return known === null ? t('made', { group: given.data.name }) : t('saved');
  });
}

/** Takes a group away; its domains stay. */
export async function removeGroupAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await removeGroup(viewer, id.parse(form.get('id')));
    return null;
  });
}

/** Does with the domains that are ticked what the button says that was pressed. */
export async function changeDomainsAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.domains');
  const names = ticked.parse(form.getAll('d'));
  const pressed = deed.parse(form.get('deed'));
  // Whether a domain is parked speaks for or against its sources.
  if (pressed === 'park' || pressed === 'unpark') after(judgeSoon);
  return await told(async () => {
    switch (pressed) {
      case 'assign':
        return t('assigned', { n: await putInGroup(viewer, id.parse(form.get('group')), names) });
      case 'unassign':
        return t('taken', { n: await takeFromGroup(viewer, id.parse(form.get('group')), names) });
      case 'park':
        return t('parked', { n: await setParked(viewer, names, true) });
      case 'unpark':
        return t('unparked', { n: await setParked(viewer, names, false) });
    }
  });
}

/** Makes domains known before a report names them. */
export async function addDomainsAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.domains');
  const names = z
    .string()
    .max(10_000)
    .parse(form.get('names'))
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (names.length === 0) return { good: false, text: t('nameless') };
  return await told(async () => {
    const added = await addDomains(viewer, names);
    return t('added', { n: added.length });
  });
}
