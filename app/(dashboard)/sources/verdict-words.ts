import type { Formats } from '#lib/format/formats';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import type { Words } from '#lib/words/translate';

type Say = Words<'source'>;

type Judged = Pick<ClassifiedSource, 'verdict' | 'sender' | 'label' | 'messages' | 'passed'>;

/** Whose a source is, in one sentence; of several, of the one with most messages. */
export function verdictTitle({ verdict, sender }: Judged, t: Say): string {
  const name = sender?.name ?? null;
  if (verdict.candidate) {
    return name ? t('verdict.candidateName', { name }) : t('verdict.candidate');
  }
  switch (verdict.class) {
    case 'own':
      return t('verdict.own');
    case 'approved':
      return name ? t('verdict.approvedName', { name }) : t('verdict.approved');
    case 'forwarder':
      return name ? t('verdict.forwarderName', { name }) : t('verdict.forwarder');
    case 'misconfigured':
      return t('verdict.misconfigured');
    case 'unknown':
      return t('verdict.unknown');
    case 'spoof':
      return t('verdict.spoof');
    case 'not-mine':
      return t('verdict.notMine');
  }
}

/** How its mail fared. */
export function fareSentence(sources: readonly Judged[], t: Say, f: Formats): string {
  const sum = (key: 'messages' | 'passed') =>
    sources.reduce((total, source) => total + source[key], 0);
  const [messages, passed] = [sum('messages'), sum('passed')];
  const count = f.count(messages);
  if (passed === messages) return t('fare.all', { count });
  if (passed === 0) return t('fare.none', { count });
  const failed = f.count(messages - passed);
  return t('fare.some', { share: f.percent(passed, messages), count, failed });
}

/** What to do about it: every verdict ends in a deed (PRODUCT 3.0, Copy). */
export function verdictDeed({ verdict, passed, messages }: Judged, t: Say): string {
  if (verdict.candidate) return t('deed.candidate');
  switch (verdict.class) {
    case 'own':
    case 'approved':
      return t(passed === messages ? 'deed.nothing' : 'deed.mend');
    case 'forwarder':
      return t('deed.forwarder');
    case 'misconfigured':
      return t('deed.misconfigured');
    case 'unknown':
      return t('deed.unknown');
    case 'spoof':
      return t('deed.spoof');
    case 'not-mine':
      return t('deed.notMine');
  }
}
