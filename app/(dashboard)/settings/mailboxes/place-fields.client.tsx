'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field, SelectField, TextField } from '#app/_ui/field';
import type { MailProvider } from '#lib/mail-provider';
import type { OneMailbox } from '#lib/queries/mailbox-list';
import type { MailboxFormState } from './actions.ts';

type PlaceFieldsProps = {
  provider: MailProvider;
  mailbox: OneMailbox | null;
  errors: MailboxFormState['errors'];
  /** Its certificate was not trusted when it was tried. */
  untrusted: boolean;
};

/** Where the mailbox is: as its provider has it, or as it was saved. */
export function PlaceFields({ provider, mailbox, errors, untrusted }: PlaceFieldsProps) {
  const t = useTranslations('mailbox');
  const [wanted, open] = useState(Boolean(mailbox?.caPem));
  // It opens where it is what is missing, and stays so with what was put into it.
  const [wasUntrusted, note] = useState(untrusted);
  if (untrusted !== wasUntrusted) {
    note(untrusted);
    if (untrusted) open(true);
  }
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
      <div className="grid grid-cols-[6rem_1fr] gap-4">
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
      <details
        className="sm:col-span-2"
        open={wanted}
        onToggle={(event) => open(event.currentTarget.open)}
      >
        <summary className="w-fit cursor-pointer text-note text-ink-2">{t('ownCa')}</summary>
        <TextField
          label={t('caFile')}
          name="caPem"
          rows={4}
          spellCheck={false}
          defaultValue={mailbox?.caPem ?? ''}
          placeholder="-----BEGIN CERTIFICATE-----"
          error={errors.caPem}
          help={t('caFileHelp')}
          className="mt-2"
        />
      </details>
    </>
  );
}
