import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useFormats } from '#app/_ui/use-formats';
import { countDays, dayOf } from '#lib/filter/day';
import type { Span } from '#lib/filter/period';
import type { Lane, Stretch } from '#lib/posture/policy-lanes';
import type { PolicyTag } from '#lib/posture/policy-tags';
import type { PublishedRecord } from '#lib/queries/published-records';

type PolicyLanesProps = {
  lanes: readonly Lane[];
  published: readonly PublishedRecord[];
  span: Span;
};

/**
 * A lane for each tag, in steps, for policies are states: what most receivers saw, beneath it what fewer
 * saw meanwhile, and drawn apart what stood in DNS. The tables below say the same, so it is silent.
 */
export function PolicyLanes({ lanes, published, span }: PolicyLanesProps) {
  const f = useFormats();
  const t = useTranslations('domain.history');
  const newest = published.at(-1);
  const shown = lanes.filter((lane) => isTelling(lane, published));
  return (
    <div aria-hidden="true" className="px-[18px] pt-3.5 pb-1 text-small">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2.5">
        <span />
        <span className="flex justify-between text-ink-3">
          <span>{f.day(span.from)}</span>
          <span>{f.day(span.to)}</span>
        </span>
        <span className="text-ink-3">{t('dnsNow')}</span>
        {shown.map((lane) => (
          <Fragment key={lane.tag}>
            <code className="self-start font-mono text-[12.5px] leading-[22px] text-ink-2">
              {lane.tag}
            </code>
            <LaneBars lane={lane} published={published} span={span} />
            <NowInDns tag={lane.tag} seen={lane.main.at(-1)?.value} record={newest} />
          </Fragment>
        ))}
      </div>
      <ul className="mt-2.5 flex flex-wrap gap-x-[18px] gap-y-1 text-ink-2">
        <LegendItem look="h-2.5 w-4 rounded-[2.5px] bg-unknown/35" text={t('legend.most')} />
        <LegendItem look="h-[3px] w-4 bg-unknown" text={t('legend.fewer')} />
        <LegendItem look="w-4 border-t-2 border-dotted border-ink-2" text={t('legend.dns')} />
      </ul>
    </div>
  );
}

function LegendItem({ look, text }: { look: string; text: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <i className={`inline-block ${look}`} />
      {text}
    </li>
  );
}

function LaneBars({
  lane: { tag, main, others },
  published,
  span,
}: Omit<PolicyLanesProps, 'lanes'> & { lane: Lane }) {
  return (
    <div className="relative h-8">
      {main.map((step) => (
        <Bar
          key={step.from}
          stretch={step}
          span={span}
          className={`top-0 h-[22px] rounded-sm ${TINT[fillOf(tag, step.value)]}`}
        >
          {step.value}
        </Bar>
      ))}
      {others.map((step) => (
        <Bar
          key={`${step.value} ${step.from}`}
          stretch={step}
          span={span}
          className={`top-[23px] h-[3px] ${FULL[fillOf(tag, step.value)]}`}
        />
      ))}
      {published.map(({ since, until, values }) => {
        const value = values?.[tag] ?? null;
        if (value === null) return null;
        return (
          <Bar
            key={since.toISOString()}
            stretch={{ from: dayOf(since), to: dayOf(until) }}
            span={span}
            className={`top-[28px] h-0 border-t-2 border-dotted ${EDGE[fillOf(tag, value)]}`}
          />
        );
      })}
    </div>
  );
}

type BarProps = {
  stretch: Pick<Stretch, 'from' | 'to'>;
  span: Span;
  className: string;
  children?: string;
};

/** From its first day to its last, as far as the period reaches. */
function Bar({ stretch, span, className, children }: BarProps) {
  const all = countDays(span.from, span.to);
  const start = Math.max(0, countDays(span.from, stretch.from) - 1);
  const end = Math.min(all, countDays(span.from, stretch.to));
  if (start >= end) return null;
  return (
    <span
      className={`absolute overflow-hidden px-[7px] leading-[22px] text-ellipsis whitespace-nowrap text-ink ${className}`}
      style={{
        left: `${(start / all) * 100}%`,
        width: `calc(${((end - start) / all) * 100}% - 1px)`,
        minWidth: 3,
      }}
    >
      {children}
    </span>
  );
}

/** What DNS says of a tag now, and whether receivers saw the same last. */
function NowInDns({
  tag,
  seen,
  record,
}: {
  tag: PolicyTag;
  seen: string | undefined;
  record: PublishedRecord | undefined;
}) {
  const value = record?.values?.[tag] ?? null;
  if (value === null) return <span className="self-start leading-[22px] text-ink-3">–</span>;
  const differs = seen !== undefined && seen !== value;
  return (
    <span
      className={`self-start font-mono text-[12.5px] leading-[22px] whitespace-nowrap ${differs ? 'font-bold text-bad' : ''}`}
    >
      {differs ? '≠ ' : '= '}
      {value}
    </span>
  );
}

/** Whether a lane says more than that a tag stands at its default. */
function isTelling({ tag, main, others }: Lane, published: readonly PublishedRecord[]) {
  if (tag !== 't' && tag !== 'pct') return true;
  const usual = tag === 't' ? 'n' : '100';
  const said = [...main, ...others].map(({ value }) => value);
  return [...said, ...published.map(({ values }) => values?.[tag] ?? usual)].some(
    (value) => value !== usual,
  );
}

type Fill = 'none' | 'quarantine' | 'reject' | 'relaxed' | 'strict' | 'testing';

function fillOf(tag: PolicyTag, value: string): Fill {
  if (value === 'reject' || value === 'quarantine') return value;
  if (tag === 'adkim' || tag === 'aspf') return value === 's' ? 'strict' : 'relaxed';
  if ((tag === 't' && value === 'y') || (tag === 'pct' && value !== '100')) return 'testing';
  return 'none';
}

const TINT = {
  none: 'bg-unknown/35',
  quarantine: 'bg-quarantined/35',
  reject: 'bg-rejected/30',
  relaxed: 'bg-unknown/35',
  strict: 'bg-passed/30',
  testing: 'bg-overridden/30',
} as const satisfies Record<Fill, string>;

const FULL = {
  none: 'bg-unknown',
  quarantine: 'bg-quarantined',
  reject: 'bg-rejected',
  relaxed: 'bg-unknown',
  strict: 'bg-passed',
  testing: 'bg-overridden',
} as const satisfies Record<Fill, string>;

const EDGE = {
  none: 'border-unknown',
  quarantine: 'border-quarantined',
  reject: 'border-rejected',
  relaxed: 'border-unknown',
  strict: 'border-passed',
  testing: 'border-overridden',
} as const satisfies Record<Fill, string>;
