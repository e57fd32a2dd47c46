/** The first of some names and how many others there are; all of them to whoever asks. */
export function Few({ names }: { names: readonly string[] }) {
  const [first, ...more] = names;
  if (first === undefined) return '–';
  return (
    <span title={names.join(', ')} className="flex gap-1.5 whitespace-nowrap max-sm:justify-end">
      <span className="max-w-36 truncate max-sm:max-w-52">{first}</span>
      {more.length > 0 ? <span className="text-ink-3">+{more.length}</span> : null}
    </span>
  );
}
