import { useTranslations } from 'next-intl';
import { ButtonLink } from './button.tsx';

type PaginationProps = { shown: string; first: string | null; next: string | null };

/** Pages by key, not by number: the list stays true while new reports arrive. */
export function Pagination({ shown, first, next }: PaginationProps) {
  const t = useTranslations('ui');
  return (
    <nav
      aria-label={t('pagesOfList')}
      className="flex items-center gap-2 border-t border-line px-[18px] py-2.5 text-note text-ink-3 print:hidden"
    >
      <span className="mr-auto">{shown}</span>
      {first ? (
        <ButtonLink href={first} small>
          {t('firstPage')}
        </ButtonLink>
      ) : null}
      {next ? (
        <ButtonLink href={next} small>
          {t('nextPage')}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
