'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { ActionButton } from '#app/_ui/action-button.client';
import { Button } from '#app/_ui/button';
import { LinkNotice } from '#app/(dashboard)/settings/users/link-notice.client';
import { makeResetLinkAction, revokeResetLinkAction } from './actions.ts';

type ResetFormProps = {
  email: string;
  /** A link that is out already. */
  open: { id: string; text: string } | null;
};

/** Makes a link to set a new password by; one that is open is told, and taken back. */
export function ResetForm({ email, open }: ResetFormProps) {
  const t = useTranslations('settings.reset');
  const [state, action, pending] = useActionState(makeResetLinkAction, null);
  return (
    <div className="px-[18px] pt-2 pb-4">
      <LinkNotice state={state} />
      <p className="mb-3 max-w-[70ch] text-ink-2">{open ? open.text : t('lead')}</p>
      <div className="flex flex-wrap gap-2">
        <form action={action}>
          <input type="hidden" name="email" value={email} />
          <Button type="submit" disabled={pending}>
            {open ? t('makeAnother') : t('make')}
          </Button>
        </form>
        {open ? (
          <ActionButton action={revokeResetLinkAction} fields={{ id: open.id }} kind="danger">
            {t('revoke')}
          </ActionButton>
        ) : null}
      </div>
    </div>
  );
}
