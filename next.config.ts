import type { NextConfig } from 'next';

/** Headers of every answer; the content security policy of pages stands in proxy.ts. */
const HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

/** Answers to programs: whatever a browser makes of them, it loads and runs nothing. */
const DATA = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
];

/** From then on a browser comes by https alone; over plain http it does not listen to this. */
const HTTPS_ONLY = [{ key: 'Strict-Transport-Security', value: 'max-age=63072000' }];
const OVER_HTTPS = [{ type: 'header' as const, key: 'x-forwarded-proto', value: 'https' }];

const config: NextConfig = {
  // Where next-intl finds a request's words. Its plugin does this and no more, but loads a compiler
  // with native code into every process that reads this file.
  turbopack: { resolveAlias: { 'next-intl/config': './app/words.ts' } },
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  images: { unoptimized: true },
  // They read files of their own beside their code, start threads or load native code.
  serverExternalPackages: ['pg', 'pino', 'imapflow', 'mailparser', 'yauzl', '@node-rs/argon2'],
  experimental: {
    // Every page at start is 60 MiB of code that nobody has asked for yet.
    preloadEntriesOnStart: false,
    // A mail may hold 25 MB (MAX_MAIL_BYTES), and multipart adds a little.
    serverActions: { bodySizeLimit: '30mb' },
    // proxy.ts sees the same bodies; beyond its own limit Next would hand on half of one.
    proxyClientMaxBodySize: '30mb',
  },
  // Browsers ask for it wherever a page has not told them its icon yet.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    { source: '/:path*', headers: HTTPS_ONLY, has: OVER_HTTPS },
    { source: '/api/:path*', headers: DATA },
    { source: '/metrics', headers: DATA },
  ],
};

export default config;
