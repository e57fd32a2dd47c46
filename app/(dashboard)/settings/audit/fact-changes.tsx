import { useTranslations } from 'next-intl';
import type { AuditFacts, AuditRow } from '#lib/queries/audit-log';
import { FactName } from './deed-text.tsx';

/** What differs between before and after, fact by fact; what stayed is left out. */
export function FactChanges({ before, after }: Pick<AuditRow, 'before' | 'after'>) {
  const t = useTranslations('audit.page');
  const names = changedNames(before ?? {}, after ?? {});
  if (names.length === 0) return <span className="text-ink-3">{t('nothing')}</span>;
  return (
    <ul className="text-note">
      {names.map((name) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          <span className="text-ink-3">
            <FactName name={name} />
          </span>{' '}
          {before && name in before ? (
            <del className="text-ink-2 decoration-ink-3">
              <FactValue value={before[name]} />
            </del>
          ) : null}
          {before && after && name in before ? ' → ' : null}
          {after && name in after ? (
            <ins className="font-medium no-underline">
              <FactValue value={after[name]} />
            </ins>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function FactValue({ value }: { value: AuditFacts[string] | undefined }) {
  const t = useTranslations('audit.page');
  if (value === null || value === undefined || value === '') return t('nothing');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (Array.isArray(value)) return value.length === 0 ? t('nothing') : value.join(', ');
  return String(value);
}

function changedNames(before: AuditFacts, after: AuditFacts) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter(
    (name) => name !== INTERNAL && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** Which answers were given in one go: nothing to read. Files have it. */
const INTERNAL = 'batch';
