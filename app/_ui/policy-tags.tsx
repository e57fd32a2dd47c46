import type { PublishedPolicy } from '#lib/queries/report-detail';

type Tag = { tag: string; value: string; explain: string };

/** The tags of a published policy as they were reported, each with its meaning. */
export function PolicyTags({ policy }: { policy: PublishedPolicy }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {tagsOf(policy).map(({ tag, value, explain }) => (
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

function tagsOf({ p, sp, np, adkim, aspf, pct, fo, testing, discoveryMethod }: PublishedPolicy) {
  const tags: (Tag | null)[] = [
    tag('p', p, 'What receivers are asked to do with failing mail of the domain itself.'),
    tag('sp', sp, 'What they are asked to do with failing mail of its subdomains.'),
    tag('np', np, 'The same for subdomains that do not exist (RFC 9989).'),
    tag('adkim', adkim, `DKIM alignment is ${modeOf(adkim)}.`),
    tag('aspf', aspf, `SPF alignment is ${modeOf(aspf)}.`),
    tag('pct', pct, 'The share of failing mail that the policy is for (RFC 7489 only).'),
    tag('fo', fo, 'When failure reports are asked for.'),
    tag('t', testing, 'Whether the domain is only testing its policy (RFC 9989).'),
    tag('discovery', discoveryMethod, 'How the receiver found the record that applies.'),
  ];
  return tags.filter((one) => one !== null);
}

function tag(name: string, value: string | null, explain: string): Tag | null {
  return value === null ? null : { tag: name, value, explain };
}

function modeOf(mode: string | null) {
  return mode === 's' ? 'strict: the same name' : 'relaxed: the same organisation';
}
