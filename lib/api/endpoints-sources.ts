import { asks } from './endpoint.ts';
import { GROUPED, PAGED, WHICH } from './parameters.ts';
import * as shape from './shape-sources.ts';
import { volume } from './shape-volume.ts';

/** Who sends in your name, and whose they are. */
export const SOURCES = {
  sources: asks('/api/v1/sources', {
    own: PAGED,
    answer: shape.sources,
  }),
  source: asks('/api/v1/sources/{ip}', {
    description: 'Its volume and diagnoses are those of `ip`.',
    own: {},
    answer: shape.source,
  }),
  sourceGroups: asks('/api/v1/source-groups', {
    own: GROUPED,
    answer: shape.sourceGroups,
  }),
  sourceCountries: asks('/api/v1/source-countries', {
    own: {},
    answer: shape.sourceCountries,
  }),
  service: asks('/api/v1/services/{name}', {
    own: {},
    answer: shape.service,
  }),
  serviceVolume: asks('/api/v1/services/{name}/volume', {
    own: {},
    answer: volume,
  }),
  serviceDiagnoses: asks('/api/v1/services/{name}/diagnoses', {
    own: WHICH,
    answer: shape.diagnoses,
  }),
  forwarding: asks('/api/v1/forwarding', {
    own: {},
    answer: shape.forwarding,
  }),
} as const;
