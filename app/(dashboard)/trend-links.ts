import { DAYS, FROM, TO } from '#app/_ui/chart-places';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { peekHref } from '#app/_ui/peek';
import type { Filter } from '#lib/filter/filter';

/** Where a trend's bucket is looked at, with a place for its first and last day. */
export function bucketPeekHref(path: string, filter: Filter): string {
  return peekHref({ open: null, path, filter }, { kind: 'days', name: DAYS });
}

/** The same page of fewer days, with places for the first and the last of them. */
export function zoomHref(path: string, filter: Filter): string {
  const moving = pageHref(path, filter, { period: { kind: 'relative', range: '90d' } });
  const [base = '', search = ''] = moving.split('?');
  return pagePath(search === '' ? base : `${base}?${search}`, { from: FROM, to: TO });
}
