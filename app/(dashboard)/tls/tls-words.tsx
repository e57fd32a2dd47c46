import { useTranslations } from 'next-intl';
import { useFormats } from '#app/_ui/use-formats';
import { TLS_POLICIES } from '#lib/format/tls-label';

/** The kinds of policy that a report names; one that no standard knows as the reporter wrote it. */
export function PolicyKinds({ kinds }: { kinds: readonly string[] }) {
  const t = useTranslations('label.tlsPolicy');
  const f = useFormats();
  const known = (kind: string) => TLS_POLICIES.find((one) => one === kind);
  return f.list(
    kinds.map((kind) => {
      const word = known(kind);
      return word ? t(word) : kind;
    }),
  );
}
