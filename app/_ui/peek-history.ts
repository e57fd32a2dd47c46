/** The address that a row was opened with from its list: one step back from there is the list. */
let pushed: string | null = null;

/** Whether a step back closes what is open: it was opened from the list, and nothing came after. */
export function isOneStepFromList(): boolean {
  return pushed !== null && pushed === here();
}

/**
 * Notes that a row is opened. What replaces an open one stays one step away from the list; answers
 * whether it is to replace it in the history.
 */
export function noteOpening(href: string): 'push' | 'replace' {
  const isOpen = document.querySelector('[data-peek-frame]') !== null;
  if (!isOpen || isOneStepFromList()) pushed = href;
  return isOpen ? 'replace' : 'push';
}

function here() {
  return window.location.pathname + window.location.search;
}
