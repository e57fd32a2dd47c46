import { getLocale, getTranslations } from 'next-intl/server';
import type { AppError } from '#lib/errors';

/** What a refused action says to the person who asked for it, in their language. */
export async function faultWords({ code, detail, message, reason }: AppError): Promise<string> {
  const t = await getTranslations('fault');
  if (reason) {
    const text = t(`reason.${reason.why}`, reason.values);
    return reason.says ? t('says', { text, says: reason.says }) : text;
  }
  // What the disk said, or another server, is quoted as it was written down: in English.
  if ((await getLocale()) === 'en') return detail ?? message;
  const text = t(`code.${code}`);
  return detail ? t('quoting', { text, detail }) : text;
}
