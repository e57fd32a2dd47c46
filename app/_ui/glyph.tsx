/**
 * Signs on a grid of 16, by the names that lib/format/label.ts gives them. They are drawn on the
 * server: an icon of a component library would be a client component in every cell of a table.
 */
const GLYPHS = {
  ban: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.8 3.8l8.4 8.4',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1.2 1.2H2.8ZM6.6 14h2.8',
  check: 'M3 8.5 6.5 12 13 4.5',
  'check-check': 'M1.5 8.8 4.6 12l6-7.2M8.6 11.4l.6.6 5.4-7.2',
  'chevron-down': 'M4 6l4 4 4-4',
  'circle-help': 'M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.5M8 12.8v.1',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.2 1.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 3v-.5h-8v8H3',
  'corner-down-right': 'M3 3v3.5A3.5 3.5 0 0 0 6.5 10H13M10 6.8l3.2 3.2L10 13.2',
  down: 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
  download: 'M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10',
  inbox: 'M2 9h3.5L7 11h2l1.5-2H14M4.2 3h7.6L14 9v3.5H2V9Z',
  info: 'M8 7v5.2M8 3.8v.1',
  list: 'M6 4h8M6 8h8M6 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  minus: 'M4 8h8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.2 3.2',
  up: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  upload: 'M8 10.7v-8M4.8 5.7 8 2.5l3.2 3.2M3 13.5h10',
  warning: 'M8 2.2 14.4 13.4H1.6ZM8 6.6v3M8 11.4v.1',
  x: 'M4 4l8 8M12 4l-8 8',
} as const;

export type GlyphName = keyof typeof GLYPHS;

/** A sign of 1em. It is silent for a screen reader: the word beside it speaks. */
export function Glyph({ name, className = '' }: { name: GlyphName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={`inline-block size-[1em] shrink-0 align-[-0.125em] ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={GLYPHS[name]} />
    </svg>
  );
}
