import { cache } from 'react';
import { classifiedSources } from '#lib/queries/classified-sources';
import { sourceDetail } from '#lib/queries/source-detail';

/** Questions that several panels of one page ask: the database hears them once per request. */
export const askClassified = cache(classifiedSources);
export const askSourceDetail = cache(sourceDetail);
