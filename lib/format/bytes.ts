const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** A size in powers of 1000, as disks and mail servers count: `812 B`, `2.6 kB`, `24 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u00a0B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)}\u00a0${UNITS[power - 1]}`;
}
