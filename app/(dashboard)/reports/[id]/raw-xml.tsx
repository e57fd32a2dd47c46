import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { XmlSource } from '#app/_ui/xml-source';
import type { Viewer } from '#lib/filter/viewer';
import { reportOriginal } from '#lib/queries/report-original';

const MOST_LINES = 2_000;
/** A file without line breaks is one line: it is cut by length as well. */
const MOST_CHARACTERS = 1_000_000;

/** The file as it was received. A large one is shown in part and downloaded in full. */
export async function RawXml({ viewer, uid }: { viewer: Viewer; uid: string }) {
  const f = await formats();
  const t = await getTranslations('report.xml');
  const original = await reportOriginal(viewer, uid);
  if (!original) return <p className="px-[18px] py-6 text-ink-2">{t('notKept')}</p>;
  const text = new TextDecoder().decode(original.bytes.subarray(0, MOST_CHARACTERS));
  const lines = text.split('\n').length;
  const cut = lines > MOST_LINES || original.bytes.byteLength > MOST_CHARACTERS;
  return (
    <>
      {cut ? (
        <p className="px-[18px] py-3 text-ink-2">
          {t('first', { count: f.count(Math.min(lines, MOST_LINES)) })}
        </p>
      ) : null}
      <XmlSource text={text} mostLines={MOST_LINES} />
    </>
  );
}
