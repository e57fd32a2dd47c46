'use client';

import { useTranslations } from 'next-intl';
import { Field, SelectField } from '#app/_ui/field';
import type { MailProvider } from '#lib/mail-provider';
import type { MailboxRow } from '#lib/queries/mailbox-list';
import type { MailboxFormState } from './actions.ts';

type PlaceFieldsProps = {
  provider: MailProvider;
  mailbox: MailboxRow | null;
  errors: MailboxFormState['errors'];
};

/** Where the mailbox is: as its provider has it, or as it was saved. */
export function PlaceFields({ provider, mailbox, errors }: PlaceFieldsProps) {
  const t = useTranslations('mailbox');
  const saved = mailbox && (provider.host === '' || provider.host === mailbox.host);
  const { host, port, tls } = saved ? mailbox : provider;
  return (
    <>
      <Field
        label={t('host')}
        name="host"
        defaultValue={host}
        placeholder="imap.example.com"
        required
        error={errors.host}
      />
      <div className="grid grid-cols-[1fr_2fr] gap-4">
        <Field
          label={t('port')}
          name="port"
          type="number"
          defaultValue={port}
          min={1}
          max={65535}
          required
          error={errors.port}
        />
        <SelectField label={t('tls')} name="tls" defaultValue={tls} error={errors.tls}>
          <option value="implicit">TLS</option>
          <option value="starttls">STARTTLS</option>
          <option value="none">{t('localOnly')}</option>
        </SelectField>
      </div>
    </>
  );
}
