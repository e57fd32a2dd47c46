import { useTranslations } from 'next-intl';
import { OutcomeBar } from '#app/_ui/bar';
import { DrillLink } from '#app/_ui/drill-link';
import { Glyph } from '#app/_ui/glyph';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { OUTCOME_ICONS } from '#lib/format/label';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { addUp } from '#lib/queries/metrics';
import { LabelForm } from './label-form.client.tsx';
import { ReasonList } from './reason-list.tsx';
import { SaidList } from './said-list.tsx';
import { fareSentence, verdictDeed, verdictTitle } from './verdict-words.ts';

type WhoPanelProps = {
  name: string;
  /** How the answer's form names it; null where it has no name of its own. */
  subject: string | null;
  /** As it sent for each domain, most messages first. */
  sources: readonly ClassifiedSource[];
  mayLabel: boolean;
  reportsHref: (outcome: (typeof OUTCOMES)[number]) => string | null;
};

/** Whose it is, what speaks for it and against, how its mail fared, and the question to a person. */
export function WhoPanel({ name, subject, sources, mayLabel, reportsHref }: WhoPanelProps) {
  const t = useTranslations('source');
  const answer = useTranslations('answer');
  const f = useFormats();
  const [first] = sources;
  if (!first) return null;
  const said = sources.flatMap(({ label, domain }) => (label ? { ...label, domain } : []));
  const domains = [...new Set(sources.map(({ domain }) => domain))];
  const [known] = said;
  return (
    <Panel title={verdictTitle(first, t)} id="verdict">
      <div className="grid md:grid-cols-[1fr_330px]">
        <div className="flex min-w-0 flex-col gap-3 px-[18px] pt-1 pb-[18px]">
          <p className="max-w-[68ch] text-ink-2">{fareSentence(sources, t, f)}</p>
          <p className="flex max-w-[68ch] gap-2 font-medium">
            <Glyph name="corner-down-right" className="mt-[3px] text-ink-3" />
            {verdictDeed(sources.find(({ verdict }) => verdict.candidate) ?? first, t)}
          </p>
          <ReasonList sources={sources} />
        </div>
        <Fared sources={sources} reportsHref={reportsHref} />
      </div>
      {said.length > 0 || (mayLabel && subject !== null) ? (
        <div className="flex flex-col gap-3 border-t border-line-2 px-[18px] py-3.5">
          <SaidList said={said} mayUndo={mayLabel} />
          {mayLabel && subject !== null ? (
            <div className="text-note print:hidden">
              <LabelForm
                key={known?.batch ?? 'none'}
                legend={answer('ask', { name })}
                subjects={[subject]}
                domains={domains}
                everywhere={domains.length > 1}
                label={known?.label ?? null}
                note={known?.note ?? null}
                owner={known?.owner ?? null}
                wide
              />
            </div>
          ) : null}
        </div>
      ) : null}
    </Panel>
  );
}

function Fared({ sources, reportsHref }: Pick<WhoPanelProps, 'sources' | 'reportsHref'>) {
  const f = useFormats();
  const t = useTranslations('source');
  const outcomes = useTranslations('outcome');
  const { byOutcome } = addUp(sources);
  return (
    <div className="border-line-2 px-[18px] pt-2 pb-[18px] max-md:border-t md:border-l">
      <p className="mb-2 text-note text-ink-3">{t('fared')}</p>
      <OutcomeBar counts={byOutcome} wide />
      <ul className="mt-2 flex flex-col gap-0.5 text-note">
        {OUTCOMES.filter((outcome) => byOutcome[outcome] > 0).map((outcome) => {
          const href = reportsHref(outcome);
          const count = f.count(byOutcome[outcome]);
          return (
            <li key={outcome} className="flex justify-between gap-3">
              <span className="text-ink-2">
                <Glyph name={OUTCOME_ICONS[outcome]} className="text-[12px]" />{' '}
                {outcomes(`${outcome}.text`)}
              </span>
              {href === null ? count : <DrillLink href={href}>{count}</DrillLink>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
