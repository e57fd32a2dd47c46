import { LETTERS, MAIN } from '#lib/demo/cast';
import { demoFacts } from '#lib/demo/facts';
import { DEMO_SPF } from '#lib/demo/spf';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { saveSourceFacts } from '#lib/store/source';
import { isUnlabelled, labelSources, type NewLabel } from '#lib/store/source-label';
import { saveSpfRanges } from '#lib/store/spf-ranges';

const FOR_EVER = new Date('9999-12-31T00:00:00Z');

/** Gives the demo's sources their names and its domains their SPF records, and lets its people have said a word about two of them. */
export async function describeDemoSources(now: Date): Promise<void> {
  const facts = demoFacts().map((fact) => ({
    ...fact,
    lookup: 'demo' as const,
    expiresAt: FOR_EVER,
  }));
  await saveSourceFacts(facts, now);
  const records = DEMO_SPF.map((record) => ({
    ...{ ...record, state: 'found' as const, beyond: [], reason: null },
    expiresAt: FOR_EVER,
  }));
  await saveSpfRanges(records, now);
  for (const said of SAID) {
    if (await isUnlabelled(said.domain)) await labelSources(SYSTEM_VIEWER, said);
  }
}

const SAID: readonly NewLabel[] = [
  {
    domain: LETTERS,
    everywhere: false,
    subjects: [{ service: 'Sendwell' }],
    label: 'yours',
    note: 'Contract of 2024, newsletters',
    owner: 'Marketing',
  },
  {
    domain: MAIN,
    everywhere: false,
    subjects: [{ ip: '203.0.113.192' }],
    label: 'not-mine',
    note: 'Forged invoices, known to the bank',
    owner: null,
  },
];
