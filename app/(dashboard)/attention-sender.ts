import { pageHref, pagePath } from '#app/_ui/page-href';
import { unicodeDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import type { Sender } from '#lib/queries/senders';
import type { Words } from '#lib/words/translate';
import { type AttentionItem, FEWEST, scoreOf } from './attention-item.ts';
import { servicePath } from './sources/sources-view.tsx';

/** A share of all mail that nobody may leave unexplained (PRODUCT 3.3). */
const MUCH = 0.01;

/**
 * What a sender needs somebody for: mail of its own that was blocked, mail that fails although it is
 * yours, or so much mail that somebody should know whose it is. Forgers need nobody.
 */
export function failingSender(
  sender: Sender,
  all: number,
  filter: Filter,
  t: Words<'overview'>,
  f: Formats,
): AttentionItem[] {
  const { messages, failed, passed, byOutcome, class: whose } = sender;
  const source = sender.name ?? sender.ip ?? t('attention.nameless');
  const domain = unicodeDomain(sender.domain);
  const href = pageHref(pathOf(sender), { ...filter, domains: [sender.domain] });
  const isYours = whose === 'own' || whose === 'approved';
  const blocked = byOutcome.quarantined + byOutcome.rejected;
  const counts = { failed: f.count(failed), messages: f.count(messages) };
  if (isYours && blocked > 0) {
    return [
      {
        ...{ severity: 'bad', score: scoreOf(5, blocked), href },
        title: t('attention.blocked.title', { source, domain }),
        detail: t('attention.blocked.detail', { n: blocked, count: f.count(blocked) }),
        verb: t('attention.source.verb'),
      },
    ];
  }
  if ((isYours || whose === 'misconfigured') && failed >= FEWEST && failed / messages >= 0.05) {
    return [
      {
        ...{ severity: 'bad', score: scoreOf(4, failed), href },
        title:
          source === domain
            ? t('attention.source.itself', {
                n: sender.addresses,
                count: f.count(sender.addresses),
                domain,
              })
            : t('attention.source.title', { source, domain }),
        detail: t('attention.source.detail', counts),
        verb: t('attention.source.verb'),
      },
    ];
  }
  if (whose === 'unknown' && messages >= FEWEST && messages / all >= MUCH) {
    return [
      {
        ...{ severity: 'warn', score: scoreOf(3, messages), href },
        title: t('attention.unknown.title', { source, domain }),
        detail: t('attention.unknown.detail', {
          messages: f.count(messages),
          share: f.percent(passed, messages),
        }),
        verb: t('attention.unknown.verb'),
      },
    ];
  }
  return [];
}

/** Its own page; of those that sent too little to be told apart, the list of their addresses. */
function pathOf({ name, ip }: Sender) {
  if (name !== null) return servicePath(name);
  if (ip !== null) return `/ips/${encodeURIComponent(ip)}`;
  return pagePath('/sources', { by: 'ip', of: 'service:' });
}
