type DomainNameProps = { name: string; unicode: string };

/** A domain as people write it; the name in DNS stands beside it where the two differ. */
export function DomainName({ name, unicode }: DomainNameProps) {
  if (name === unicode) return name;
  return (
    <>
      {unicode} <span className="font-normal text-ink-3">{name}</span>
    </>
  );
}
