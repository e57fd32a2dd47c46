import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { quarantineList } from '#lib/queries/quarantine-list';
import { reporterList } from '#lib/queries/reporter-list';
import { seesMail } from '#lib/queries/require-mail-access';
import { senders } from '#lib/queries/senders';
import { askDomains } from './asked.tsx';
import { attentionOf } from './attention.tsx';
import type { Severity } from './attention-item.ts';
import type { Ask } from './page-bar.tsx';

const MOST = 5;

/** What needs a person today: a sentence, a number and one thing to do, worst first. */
export async function AttentionPanel({ viewer, filter, now }: Ask) {
  const t = await getTranslations('overview');
  const [domains, { senders: sent }, reporters, unread] = await Promise.all([
    askDomains(viewer, filter, now),
    senders(viewer, filter, now),
    reporterList(viewer, filter, now),
    seesMail(viewer) ? quarantineList(viewer, { limit: 1 }) : null,
  ]);
  const quarantined = unread?.byCode.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const facts = { domains, senders: sent, reporters, quarantined };
  const items = attentionOf({ ...facts, filter, now }, t, await formats());
  const shown = items.slice(0, MOST);
  return (
    <Panel
      title={t('attention.title')}
      {...(items.length > 0
        ? { note: t('attention.note', { shown: shown.length, all: items.length }) }
        : {})}
    >
      {items.length === 0 ? (
        <Empty kind="good" title={t('attention.none')} />
      ) : (
        <ul className="px-1.5 py-2">
          {shown.map(({ severity, title, detail, href, verb }) => (
            <li
              key={title}
              className="grid grid-cols-[16px_1fr_auto] items-start gap-2.5 border-line-2 px-3 py-[9px] not-first:border-t"
            >
              <Glyph name={SIGNS[severity].name} className={`mt-[3px] ${SIGNS[severity].colour}`} />
              <div className="min-w-0">
                <p className="[overflow-wrap:anywhere]">
                  <span className="sr-only">{t(`attention.sign.${severity}`)} </span>
                  {title}
                </p>
                <p className="text-note text-ink-3">{detail}</p>
              </div>
              <ButtonLink href={href} small>
                {verb}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const SIGNS = {
  bad: { name: 'x', colour: 'text-delivered' },
  warn: { name: 'warning', colour: 'text-overridden' },
  ready: { name: 'check', colour: 'text-passed' },
} as const satisfies Record<Severity, { name: string; colour: string }>;
