'use client';

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

/** A mailbox: where it is, how to enter it, and what becomes of a mail that was read. */
export function MailboxForm({ mailbox, next }: MailboxFormProps) {
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
        label="Provider"
        name="preset"
        value={preset.key}
        onChange={(event) =>
          choose(PRESETS.find(({ key }) => key === event.target.value) ?? PRESETS[0])
        }
        help={preset.help}
      >
        {PRESETS.map(({ key, text }) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </SelectField>
      <Field
        label="Name"
        name="name"
        defaultValue={mailbox?.name ?? 'reports'}
        readOnly={mailbox !== null}
        required
        error={errors.name}
        help="What you call it here."
      />
      <Field
        key={preset.key}
        label="Server"
        name="host"
        defaultValue={preset.host || mailbox?.host}
        placeholder="imap.example.com"
        required
        error={errors.host}
      />
      <div className="grid grid-cols-[1fr_2fr] gap-4">
        <Field
          label="Port"
          name="port"
          type="number"
          defaultValue={mailbox?.port ?? 993}
          min={1}
          max={65535}
          required
          error={errors.port}
        />
        <SelectField
          label="Encryption"
          name="tls"
          defaultValue={mailbox?.tls ?? 'implicit'}
          error={errors.tls}
        >
          <option value="implicit">TLS</option>
          <option value="starttls">STARTTLS</option>
          <option value="none">None (this machine only)</option>
        </SelectField>
      </div>
      <Field
        label="User name"
        name="username"
        defaultValue={mailbox?.username}
        autoComplete="off"
        required
        error={errors.username}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="off"
        required={mailbox === null}
        placeholder={mailbox ? 'as saved' : undefined}
        error={errors.password}
        help="Kept encrypted, and never shown again."
      />
      <Field
        label="Folder"
        name="folder"
        defaultValue={mailbox?.folder ?? 'INBOX'}
        required
        error={errors.folder}
      />
      <div className="flex flex-col gap-4">
        <SelectField
          label="After a mail was read"
          name="after"
          value={after}
          onChange={(event) => setAfter(event.target.value)}
          error={errors.afterSuccess}
        >
          <option value="leave">Leave it as it is</option>
          <option value="seen">Mark it as read</option>
          <option value="move">Move it to a folder</option>
          <option value="delete">Delete it</option>
        </SelectField>
        {after === 'move' ? (
          <Field
            label="Into the folder"
            name="afterFolder"
            defaultValue={mailbox?.afterSuccess.replace(/^move:/, '') ?? 'Archive'}
            required
          />
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" name="intent" value="save" kind="primary" disabled={pending}>
          {mailbox ? 'Save' : 'Connect'}
        </Button>
        <Button type="submit" name="intent" value="test" disabled={pending}>
          {pending ? 'Working …' : 'Test connection'}
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
