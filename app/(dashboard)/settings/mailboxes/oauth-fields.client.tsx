'use client';

import { useTranslations } from 'next-intl';
import { Field, TextField } from '#app/_ui/field';
import type { MailboxAuth, MailProvider } from '#lib/mail-provider';
import type { MailboxRow } from '#lib/queries/mailbox-list';
import type { MailboxFormState } from './actions.ts';

type OauthFieldsProps = {
  auth: Exclude<MailboxAuth, 'password'>;
  provider: MailProvider;
  mailbox: MailboxRow | null;
  errors: MailboxFormState['errors'];
  /** In place of a secret that may stay as it is. */
  asSaved: string | undefined;
};

/** Who asks for access tokens, where, and with what proof. */
export function OauthFields({ auth, provider, mailbox, errors, asSaved }: OauthFieldsProps) {
  const t = useTranslations('mailbox');
  const saved = asSaved ? mailbox : null;
  const secret = { type: 'password', autoComplete: 'off', placeholder: asSaved } as const;
  if (auth === 'service_account') {
    return (
      <>
        <input type="hidden" name="tokenEndpoint" value={saved?.tokenEndpoint ?? ''} />
        <input type="hidden" name="clientId" value={saved?.clientId ?? ''} />
        <TextField
          label={t('keyFile')}
          name="password"
          rows={4}
          spellCheck={false}
          required={!asSaved}
          placeholder={asSaved ?? '{ "type": "service_account", … }'}
          error={errors.password ?? errors.tokenEndpoint}
          help={t('keyFileHelp')}
          className="sm:col-span-2"
        />
        <Scope {...{ auth, provider, saved, errors }} />
      </>
    );
  }
  return (
    <>
      {provider.tokenEndpoint.includes('{tenant}') && !saved ? (
        <Field
          label={t('tenant')}
          name="tenant"
          required
          error={errors.tokenEndpoint}
          help={t('tenantHelp')}
        />
      ) : (
        <Field
          label={t('tokenEndpoint')}
          name="tokenEndpoint"
          defaultValue={saved?.tokenEndpoint ?? provider.tokenEndpoint}
          placeholder="https://login.example.com/oauth2/token"
          required
          error={errors.tokenEndpoint}
        />
      )}
      <Field
        label={t('clientId')}
        name="clientId"
        defaultValue={saved?.clientId ?? ''}
        autoComplete="off"
        required
        error={errors.clientId}
      />
      <Field
        {...secret}
        label={t('clientSecret')}
        name="password"
        required={!asSaved && auth === 'client_credentials'}
        error={errors.password}
        help={t('passwordHelp')}
      />
      {auth === 'refresh_token' ? (
        <Field
          {...secret}
          label={t('refreshToken')}
          name="refreshToken"
          required={!asSaved}
          error={errors.refreshToken}
          help={t('refreshTokenHelp')}
        />
      ) : null}
      <Scope {...{ auth, provider, saved, errors }} />
    </>
  );
}

type ScopeProps = Pick<OauthFieldsProps, 'auth' | 'provider' | 'errors'> & {
  saved: MailboxRow | null;
};

/** What is asked for; its providers say what that must be. */
function Scope({ auth, provider, saved, errors }: ScopeProps) {
  const t = useTranslations('mailbox');
  return (
    <Field
      key={auth}
      label={t('scope')}
      name="scope"
      defaultValue={saved?.scope ?? provider.scopes[auth] ?? ''}
      error={errors.scope}
      help={t('scopeHelp')}
    />
  );
}
