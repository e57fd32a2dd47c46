import { defineConfig } from 'vitest/config';

const unit = ['architecture', 'report', 'source', 'filter', 'format', 'demo', 'env', 'ground'];

/**
 * Three suites: `unit` needs nothing, `postgres` starts the embedded server and clones a template
 * database per test file, `e2e` adds Dovecot and Chromium to the built product.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/*.test.ts', ...unit.map((room) => `test/${room}/**/*.test.ts`)],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [
            'db',
            'store',
            'queries',
            'ingest',
            'net',
            'auth',
            'app',
            'workers',
            'prisma',
            'jobs',
          ].map((room) => `test/${room}/**/*.test.ts`),
          globalSetup: ['test/support/postgres-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/support/product-setup.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
