import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActionButton } from '#app/_ui/action-button.client';
import { buttonClass } from '#app/_ui/button';
import { ClientWords } from '#app/_ui/client-words';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Instant } from '#app/_ui/instant';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import {
  QUARANTINE_STATES,
  type QuarantineRow,
  type QuarantineState,
  quarantineList,
} from '#lib/queries/quarantine-list';
import type { IngestAsk } from './asked.ts';
import { DecideAll } from './decide-all.client.tsx';
import { ProblemLabel, ProblemText } from './problem-words.tsx';
import {
  ignoreAction,
  ignoreAllAction,
  reopenAction,
  reopenAllAction,
  retryAction,
  retryAllAction,
} from './quarantine/actions.ts';

/** Mails that could not be read in full: why, and what can be done. Nothing is dropped silently. */
export async function QuarantinePanel({ viewer, search, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest'), formats()]);
  const state = QUARANTINE_STATES.find((one) => one === search['state']) ?? 'open';
  const code = typeof search['code'] === 'string' ? search['code'] : null;
  const cursor = typeof search['cur'] === 'string' ? search['cur'] : null;
  const { rows, next, byCode } = await quarantineList(viewer, { state, code, cursor });
  const total = byCode.reduce((sum, { count }) => sum + count, 0);
  const mayDecide = viewer.role !== 'viewer' && viewer.role !== 'auditor';
  return (
    <Panel
      title={t(`quarantine.state.${state}`)}
      note={t('quarantine.mails', { n: total, count: f.count(total) })}
      action={<States current={state} />}
    >
      <div className="flex flex-wrap items-center gap-1.5 px-[18px] pt-3">
        <Kind
          text={t('quarantine.allKinds')}
          count={total}
          href={hrefOf(state, null)}
          current={code === null}
        />
        {byCode.map(({ code: one, count }) => (
          <Kind
            key={one}
            text={<ProblemLabel code={one} />}
            count={count}
            href={hrefOf(state, one)}
            current={one === code}
          />
        ))}
      </div>
      {state === 'open' && mayDecide ? (
        <ClientWords of={['intake']}>
          <DecideAll
            key={code}
            retryAll={retryAllAction}
            ignoreAll={ignoreAllAction}
            code={code}
            waiting={rows.length}
          />
        </ClientWords>
      ) : null}
      {state === 'ignored' && mayDecide && rows.length > 0 ? (
        <div className="px-[18px] pt-2">
          <ActionButton action={reopenAllAction} fields={{ code: code ?? '' }} small>
            {t(code ? 'quarantine.takeKindBack' : 'quarantine.takeAllBack')}
          </ActionButton>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <Empty
          kind="good"
          title={t(state === 'open' ? 'quarantine.allRead' : 'quarantine.nothing')}
        />
      ) : (
        <ul className="mt-2 border-t border-line-2">
          {rows.map((row) => (
            <Quarantined key={row.id} row={row} now={now} mayDecide={mayDecide} />
          ))}
        </ul>
      )}
      {next || cursor ? (
        <Pagination
          shown={t('onThisPage', { count: f.count(rows.length) })}
          first={cursor ? hrefOf(state, code) : null}
          next={next ? `${hrefOf(state, code)}&cur=${next}` : null}
        />
      ) : null}
    </Panel>
  );
}

type QuarantinedProps = { row: QuarantineRow; now: Date; mayDecide: boolean };

function Quarantined({ row, now, mayDecide }: QuarantinedProps) {
  const t = useTranslations('ingest');
  const f = useFormats();
  const { id, subject, fileName, fromAddress, receivedAt, size, code, tries, state } = row;
  return (
    <li className="grid gap-x-6 gap-y-2 border-line-2 px-[18px] py-3 not-first:border-t md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          <DrillLink className="font-[550]" href={`/ingest/quarantine/${id}`}>
            {subject ?? fileName ?? t('mailWithoutSubject')}
          </DrillLink>
        </p>
        <p className="max-w-[92ch] text-ink-2 [overflow-wrap:anywhere]">
          <ProblemText {...row} />
        </p>
        <p className="text-note text-ink-3 [overflow-wrap:anywhere]">
          {[fromAddress, f.bytes(size)].filter(Boolean).join(' · ')}
          {' · '}
          <ProblemLabel code={code} />
          {' · '}
          {tries > 1 ? `${t('quarantine.tries', { count: tries })} · ` : null}
          <Instant at={receivedAt} now={now} />
        </p>
      </div>
      {mayDecide ? (
        <div className="flex flex-wrap items-start gap-2">
          {state === 'resolved' ? null : (
            <ActionButton action={retryAction} fields={{ id }} small>
              {t('quarantine.retry')}
            </ActionButton>
          )}
          {state === 'open' ? (
            <ActionButton action={ignoreAction} fields={{ id }} small>
              {t('quarantine.ignore')}
            </ActionButton>
          ) : null}
          {state === 'ignored' ? (
            <ActionButton action={reopenAction} fields={{ id }} small>
              {t('quarantine.takeBack')}
            </ActionButton>
          ) : null}
          <a href={`/ingest/quarantine/${id}/mail`} download className={buttonClass('plain', true)}>
            {t('download')}
          </a>
        </div>
      ) : null}
    </li>
  );
}

function States({ current }: { current: QuarantineState }) {
  const t = useTranslations('ingest.quarantine');
  return (
    <span className="flex gap-3">
      {QUARANTINE_STATES.map((state) => (
        <Link
          key={state}
          href={hrefOf(state, null)}
          aria-current={state === current ? 'true' : undefined}
          className="text-ink-3 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(state === 'open' ? 'open' : `state.${state}`)}
        </Link>
      ))}
    </span>
  );
}

type KindProps = { text: ReactNode; count: number; href: string; current: boolean };

function Kind({ text, count, href, current }: KindProps) {
  const f = useFormats();
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className="inline-flex gap-1.5 rounded-full px-2.5 py-1 text-note text-ink-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    >
      {text}
      <span className="text-ink-3">{f.count(count)}</span>
    </Link>
  );
}

function hrefOf(state: QuarantineState, code: string | null) {
  const tail = code ? `&code=${encodeURIComponent(code)}` : '';
  return `/ingest?tab=quarantine${state === 'open' ? '' : `&state=${state}`}${tail}`;
}
