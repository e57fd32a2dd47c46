import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Figure } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath } from '#app/_ui/page-href';
import type { Filter } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import type { ClassSums } from '#lib/queries/class-sums';
import type { Words } from '#lib/words/translate';
import { askClassSums } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

// Figures that hang on whose a source is. To judge all of them takes longer than to add up, so they
// come when they are there, and their neighbours do not wait.

const speech = async () =>
  [await getTranslations('overview'), await getTranslations('metric'), await formats()] as const;

/** M11: how the mail of your own senders fares. */
export async function AuthorisedFigure({ viewer, filter, now }: Ask) {
  const [t, metric, f] = await speech();
  const { authorised } = await askClassSums(viewer, filter, now);
  const { passed, messages } = authorised;
  return (
    <Figure
      label={metric('M11.name')}
      help={metric('M11.definition')}
      value={f.percent(passed, messages)}
      exact={t('class.exact', { part: f.count(passed), whole: f.count(messages) })}
      href={sourcesHref(filter, messages === 0 ? 'review' : 'yours')}
      note={confirmedNote(authorised, filter, t, f)}
    />
  );
}

/** M13: how much of what your own senders pass would survive being forwarded. */
export async function ResilienceFigure({ viewer, filter, now }: Ask) {
  const [t, metric, f] = await speech();
  const { passed, dkimAligned, spfOnly } = (await askClassSums(viewer, filter, now)).authorised;
  return (
    <Figure
      label={metric('M13.name')}
      help={metric('M13.definition')}
      value={f.percent(dkimAligned, passed)}
      exact={t('class.exactPassed', { part: f.count(dkimAligned), whole: f.count(passed) })}
      note={t('class.spfOnly', { count: f.compact(spfOnly) })}
    />
  );
}

/** M12, the good half: what the policy kept from being delivered. */
export async function SpoofFigure({ viewer, filter, now }: Ask) {
  const [t, metric, f] = await speech();
  const { spoofBlocked, collateral } = await askClassSums(viewer, filter, now);
  return (
    <Figure
      label={t('class.spoof')}
      help={metric('M12.definition')}
      value={f.compact(spoofBlocked)}
      exact={f.count(spoofBlocked)}
      href={sourcesHref(filter, 'spoof')}
      note={
        collateral === 0 ? (
          t('class.noHurt')
        ) : (
          <span className="text-bad">{t('class.hurt', { count: f.compact(collateral) })}</span>
        )
      }
    />
  );
}

/** M12, the bad half: your own mail that was quarantined or rejected. */
export async function CollateralFigure({ viewer, filter, now }: Ask) {
  const [t, metric, f] = await speech();
  const { collateral } = await askClassSums(viewer, filter, now);
  return (
    <Figure
      label={t('class.collateral')}
      help={metric('M12.definition')}
      value={f.compact(collateral)}
      exact={f.count(collateral)}
      href={sourcesHref(filter, 'yours')}
      note={
        collateral === 0 ? (
          t('class.noCollateral')
        ) : (
          <span className="text-bad">{t('class.someCollateral')}</span>
        )
      }
    />
  );
}

/** A sender that looks like yours counts: how much hangs on that, and where to confirm it. */
function confirmedNote(
  { messages, candidates }: ClassSums['authorised'],
  filter: Filter,
  t: Words<'overview'>,
  f: Formats,
) {
  if (messages === 0) return t('class.noSource');
  if (candidates === 0) return t('class.own', { count: f.compact(messages) });
  return t.rich('class.candidates', {
    count: f.compact(candidates),
    review: (words) => (
      <Link
        href={sourcesHref(filter, 'review')}
        prefetch={false}
        className="whitespace-nowrap text-accent underline"
      >
        {words}
      </Link>
    ),
  });
}

function sourcesHref(filter: Filter, tab: 'yours' | 'review' | 'spoof') {
  return pageHref(pagePath('/sources', { tab }), filter);
}
