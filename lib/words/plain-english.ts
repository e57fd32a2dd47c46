import en from './en.json' with { type: 'json' };

/** Sentences by their name, as `fault.reason` holds them. */
type Sentences = Record<string, string>;
type Values = Readonly<Record<string, string | number>>;

/**
 * An English sentence of `fault` with its values in place. They stand there as they are, with no plural
 * and no number to be spelt, so that a worker which cannot reach a mailbox need not load all that
 * translating takes.
 */
export function plainFault(name: string, values: Values): string {
  const sentences: Sentences = { ...en.fault.reason, says: en.fault.says };
  const sentence = sentences[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (hole, key: string) => `${values[key] ?? hole}`);
}
