import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { themeOf } from './_ui/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Ruascope', template: '%s · Ruascope' },
  description: 'Who sends mail in your name, and what became of it.',
  icons: { icon: '/icon.svg' },
};

/** The document. The theme is read from its cookie, so the first paint is the right one. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get('theme')?.value);
  return (
    <html lang="en" data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
