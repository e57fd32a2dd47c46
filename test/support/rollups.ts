import { expect } from 'vitest';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { rollupDifferences } from '#lib/queries/rollup-differences';

/** Fails where a roll-up says other than the records or reports that it was made from. */
export async function expectRollupsAgree(): Promise<void> {
  const found = [];
  for await (const { differences } of rollupDifferences(SYSTEM_VIEWER, null)) {
    found.push(...differences);
  }
  expect(found).toEqual([]);
}
