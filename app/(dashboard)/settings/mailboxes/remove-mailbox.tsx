import { useTranslations } from 'next-intl';
import { ActionButton } from '#app/_ui/action-button.client';
import { removeMailboxAction } from './actions.ts';

/** Takes a mailbox away, after a question. */
export function RemoveMailbox({ name }: { name: string }) {
  const t = useTranslations('settings.mailboxes');
  return (
    <ActionButton
      action={removeMailboxAction}
      fields={{ name }}
      kind="danger"
      confirm={t('confirm', { name })}
    >
      {t('remove')}
    </ActionButton>
  );
}
