import { Figure, Figures } from '#app/_ui/figures';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { askForwarding } from './asked.ts';

/** How much is forwarded, and how much of that arrives: by its signature, by mercy, or not. */
export async function ForwardingFigures({ viewer, filter, now }: Ask) {
  const { total, arc, forwarders } = await askForwarding(viewer, filter, now);
  const { messages, dkimAligned, failed, byOutcome } = total;
  if (messages === 0) return null;
  const lost = byOutcome.quarantined + byOutcome.rejected;
  return (
    <Figures>
      <Figure
        label="Forwarded messages"
        value={formatCompact(messages)}
        exact={formatCount(messages)}
        note={`by ${formatCount(forwarders.length)} ${forwarders.length === 1 ? 'forwarder' : 'forwarders'}`}
      />
      <Figure
        label="Survived by DKIM"
        value={formatPercent(dkimAligned, messages)}
        note="the signature arrived unbroken"
      />
      <Figure
        label="Rescued"
        value={formatPercent(byOutcome.overridden, failed)}
        note={`of what failed; ${formatCount(arc)} by ARC`}
      />
      <Figure
        label="Lost"
        value={formatCompact(lost)}
        exact={formatCount(lost)}
        note="quarantined or rejected"
      />
    </Figures>
  );
}
