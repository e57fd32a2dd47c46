import { ButtonLink } from './button.tsx';

type PaginationProps = { shown: string; first: string | null; next: string | null };

/** Pages by key, not by number: the list stays true while new reports arrive. */
export function Pagination({ shown, first, next }: PaginationProps) {
  return (
    <nav
      aria-label="Pages of the list"
      className="flex items-center gap-2 border-t border-line px-[18px] py-2.5 text-note text-ink-3 print:hidden"
    >
      <span className="mr-auto">{shown}</span>
      {first ? (
        <ButtonLink href={first} small>
          First page
        </ButtonLink>
      ) : null}
      {next ? (
        <ButtonLink href={next} small>
          Next page
        </ButtonLink>
      ) : null}
    </nav>
  );
}
