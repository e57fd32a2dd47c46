import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { ClientWords } from '#app/_ui/client-words';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { StepTitle } from './step-title.tsx';

/** The mailbox form of the settings, on the way in. */
export function MailboxStep() {
  const t = useTranslations('welcome');
  return (
    <>
      <StepTitle title={t('mailbox.title')}>{t('mailbox.text')}</StepTitle>
      <Panel title={t('mailbox.panel')} note="IMAP">
        <ClientWords of={['mailbox']}>
          <MailboxForm mailbox={null} next="/welcome?step=record&connected=1" />
        </ClientWords>
      </Panel>
      <div className="mt-4">
        <ButtonLink href="/welcome">{t('back')}</ButtonLink>
      </div>
    </>
  );
}
