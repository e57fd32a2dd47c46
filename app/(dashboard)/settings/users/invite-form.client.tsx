'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { inviteAction } from './actions.ts';
import { GroupBoxes } from './group-boxes.client.tsx';
import { LinkNotice } from './link-notice.client.tsx';

const OFFERED = ['viewer', 'auditor', 'analyst', 'admin', 'owner'] as const;

/** Who to invite, as what, and for which domains and groups. */
export function InviteForm({ groups }: { groups: readonly { name: string }[] }) {
  const t = useTranslations('settings');
  const [state, action, pending] = useActionState(inviteAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      <LinkNotice state={state} />
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.6fr_1.2fr_1.6fr_auto]">
        <Field label={t('invites.email')} name="email" type="email" autoComplete="off" required />
        <SelectField label={t('role')} name="role" defaultValue="viewer">
          {OFFERED.map((role) => (
            <option key={role} value={role}>
              {t(`rolesExplained.${role}`)}
            </option>
          ))}
        </SelectField>
        <Field
          label={t('users.domains')}
          name="domains"
          autoComplete="off"
          placeholder={t('invites.allDomains')}
        />
        <Button type="submit" disabled={pending} className="min-h-9">
          {t('invites.make')}
        </Button>
      </div>
      <GroupBoxes groups={groups} />
    </form>
  );
}
