import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from '#lib/words/translate';

/** What client components speak on every page. */
const EVERYWHERE = ['chrome', 'format', 'outcome'] as const satisfies readonly Namespace[];

type ClientWordsProps = { of?: readonly Namespace[]; children: ReactNode };

/** Sends the browser the words that client components within need, and no others. */
export async function ClientWords({ of = [], children }: ClientWordsProps) {
  const all = await getMessages();
  const names = [...EVERYWHERE, ...of];
  const messages = Object.fromEntries(names.map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
