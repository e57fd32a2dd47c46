import { gzipSync } from 'node:zlib';

/** The pages with numbers on them, and where each is: for one domain, and for all. */
export type Visit = { what: string; path: string; floor?: number; target: number };

/** What a visitor asks for: 90 days of the largest domain, and 12 months of everything. */
export function visits(domain: string, ip: string, reportId: string): Visit[] {
  const pages = (search: string, bounds: { floor?: number; target: number }, of: string) =>
    [
      { what: 'Overview', path: '/' },
      { what: 'Sources', path: '/sources' },
      { what: 'one source', path: `/ips/${ip}` },
      { what: 'Reports', path: '/reports' },
      { what: 'Forwarding', path: '/forwarding' },
      { what: 'Exports', path: '/exports' },
    ].map(({ what, path }) => ({ what: `${what}, ${of}`, path: `${path}?${search}`, ...bounds }));
  const narrow = { floor: 300, target: 150 };
  const one = `range=90d&d=${domain}`;
  return [
    ...pages(one, narrow, '90 days of the largest domain'),
    { what: 'its own page', path: `/domains/${domain}?range=90d`, ...narrow },
    { what: 'its reporters', path: `/domains/${domain}?range=90d&tab=reporters`, ...narrow },
    { what: 'one report', path: `/reports/${reportId}`, ...narrow },
    { what: 'Ingest', path: '/ingest', ...narrow },
    ...pages('range=12m', { target: 300 }, '12 months of 300 domains'),
  ];
}

/** A page to its last byte; a page that failed, or that wants a password, is none. */
export async function visit(url: string, cookie: string): Promise<string> {
  const { status, html } = await ask(url, cookie).catch((cause) => {
    throw new Error(`${url} does not answer.`, { cause });
  });
  if (status === 200 && html.includes('</html>') && !hasFailed(html)) return html;
  throw new Error(`${url} answered ${status}, ${html.length} bytes, and is not whole.`);
}

async function ask(url: string, cookie: string) {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}

/** React says so in the stream, where a panel broke while the page was on its way. */
export function hasFailed(html: string): boolean {
  return /(?:data-dgst="|\$RX\("[^"]*",")(?!BAILOUT|")/.test(html);
}

/** The scripts that a page loads with it; what old browsers get instead is not among them. */
export function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  const sources = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(sources)];
}

/** What the scripts of a page weigh on the line, in kilobytes of gzip. */
export async function scriptKilobytes(base: string, html: string): Promise<number> {
  let bytes = 0;
  for (const source of scriptsOf(html)) {
    const answer = await fetch(new URL(source, base));
    if (!answer.ok) throw new Error(`${source} answered ${answer.status}.`);
    bytes += gzipSync(await answer.bytes()).length;
  }
  return bytes / 1000;
}
