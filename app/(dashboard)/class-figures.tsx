import { Figure } from '#app/_ui/figures';
import { pageHref, pagePath } from '#app/_ui/page-href';
import type { Filter } from '#lib/filter/filter';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import type { ClassSums } from '#lib/queries/class-sums';
import { METRICS } from '#lib/queries/metric-table';
import { askClassSums } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

// Figures that hang on whose a source is. To judge all of them takes longer than to add up, so they
// come when they are there, and their neighbours do not wait.

/** M11: how the mail of your own senders fares. */
export async function AuthorisedFigure({ viewer, filter, now }: Ask) {
  const { authorised } = await askClassSums(viewer, filter, now);
  const { passed, messages } = authorised;
  return (
    <Figure
      label={METRICS.M11.name}
      help={METRICS.M11.definition}
      value={formatPercent(passed, messages)}
      exact={`${formatCount(passed)} of ${formatCount(messages)}`}
      href={sourcesHref(filter, messages === 0 ? 'review' : 'yours')}
      note={confirmedNote(authorised)}
    />
  );
}

/** M13: how much of what your own senders pass would survive being forwarded. */
export async function ResilienceFigure({ viewer, filter, now }: Ask) {
  const { passed, dkimAligned, spfOnly } = (await askClassSums(viewer, filter, now)).authorised;
  return (
    <Figure
      label={METRICS.M13.name}
      help={METRICS.M13.definition}
      value={formatPercent(dkimAligned, passed)}
      exact={`${formatCount(dkimAligned)} of ${formatCount(passed)} that passed`}
      note={`${formatCompact(spfOnly)} hang on SPF alone`}
    />
  );
}

/** M12, the good half: what the policy kept from being delivered. */
export async function SpoofFigure({ viewer, filter, now }: Ask) {
  const { spoofBlocked, collateral } = await askClassSums(viewer, filter, now);
  return (
    <Figure
      label="Spoof blocked"
      help={METRICS.M12.definition}
      value={formatCompact(spoofBlocked)}
      exact={formatCount(spoofBlocked)}
      href={sourcesHref(filter, 'spoof')}
      note={collateral === 0 ? 'and none of your own' : <Hurt count={collateral} />}
    />
  );
}

/** M12, the bad half: your own mail that was quarantined or rejected. */
export async function CollateralFigure({ viewer, filter, now }: Ask) {
  const { collateral } = await askClassSums(viewer, filter, now);
  return (
    <Figure
      label="Collateral"
      help={METRICS.M12.definition}
      value={formatCompact(collateral)}
      exact={formatCount(collateral)}
      href={sourcesHref(filter, 'yours')}
      note={
        collateral === 0 ? (
          'none of your own was blocked'
        ) : (
          <span className="text-bad">your own, quarantined or rejected</span>
        )
      }
    />
  );
}

function Hurt({ count }: { count: number }) {
  return <span className="text-bad">and {formatCompact(count)} of your own</span>;
}

/** A service that looks like yours counts, and it is said that nobody has confirmed it. */
function confirmedNote({ messages, candidates }: ClassSums['authorised']) {
  if (messages === 0) return 'no source is known as yours yet';
  if (candidates === 0) return `${formatCompact(messages)} from your own sources`;
  return `${formatPercent(candidates, messages)} of it not confirmed yet`;
}

function sourcesHref(filter: Filter, tab: 'yours' | 'review' | 'spoof') {
  return pageHref(pagePath('/sources', { tab }), filter);
}
