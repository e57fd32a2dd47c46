/** The mark: an eye of a radar, with the share that wants looking at. */
export function Logo({ className = 'size-[22px]' }: { className?: string }) {
  return (
    <svg viewBox="0 0 22 22" className={className} aria-hidden="true">
      <circle cx="11" cy="11" r="9.2" fill="none" stroke="var(--ink)" strokeWidth="1.6" />
      <path d="M11 11V1.8a9.2 9.2 0 0 1 7.9 4.6Z" fill="var(--accent)" />
      <circle cx="11" cy="11" r="2" fill="var(--ink)" />
    </svg>
  );
}
