import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { type Formats, formatsOf } from '#lib/format/formats';

/** How the viewer's language writes numbers and days, wherever hooks may be called. */
export function useFormats(): Formats {
  const t = useTranslations('format');
  const locale = useLocale();
  // A chart draws itself anew when its formatter is another one.
  return useMemo(() => formatsOf(locale, t), [locale, t]);
}
