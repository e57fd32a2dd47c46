export type Severity = 'bad' | 'warn' | 'ready';

export type AttentionItem = {
  severity: Severity;
  /** How much it matters, times how much mail it is about (PRODUCT 3.3). */
  score: number;
  title: string;
  detail: string;
  href: string;
  verb: string;
};

/** Fewer messages than that prove nothing (PRODUCT 3.0, Numbers). */
export const FEWEST = 30;

/** Severity first, then volume: ten times the mail counts as one step of severity in four. */
export function scoreOf(severity: number, messages: number): number {
  return severity * Math.log10(messages + 10);
}
