'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { PROVIDER_KEYS, providerAt, providerOf } from '#lib/mail-provider';
import type { OneMailbox } from '#lib/queries/mailbox-list';
import { mailboxAction } from './actions.ts';
import { LoginFields } from './login-fields.client.tsx';
import { PlaceFields } from './place-fields.client.tsx';
import { ReadingFields } from './reading-fields.client.tsx';
import { TestSteps } from './test-steps.tsx';

type MailboxFormProps = {
  /** The mailbox to change; null for a new one. */
  mailbox: OneMailbox | null;
  /** Where to go once it is saved. */
  next: string;
};

/** A mailbox: where it is, how to enter it, and what becomes of a mail that was read. */
export function MailboxForm({ mailbox, next }: MailboxFormProps) {
  const t = useTranslations('mailbox');
  const [state, send, pending] = useActionState(mailboxAction, null);
  const [provider, choose] = useState(providerAt(mailbox?.host ?? ''));
  const errors = state?.errors ?? {};
  // Sent by hand: React would empty the form after an action, and nothing may be typed twice.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : {};
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => send(form));
  };
  return (
    <form onSubmit={submit} className="grid gap-4 px-[18px] pt-3 pb-[18px] sm:grid-cols-2">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="known" value={String(mailbox !== null)} />
      {state?.error ? (
        <div className="sm:col-span-2">
          <Notice tone="bad">{state.error}</Notice>
        </div>
      ) : null}
      <SelectField
        label={t('provider')}
        name="preset"
        value={provider.key}
        onChange={(event) => choose(providerOf(event.target.value))}
        help={t(`presetHelp.${provider.key}`)}
      >
        {PROVIDER_KEYS.map((key) => (
          <option key={key} value={key}>
            {t(`preset.${key}`)}
          </option>
        ))}
      </SelectField>
      <Field
        label={t('name')}
        name="name"
        defaultValue={mailbox?.name ?? 'reports'}
        readOnly={mailbox !== null}
        required
        error={errors.name}
        help={t('nameHelp')}
      />
      <PlaceFields
        key={`place-${provider.key}`}
        untrusted={isUntrusted(state?.steps)}
        {...{ provider, mailbox, errors }}
      />
      <LoginFields key={`login-${provider.key}`} {...{ provider, mailbox, errors }} />
      <ReadingFields {...{ mailbox, errors }} folders={foldersOf(state?.steps)} />
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" name="intent" value="save" kind="primary" disabled={pending}>
          {t(mailbox ? 'save' : 'connect')}
        </Button>
        <Button type="submit" name="intent" value="test" disabled={pending}>
          {t(pending ? 'pending' : 'test')}
        </Button>
      </div>
      <div aria-live="polite" className="sm:col-span-2">
        {state?.steps ? <TestSteps steps={state.steps} /> : null}
      </div>
    </form>
  );
}

type Steps = NonNullable<Awaited<ReturnType<typeof mailboxAction>>['steps']>;

/** Where the encryption fails its certificate is shown, and mostly it is what fails. */
function isUntrusted(steps: Steps | null | undefined) {
  return steps?.some(({ step, ok, facts }) => step === 'tls' && !ok && facts.length > 0) ?? false;
}

/** What the server called its folders when it was tried. */
function foldersOf(steps: Steps | null | undefined) {
  return steps?.find(({ step }) => step === 'folders')?.facts ?? [];
}
