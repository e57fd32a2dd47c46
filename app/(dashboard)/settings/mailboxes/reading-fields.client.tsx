'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Field, SelectField } from '#app/_ui/field';
import type { MailboxRow } from '#lib/queries/mailbox-list';
import type { MailboxFormState } from './actions.ts';

type ReadingFieldsProps = {
  mailbox: MailboxRow | null;
  errors: MailboxFormState['errors'];
  /** The server's folders, once it was tried. */
  folders: readonly string[];
};

const AFTER = ['leave', 'seen', 'move', 'delete'] as const;

/** Which mails are read, and what becomes of them. */
export function ReadingFields({ mailbox, errors, folders }: ReadingFieldsProps) {
  const t = useTranslations('mailbox');
  const [after, setAfter] = useState(mailbox?.afterSuccess.split(':')[0] ?? 'leave');
  const list = useId();
  return (
    <>
      <datalist id={list}>
        {folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
      <Field
        label={t('folder')}
        name="folder"
        list={list}
        defaultValue={mailbox?.folder ?? 'INBOX'}
        required
        error={errors.folder}
        help={t(folders.length > 0 ? 'folderChoice' : 'folderHelp')}
      />
      <Field
        label={t('readSince')}
        name="readSince"
        type="date"
        defaultValue={mailbox?.readSince?.toISOString().slice(0, 10)}
        error={errors.readSince}
        help={t('readSinceHelp')}
      />
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
          list={list}
          defaultValue={mailbox?.afterSuccess.replace(/^move:/, '') ?? 'Archive'}
          required
        />
      ) : null}
    </>
  );
}
