import { type Browser, chromium, type Page } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';

/**
 * A browser without a window, and without calls home. `hosts`: where it finds names that no DNS has,
 * whatever certificate is shown there.
 */
export function startBrowser(hosts: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const rules = Object.entries(hosts).map(([name, place]) => `MAP ${name} ${place}`);
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(rules.length > 0
        ? [`--host-resolver-rules=${rules.join(',')}`, '--ignore-certificate-errors']
        : []),
    ],
  });
}

export type WatchedPage = {
  page: Page;
  /** What went wrong unseen: errors on the console, scripts that threw, answers of 500 and above. */
  faults: string[];
};

/** A page in a fresh profile, which writes down what goes wrong in it. */
export async function openPage(browser: Browser, baseURL: string): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(`console: ${message.text()} ${message.location().url}`.trimEnd());
    }
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults };
}
