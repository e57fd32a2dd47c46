import { useTranslations } from 'next-intl';
import { SelectField } from '#app/_ui/field';
import { groupKey } from '#lib/filter/group-key';

type GroupFieldProps = { groups: readonly { name: string }[]; chosen: string | null };

/** Which group a file is of, where there is any. */
export function GroupField({ groups, chosen }: GroupFieldProps) {
  const t = useTranslations('exports');
  if (groups.length === 0) return null;
  const current = groups.find(({ name }) => chosen !== null && groupKey(name) === groupKey(chosen));
  return (
    <SelectField
      label={t('group')}
      name="group"
      defaultValue={current?.name ?? ''}
      key={current?.name}
      className="min-w-36"
    >
      <option value="">{t('everyGroup')}</option>
      {groups.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
