/** What Gmail, Yahoo and Outlook ask of senders (PRODUCT 4.4), in the order in which it is told. */
export const REQUIREMENTS = [
  'bulk',
  'both',
  'dmarc',
  'ptr',
  'tls',
  'complaints',
  'unsubscribe',
  'refused',
] as const;
export type RequirementCode = (typeof REQUIREMENTS)[number];

/** A share that is nearly all: what is missing is chance, not a sender that was set up wrong. */
const NEARLY_ALL = 0.98;
/** Above so many messages a day to one of them, a sender is a bulk sender. */
export const BULK_A_DAY = 5_000;
/** Fewer messages than that prove nothing (PRODUCT 3.0, Numbers). */
const FEWEST = 30;

/** `unseen`: DMARC data do not tell. `told`: a fact that is neither kept nor broken. */
export type RequirementState = 'meets' | 'work' | 'unseen' | 'told';
export type Requirement = { code: RequirementCode; state: RequirementState };

/** What is known of a domain's own mail. */
export type SenderFacts = {
  /** Mail of its own and approved sources: all, aligned by either, by DKIM, by SPF. */
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  /** Whether receivers saw a policy at all. */
  hasPolicy: boolean;
  /** Of its own servers: those whose name leads back to them, and those that have none or a false one. */
  namedHosts: number;
  namelessHosts: number;
};

/** Which of the requirements a domain meets, as far as reports can tell. */
export function senderRequirements(facts: SenderFacts): Requirement[] {
  return REQUIREMENTS.map((code) => ({ code, state: stateOf(code, facts) }));
}

function stateOf(code: RequirementCode, facts: SenderFacts): RequirementState {
  const { messages, passed, dkimAligned, spfAligned } = facts;
  switch (code) {
    case 'bulk':
      return 'told';
    case 'both':
      return ofShare(Math.min(dkimAligned, spfAligned), messages);
    case 'dmarc':
      return facts.hasPolicy ? ofShare(passed, messages) : 'work';
    case 'ptr':
      if (facts.namelessHosts > 0) return 'work';
      return facts.namedHosts > 0 ? 'meets' : 'unseen';
    case 'tls':
    case 'complaints':
    case 'unsubscribe':
    case 'refused':
      return 'unseen';
  }
}

function ofShare(part: number, messages: number): RequirementState {
  if (messages < FEWEST) return 'unseen';
  return part / messages >= NEARLY_ALL ? 'meets' : 'work';
}
