/**
 * The axes that all charts share. Stable references: recharts redraws what is not the same object
 * (PRODUCT 5.1, 4).
 */
const TICK = { fontSize: 11, fill: 'var(--ink-3)' };
const BARE = { tick: TICK, tickLine: false, axisLine: false };

/** Time below, with labels that never touch. */
export const TIME_AXIS = {
  ...BARE,
  interval: 'equidistantPreserveStart',
  minTickGap: 16,
} as const;

/** Amounts at the left, as wide as their longest label. */
export const AMOUNT_AXIS = { ...BARE, width: 46 } as const;

export const CHART_MARGIN = { top: 10, right: 8, bottom: 0, left: 0 };

/** The line under the pointer. */
export const CURSOR = { stroke: 'var(--ink-3)', strokeWidth: 1 };

/** The words above the days whose reports are still arriving. */
export const ARRIVING = {
  position: 'insideTopRight',
  fontSize: 11,
  fill: 'var(--ink-2)',
  // Readable over what is drawn there.
  stroke: 'var(--surface)',
  strokeWidth: 3,
  paintOrder: 'stroke',
  offset: 4,
  className: 'max-sm:hidden',
} as const;

/** The days that are being dragged over. */
export const ZOOMED = { fill: 'var(--ink)', fillOpacity: 0.1 };
