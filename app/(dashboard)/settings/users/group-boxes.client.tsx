'use client';

import { useTranslations } from 'next-intl';

type GroupBoxesProps = { groups: readonly { name: string }[]; chosen?: readonly string[] };

/** Groups to limit somebody or something to, besides domains; nothing where there is none. */
export function GroupBoxes({ groups, chosen = [] }: GroupBoxesProps) {
  const t = useTranslations('settings.users');
  if (groups.length === 0) return null;
  return (
    <fieldset className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-1.5">
      <legend className="float-left mr-4 text-note font-medium">{t('groups')}</legend>
      {groups.map(({ name }) => (
        <label key={name} className="flex items-baseline gap-1.5 text-note">
          <input
            type="checkbox"
            name="group"
            value={name}
            defaultChecked={chosen.includes(name)}
            className="translate-y-[2px]"
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
