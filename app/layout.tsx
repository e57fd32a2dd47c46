import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from './_ui/client-words.tsx';
import { themeOf } from './_ui/theme.ts';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('chrome');
  return {
    title: { default: 'Ruascope', template: '%s · Ruascope' },
    description: t('description'),
    icons: { icon: '/icon.svg' },
  };
}

/** The document. Theme and language are read from cookies, so the first paint is the right one. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get('theme')?.value);
  const fonts = `${GeistSans.variable} ${GeistMono.variable}`;
  return (
    <html lang={await getLocale()} data-theme={theme} className={fonts}>
      <body>
        <ClientWords>{children}</ClientWords>
      </body>
    </html>
  );
}
