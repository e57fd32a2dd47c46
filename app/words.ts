import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { localeOf } from '#lib/words/locale';
import { messagesOf } from '#lib/words/translate';

/** The language of a request, and its words: by cookie, else as the browser asks. */
export default getRequestConfig(async () => {
  const cookie = (await cookies()).get('locale')?.value;
  const locale = localeOf(cookie, (await headers()).get('accept-language'));
  return { locale, messages: messagesOf(locale), timeZone: 'UTC', now: new Date() };
});
