import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { type Formats, formatsOf } from '#lib/format/formats';

/** How the viewer's language writes numbers and days, for async server components. */
export const formats: () => Promise<Formats> = cache(async () =>
  formatsOf(await getLocale(), await getTranslations('format')),
);
