import { useTranslations } from 'next-intl';
import { AUTH_FAILURES, DELIVERY_RESULTS, knownWord } from '#lib/format/failure-label';

/** What failed, in words for people; a word that no standard knows as the reporter wrote it. */
export function FailureWord({ raw }: { raw: string }) {
  const t = useTranslations('label.authFailure');
  const known = knownWord(AUTH_FAILURES, raw);
  return known ? t(known) : raw;
}

/** What became of the mail, in words for people; another word as the reporter wrote it. */
export function DeliveryWord({ raw }: { raw: string }) {
  const t = useTranslations('label.delivery');
  const known = knownWord(DELIVERY_RESULTS, raw);
  return known ? t(known) : raw;
}
