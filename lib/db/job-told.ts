/** What came of a job, by code and values: a page says it in the viewer's language. */
export type JobTold = { what: JobWord; values?: Record<string, string | number> };

type JobWord =
  | 'lookUpsOff'
  | 'namesKnown'
  | 'names'
  | 'sourcesKnown'
  | 'sources'
  | 'sourcesSilent'
  | 'sourcesOnly'
  | 'dmarcKnown'
  | 'dmarc'
  | 'spfKnown'
  | 'spf'
  | 'nothingDue'
  | 'gone'
  | 'noMonth'
  | 'addedUp'
  | 'judged'
  | 'agrees'
  | 'differs'
  | 'packs'
  | 'packsFailed'
  | 'noPack'
  | 'auditBroken'
  | 'sealed'
  | 'allSealed';
