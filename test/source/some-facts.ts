import { findSender } from '#lib/source/find-sender';
import type { SourceFacts } from '#lib/source/source-facts';

/** A source of example.com about which nothing is known, with what a test cares to say. */
export function someFacts({
  spf,
  ...given
}: Partial<SourceFacts> & { spf?: string[] }): SourceFacts {
  const foreign = given.foreign ?? spf ?? [];
  const confirmedPtr = given.ptrConfirmed === true ? (given.ptr ?? null) : null;
  return {
    domain: 'example.com',
    parked: false,
    ip: '192.0.2.1',
    firstDay: '2026-11-01',
    messages: 100,
    passed: Math.max(given.dkimAligned ?? 0, given.spfAligned ?? 0),
    dkimAligned: 0,
    spfAligned: 0,
    ownSignatures: [],
    ownSpfPassed: given.spfAligned ?? 0,
    rewritten: 0,
    excused: 0,
    headerFroms: ['example.com'],
    ptr: null,
    ptrConfirmed: null,
    nameless: false,
    asn: null,
    asName: null,
    listed: null,
    label: null,
    ...given,
    foreign,
    sender: findSender({ confirmedPtr, spf: foreign, dkim: foreign }),
  };
}

/** The domain's own server, by which selector s1 is known. */
export const OWN_SERVER = someFacts({
  ip: '198.51.100.1',
  messages: 10_000,
  dkimAligned: 10_000,
  spfAligned: 10_000,
  ownSignatures: [{ domain: 'example.com', selector: 's1', passed: 10_000, failed: 0 }],
  ptr: 'mail.example.com',
  ptrConfirmed: true,
});

/** Signatures of selector s1 that passed and failed. */
export function s1(passed: number, failed = 0) {
  return [{ domain: 'example.com', selector: 's1', passed, failed }];
}
