'use client';

import { Popover } from '@base-ui/react/popover';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonClass } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';
import { LabelForm, type LabelFormProps } from './label-form.client.tsx';

type LabelMenuProps = Pick<LabelFormProps, 'domains' | 'note' | 'owner' | 'label'> & {
  /** The address or service as it is called, and as the form names it. */
  name: string;
  subject: string;
};

/** The question of a row: whose this is. */
export function LabelMenu({ name, subject, label = null, ...known }: LabelMenuProps) {
  const t = useTranslations('answer');
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass('plain', true)}>
        <span className="sr-only">{name}: </span>
        {t(label === null ? 'yours' : 'change')}
        <Glyph name="chevron-down" className="text-[12px] text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-30">
          <Popover.Popup
            aria-label={t('ask', { name })}
            className="max-h-(--available-height) w-72 max-w-[calc(100vw-24px)] overflow-y-auto rounded-lg border border-line bg-surface p-3 text-note shadow-raised outline-none"
          >
            <LabelForm
              legend={t('is', { name })}
              subjects={[subject]}
              label={label}
              onSaved={() => setOpen(false)}
              {...known}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
