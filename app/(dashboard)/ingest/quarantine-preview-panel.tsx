import { getTranslations } from 'next-intl/server';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { quarantinePreview } from '#lib/queries/quarantine-preview';

/** The headers and first bytes as they came: nothing of it is run, loaded or followed. */
export async function QuarantinePreviewPanel({ viewer, id }: { viewer: Viewer; id: string }) {
  const t = await getTranslations('ingest.item');
  const preview = await quarantinePreview(viewer, id);
  if (!preview) return null;
  const { headers, lines } = preview;
  return (
    <Panel title={t('begins')} note={t('beginsNote')}>
      {headers.length > 0 ? (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
          tabIndex={0}
          aria-label={t('headers')}
          className="mx-[18px] mt-2 max-h-72 overflow-y-auto rounded-md border border-line-2 px-3 py-2 font-mono text-small"
        >
          <dl>
            {headers.map(({ name, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice, and alike.
              <div key={index} className="grid gap-x-3 py-0.5 sm:grid-cols-[13rem_1fr]">
                <dt className="text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
                <dd className="[overflow-wrap:anywhere]">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        aria-label={t('bytes')}
        className="mx-[18px] mt-2 mb-[18px] overflow-x-auto"
      >
        <pre className="font-mono text-small text-ink-2">
          {lines.length === 0
            ? t('onlyHeaders')
            : lines
                .map(({ offset, hex, text }) => `${offset}  ${hex.padEnd(47)}  ${text}`)
                .join('\n')}
        </pre>
      </section>
    </Panel>
  );
}
