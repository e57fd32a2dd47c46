import { expect, test } from 'vitest';
import { METRICS } from '#lib/queries/metric-table';
import { messagesOf } from '#lib/words/translate';

test('pages call a metric what files call it', () => {
  const { metric } = messagesOf('en');
  for (const [id, words] of Object.entries(metric)) {
    const told = Object.entries(METRICS).find(([known]) => known === id)?.[1];
    expect(told, id).toMatchObject(words);
  }
});
