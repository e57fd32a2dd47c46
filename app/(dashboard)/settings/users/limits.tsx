import { useTranslations } from 'next-intl';

type LimitsProps = {
  domains: readonly string[];
  /** By name; null for one that is gone. */
  groups: readonly (string | null)[];
  /** What is said where there is neither. */
  empty: string;
};

/** What an account, an invitation or a token is limited to. */
export function Limits({ domains, groups, empty }: LimitsProps) {
  const t = useTranslations('settings.users');
  const named = groups.map((group) =>
    group === null ? t('goneGroup') : t('groupNamed', { group }),
  );
  return [...named, ...domains].join(', ') || empty;
}
