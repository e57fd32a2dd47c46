import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, transaction } from '#lib/db/pool';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { recountStatus } from '#lib/queries/recount-status';
import { verdictSettings } from '#lib/queries/verdict-settings';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';
import { lockRecount, readRecount, setTotal, writeRecount } from '#lib/store/recount-state';
import { seedReport } from '#test/support/seed';

beforeAll(async () => {
  await seedReport({ verdict: 'verified', records: [{ count: 40 }] });
  await seedReport({ verdict: 'failed', counted: false, records: [{ count: 7 }] });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('everything counts but what its own domain disowns, until somebody decides', async () => {
  expect(await verdictSettings(SYSTEM_VIEWER)).toMatchObject([
    { verdict: 'verified', counts: true, surer: [], reports: 1, messages: 40 },
    { verdict: 'authenticated', counts: true, surer: ['verified'], reports: 0, messages: 0 },
    { verdict: 'unverified', counts: true, surer: ['verified', 'authenticated'] },
    { verdict: 'failed', counts: false, reports: 1, messages: 7 },
    { verdict: 'not-checked', counts: true, surer: ['verified', 'authenticated'] },
  ]);
  expect(await recountStatus(SYSTEM_VIEWER)).toBeNull();
});

test('a decision begins a recount, which runs as long as somebody holds its lock', async () => {
  await setCountedVerdicts(SYSTEM_VIEWER, ['authenticated']);
  const settings = await verdictSettings(SYSTEM_VIEWER);
  expect(settings.filter(({ counts }) => counts)).toHaveLength(2);
  expect(await recountStatus(SYSTEM_VIEWER)).toMatchObject({ state: 'running' });
  const later = new Date(Date.now() + 60_000);
  expect(await recountStatus(SYSTEM_VIEWER, later)).toMatchObject({ state: 'stopped' });
  const lock = await lockRecount();
  expect(await lockRecount()).toBeNull();
  const state = await readRecount();
  if (!state) throw new Error('No recount was begun.');
  await setTotal(state, 5);
  expect(await recountStatus(SYSTEM_VIEWER, later)).toMatchObject({
    state: 'running',
    progress: { done: 0, total: 5, etaSeconds: null },
  });
  await lock?.release();
  const endedAt = '2026-11-24T12:00:00.000Z';
  await transaction((tx) => writeRecount(tx, { ...state, held: 5, endedAt }));
  expect(await recountStatus(SYSTEM_VIEWER)).toMatchObject({
    state: 'ended',
    held: 5,
    endedAt: new Date(endedAt),
  });
});

test('who is limited to some domains is told nothing of it', async () => {
  const limited = mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [1] });
  await expect(verdictSettings(limited)).rejects.toThrow();
  await expect(recountStatus(limited)).rejects.toThrow();
});
