import { useMessages } from 'next-intl';

/** What was done, in words; a deed that only a later version knows stands as it was written. */
export function DeedText({ action }: { action: string }) {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = useMessages().deeds;
  const [kind = '', verb = ''] = action.split('.');
  return words[kind]?.[verb] ?? <code className="text-small">{action}</code>;
}

/** What a changed fact is called. */
export function FactName({ name }: { name: string }) {
  const words: Readonly<Record<string, string>> = useMessages().deeds.fact;
  return words[name] ?? name;
}
