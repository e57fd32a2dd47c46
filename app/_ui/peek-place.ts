/** Where a row is looked at: a drawer below the filter bar, on a narrow screen a sheet from below. */
export const PEEK_PLACE =
  'fixed z-10 border-line bg-surface text-ink shadow-raised max-md:inset-x-0 max-md:top-auto max-md:bottom-0 max-md:z-[25] max-md:max-h-[78dvh] max-md:rounded-t-lg max-md:border-t md:top-14 md:right-0 md:bottom-0 md:left-auto md:w-[440px] md:border-l print:hidden';
