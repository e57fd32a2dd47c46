import { OutcomeBar } from '#app/_ui/bar';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { OUTCOME_LABELS } from '#lib/format/label';
import { formatCount, formatPercent } from '#lib/format/number';
import type { SourceDetail } from '#lib/queries/source-detail';
import { diagnose } from './diagnosis.ts';

type VerdictPanelProps = { source: SourceDetail; filter: Filter };

/** What is to be said of this source, worst first: what happened, why, and what to do. */
export function VerdictPanel({ source, filter }: VerdictPanelProps) {
  const { messages, passed, failed, byOutcome, matrix } = source;
  const worst = matrix.find((row) => row.passed === 0) ?? matrix[0];
  if (messages === 0 || !worst) {
    return (
      <Panel title="Verdict">
        <Empty kind="range" title="It sent nothing in your name in this period" />
      </Panel>
    );
  }
  const { what, fix } = diagnose(worst);
  return (
    <Panel title={titleOf(passed, messages)} note={`${formatPercent(passed, messages)} passed`}>
      <div className="grid md:grid-cols-[1fr_330px]">
        <div className="flex flex-col gap-3 px-[18px] pt-2 pb-[18px]">
          <p className="max-w-[64ch] text-ink-2">
            {failed > 0 ? (
              <>
                {formatCount(failed)} of {formatCount(messages)} messages failed, most of them from{' '}
                <b className="text-ink">{worst.headerFrom}</b>.{' '}
              </>
            ) : null}
            {what}
          </p>
          {fix ? (
            <p className="flex max-w-[64ch] gap-2">
              <Glyph name="corner-down-right" className="mt-[3px] text-ink-3" />
              {fix}
            </p>
          ) : null}
        </div>
        <div className="border-line-2 px-[18px] pt-2 pb-[18px] max-md:border-t md:border-l">
          <p className="mb-2 text-note text-ink-3">What receivers did</p>
          <OutcomeBar counts={byOutcome} wide />
          <ul className="mt-2 flex flex-col gap-0.5 text-note">
            {OUTCOMES.filter((outcome) => byOutcome[outcome] > 0).map((outcome) => (
              <li key={outcome} className="flex justify-between gap-3">
                <span className="text-ink-2">
                  <Glyph name={OUTCOME_LABELS[outcome].icon} className="text-[12px]" />{' '}
                  {OUTCOME_LABELS[outcome].text}
                </span>
                <DrillLink
                  href={`/reports${filterToSearch(filter, { outcomes: { not: false, values: [outcome] } })}`}
                >
                  {formatCount(byOutcome[outcome])}
                </DrillLink>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Panel>
  );
}

function titleOf(passed: number, messages: number) {
  if (passed === messages) return 'All of its mail passes';
  if (passed === 0) return 'None of its mail passes';
  return passed / messages >= 0.95 ? 'Nearly all of its mail passes' : 'Part of its mail fails';
}
