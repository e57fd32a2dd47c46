import type { DatasetName } from '#lib/queries/datasets';

type Words = { text: string; grain: string };

/** What each dataset is called, and what one of its lines is. */
export const DATASET_WORDS = {
  records: {
    text: 'Records',
    grain: 'One line per record of a report and UTC day: the whole evidence.',
  },
  'auth-results': {
    text: 'Auth results',
    grain: 'One line per DKIM signature or SPF check. Never add up its message counts.',
  },
  daily: { text: 'Per day', grain: 'One line per domain and UTC day, silent days too.' },
  sources: { text: 'Sources', grain: 'One line per source address.' },
  reporters: { text: 'Reporters', grain: 'One line per reporter.' },
  reports: { text: 'Reports', grain: 'One line per report that counts.' },
} as const satisfies Record<DatasetName, Words>;
