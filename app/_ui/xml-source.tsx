import { useTranslations } from 'next-intl';

type XmlSourceProps = { text: string; mostLines: number };

/** XML as it was received: numbered lines, tags paler than what they hold. */
export function XmlSource({ text, mostLines }: XmlSourceProps) {
  const t = useTranslations('ui');
  const lines = text.split(/\r\n?|\n/).slice(0, mostLines);
  return (
    <section
      aria-label={t('xml')}
      // Focusable, so that it can be scrolled from a keyboard (WCAG 2.1.1).
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus.
      tabIndex={0}
      className="overflow-x-auto border-t border-line-2 py-3 font-mono text-[12px] leading-[1.65] whitespace-pre [counter-reset:line] print:whitespace-pre-wrap print:wrap-anywhere"
    >
      {lines.map((line, index) => (
        <code
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its number.
          key={index}
          className="block px-4 before:mr-4 before:inline-block before:w-10 before:text-right before:text-ink-3 before:content-[counter(line)] before:[counter-increment:line] before:select-none"
        >
          <Line text={line} />
        </code>
      ))}
    </section>
  );
}

function Line({ text }: { text: string }) {
  return text.split(/(<[^>]*>?)/).map((part, index) =>
    part.startsWith('<') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed text never move.
      <span key={index} className="text-ink-3">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
