import { dataset } from './dataset.ts';
import { type PolicyChange, policyChanges } from './policy-changes.ts';
import { unicodeName } from './unicode-name.ts';

/** The dataset `policy-history`: when published policies changed, as reporters saw it. */
export const POLICY_HISTORY = dataset<PolicyChange>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'date_utc', value: (row) => row.day, doc: 'First day on which most reports name it' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    { name: 'policy_before', value: (row) => row.before, doc: 'As before; empty for none stated' },
    { name: 'policy_after', value: (row) => row.after, doc: 'As since; empty for none stated' },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  async function* (viewer, filter, now) {
    yield await policyChanges(viewer, filter, now);
  },
);
