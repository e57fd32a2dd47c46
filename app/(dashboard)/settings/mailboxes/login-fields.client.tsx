'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field, SelectField } from '#app/_ui/field';
import { MAILBOX_AUTHS, type MailboxAuth, type MailProvider } from '#lib/mail-provider';
import type { MailboxRow } from '#lib/queries/mailbox-list';
import type { MailboxFormState } from './actions.ts';
import { OauthFields } from './oauth-fields.client.tsx';

type LoginFieldsProps = {
  provider: MailProvider;
  mailbox: MailboxRow | null;
  errors: MailboxFormState['errors'];
};

/** How the mailbox is entered, by one of the ways that its provider offers. */
export function LoginFields({ provider, mailbox, errors }: LoginFieldsProps) {
  const t = useTranslations('mailbox');
  const [auth, choose] = useState(firstWay(provider, mailbox));
  const asSaved = mailbox?.auth === auth ? t('asSaved') : undefined;
  return (
    <>
      <Field
        label={t('username')}
        name="username"
        defaultValue={mailbox?.username}
        autoComplete="off"
        required
        error={errors.username}
        help={auth === 'password' ? undefined : t('usernameOauth')}
      />
      <SelectField
        label={t('way')}
        name="auth"
        value={auth}
        onChange={(event) => choose(wayOf(event.target.value))}
        help={t(`authHelp.${auth}`)}
      >
        {provider.auths.map((way) => (
          <option key={way} value={way}>
            {t(`auth.${way}`)}
          </option>
        ))}
      </SelectField>
      {auth === 'password' ? (
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="off"
          required={!asSaved}
          placeholder={asSaved}
          error={errors.password}
          help={t('passwordHelp')}
        />
      ) : (
        <OauthFields {...{ auth, provider, mailbox, errors, asSaved }} />
      )}
    </>
  );
}

function firstWay({ auths }: MailProvider, mailbox: MailboxRow | null): MailboxAuth {
  const saved = auths.find((way) => way === mailbox?.auth);
  return saved ?? auths[0] ?? 'password';
}

function wayOf(text: string): MailboxAuth {
  return MAILBOX_AUTHS.find((way) => way === text) ?? 'password';
}
