'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import type { MailboxRow } from '#lib/queries/mailbox-list';
import { mailboxAction } from './actions.ts';
import { PRESETS } from './presets.ts';
import { TestSteps } from './test-steps.tsx';

type MailboxFormProps = {
  /** The mailbox to change; null for a new one. */
  mailbox: MailboxRow | null;
  /** Where to go once it is saved. */
  next: string;
};

const AFTER = ['leave', 'seen', 'move', 'delete'] as const;

/** A mailbox: where it is, how to enter it, and what becomes of a mail that was read. */
export function MailboxForm({ mailbox, next }: MailboxFormProps) {
  const t = useTranslations('mailbox');
  const [state, send, pending] = useActionState(mailboxAction, null);
  const [preset, choose] = useState(presetOf(mailbox));
  const [after, setAfter] = useState(mailbox?.afterSuccess.split(':')[0] ?? 'leave');
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
        value={preset.key}
        onChange={(event) =>
          choose(PRESETS.find(({ key }) => key === event.target.value) ?? PRESETS[0])
        }
        help={t(`presetHelp.${preset.key}`)}
      >
        {PRESETS.map(({ key }) => (
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
      <Field
        key={preset.key}
        label={t('host')}
        name="host"
        defaultValue={preset.host || mailbox?.host}
        placeholder="imap.example.com"
        required
        error={errors.host}
      />
      <div className="grid grid-cols-[1fr_2fr] gap-4">
        <Field
          label={t('port')}
          name="port"
          type="number"
          defaultValue={mailbox?.port ?? 993}
          min={1}
          max={65535}
          required
          error={errors.port}
        />
        <SelectField
          label={t('tls')}
          name="tls"
          defaultValue={mailbox?.tls ?? 'implicit'}
          error={errors.tls}
        >
          <option value="implicit">TLS</option>
          <option value="starttls">STARTTLS</option>
          <option value="none">{t('localOnly')}</option>
        </SelectField>
      </div>
      <Field
        label={t('username')}
        name="username"
        defaultValue={mailbox?.username}
        autoComplete="off"
        required
        error={errors.username}
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="off"
        required={mailbox === null}
        placeholder={mailbox ? t('asSaved') : undefined}
        error={errors.password}
        help={t('passwordHelp')}
      />
      <Field
        label={t('folder')}
        name="folder"
        defaultValue={mailbox?.folder ?? 'INBOX'}
        required
        error={errors.folder}
      />
      <div className="flex flex-col gap-4">
        <SelectField
          label={t('afterSuccess')}
          name="after"
          value={after}
          onChange={(event) => setAfter(event.target.value)}
          error={errors.afterSuccess}
        >
          {AFTER.map((deed) => (
            <option key={deed} value={deed}>
              {t(`after.${deed}`)}
            </option>
          ))}
        </SelectField>
        {after === 'move' ? (
          <Field
            label={t('intoFolder')}
            name="afterFolder"
            defaultValue={mailbox?.afterSuccess.replace(/^move:/, '') ?? 'Archive'}
            required
          />
        ) : null}
      </div>
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

function presetOf(mailbox: MailboxRow | null) {
  return PRESETS.find(({ host }) => host === mailbox?.host) ?? PRESETS[0];
}
