import { defineConfig } from 'vitest/config';

/** Rooms whose tests need no world: no database, no network. */
const PURE = [
  'env',
  'ground',
  'report',
  'posture',
  'source',
  'filter',
  'alert',
  'format',
  'words',
  'demo',
  'diagnosis',
  'ui',
  'bench',
  'security',
];

const TESTS = 'test/**/*.test.ts';
const PURE_TESTS = ['test/*.test.ts', ...PURE.map((room) => `test/${room}/**/*.test.ts`)];

/**
 * Three suites: `unit` needs nothing; `postgres` starts a server and gives each test file a database
 * of its own at DATABASE_URL; `e2e` runs the built product with Dovecot and Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: PURE_TESTS } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [TESTS],
          exclude: [...PURE_TESTS, '**/node_modules/**'],
          globalSetup: ['test/support/postgres-setup.ts'],
          setupFiles: ['test/support/fresh-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Each of those has a worker process of its own, and two cores.
          maxConcurrency: 2,
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
