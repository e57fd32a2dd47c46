import { useTranslations } from 'next-intl';
import type { PublishedPolicy } from '#lib/queries/report-detail';
import type { Words } from '#lib/words/translate';

type Tag = { tag: string; value: string; explain: string };

/** The tags of a published policy as they were reported, each with its meaning. */
export function PolicyTags({ policy }: { policy: PublishedPolicy }) {
  const t = useTranslations('ui');
  return (
    <ul className="flex flex-wrap gap-1.5">
      {tagsOf(policy, t).map(({ tag, value, explain }) => (
        <li
          key={tag}
          title={explain}
          className="rounded-sm border border-line px-[7px] py-px font-mono text-[12px]"
        >
          <span className="text-ink-3">{tag}=</span>
          {value}
          <span className="sr-only">. {explain}</span>
        </li>
      ))}
    </ul>
  );
}

function tagsOf(policy: PublishedPolicy, t: Words<'ui'>): Tag[] {
  const { p, sp, np, adkim, aspf, pct, fo, testing, discoveryMethod } = policy;
  const tags = [
    { tag: 'p', value: p, explain: t('tags.p') },
    { tag: 'sp', value: sp, explain: t('tags.sp') },
    { tag: 'np', value: np, explain: t('tags.np') },
    { tag: 'adkim', value: adkim, explain: t('tags.adkim', { mode: modeOf(adkim) }) },
    { tag: 'aspf', value: aspf, explain: t('tags.aspf', { mode: modeOf(aspf) }) },
    { tag: 'pct', value: pct, explain: t('tags.pct') },
    { tag: 'fo', value: fo, explain: t('tags.fo') },
    { tag: 't', value: testing, explain: t('tags.t') },
    { tag: 'discovery', value: discoveryMethod, explain: t('tags.discovery') },
  ];
  return tags.flatMap(({ value, ...tag }) => (value === null ? [] : { ...tag, value }));
}

function modeOf(mode: string | null) {
  return mode === 's' ? 'strict' : 'relaxed';
}
