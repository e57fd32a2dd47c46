/**
 * What a key does, told once: the listener acts by it, and the list of keys is written from it. What
 * it does is a key of `chrome.keys`.
 */
export const SHORTCUTS = [
  { keys: ['k'], mod: true, shown: ['Ctrl K', '⌘ K'], does: 'palette' },
  { keys: ['/'], mod: false, shown: ['/'], does: 'search' },
  { keys: ['j', 'ArrowDown'], mod: false, shown: ['J', '↓'], does: 'next' },
  { keys: ['k', 'ArrowUp'], mod: false, shown: ['K', '↑'], does: 'previous' },
  { keys: ['w'], mod: false, shown: ['W'], does: '7d' },
  { keys: ['t'], mod: false, shown: ['T'], does: '30d' },
  { keys: ['q'], mod: false, shown: ['Q'], does: '90d' },
  { keys: ['y'], mod: false, shown: ['Y'], does: '12m' },
  { keys: ['m'], mod: false, shown: ['M'], does: 'mtd' },
  { keys: ['x'], mod: false, shown: ['X'], does: 'compare' },
  { keys: ['Escape'], mod: false, shown: ['Esc'], does: 'clear' },
  { keys: ['?'], mod: false, shown: ['?'], does: 'help' },
] as const;

/** Keys of a row in focus, which links and the browser know by themselves. */
export const ROW_KEYS = [
  { shown: ['↵'], does: 'peek' },
  { shown: ['⇧ ↵'], does: 'open' },
] as const;

export type Shortcut = (typeof SHORTCUTS)[number];
export type Deed = Shortcut['does'];

type Press = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>;

/**
 * What a key press asks for, null for nothing. A single key never does anything while somebody
 * writes (`typing`) or has switched such keys off (WCAG 2.1.4); the palette's chord always works.
 */
export function deedOf(press: Press, { typing, single }: { typing: boolean; single: boolean }) {
  const mod = press.metaKey || press.ctrlKey;
  if (press.altKey || (!mod && (typing || !single))) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const found = SHORTCUTS.find(
    (one) => one.mod === mod && (one.keys as readonly string[]).includes(key),
  );
  return found?.does ?? null;
}

/** The query string after a period or comparison key: the same view, at its first page. */
export function searchAfter(deed: Deed, search: string): string | null {
  const turned = new URLSearchParams(search);
  turned.delete('cur');
  turned.delete('page');
  switch (deed) {
    case '7d':
    case '30d':
    case '90d':
    case '12m':
    case 'mtd':
      turned.delete('from');
      turned.delete('to');
      turned.set('range', deed);
      break;
    case 'compare':
      if (turned.get('cmp') === 'none') turned.delete('cmp');
      else turned.set('cmp', 'none');
      break;
    case 'clear':
      for (const name of [...turned.keys()]) if (!KEPT.includes(name)) turned.delete(name);
      break;
    default:
      return null;
  }
  return turned.size > 0 ? `?${turned}` : '';
}

/** What is no filter: whose mail, when, and how it is shown. */
const KEPT = [
  ...[
    'd',
    'group',
    'range',
    'from',
    'to',
    'cmp',
    'g',
    'view',
    'tab',
    'show',
    'sort',
    'by',
    'of',
    'cols',
  ],
];
