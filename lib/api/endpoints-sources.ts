import { asks } from './endpoint.ts';
import { GROUPED, PAGED, WHICH } from './parameters.ts';
import { volume } from './shape-figures.ts';
import * as shape from './shape-sources.ts';

/** Who sends in your name, and whose they are. */
export const SOURCES = {
  sources: asks('/api/v1/sources', {
    summary: 'Source addresses with their sums, and whose each is',
    own: PAGED,
    answer: shape.sources,
  }),
  source: asks('/api/v1/sources/{ip}', {
    summary: 'One address: what it authenticated as, who saw it, what SPF says of it',
    description: 'Its volume and diagnoses are those of `ip`.',
    own: {},
    answer: shape.source,
  }),
  sourceGroups: asks('/api/v1/source-groups', {
    summary: 'Sources by service, address, host name, network or country',
    own: GROUPED,
    answer: shape.sourceGroups,
  }),
  service: asks('/api/v1/services/{name}', {
    summary: 'One service: its addresses, what it authenticated as, who saw it',
    own: {},
    answer: shape.service,
  }),
  serviceVolume: asks('/api/v1/services/{name}/volume', {
    summary: 'Its messages by hour, day, week or month',
    own: {},
    answer: volume,
  }),
  serviceDiagnoses: asks('/api/v1/services/{name}/diagnoses', {
    summary: 'Why its mail passed or failed, worst first',
    own: WHICH,
    answer: shape.diagnoses,
  }),
  forwarding: asks('/api/v1/forwarding', {
    summary: 'Forwarded mail, who forwards it, and which receivers let it pass',
    own: {},
    answer: shape.forwarding,
  }),
} as const;
