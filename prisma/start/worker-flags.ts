/**
 * How Node is told to keep the worker small: garbage is collected sooner than it would be. Against the
 * defaults, measured over 12,000 to 40,000 small mails: memory stays at 240 MiB instead of climbing
 * to 340 and falling back, for some 10 % more of a processor. In package.json, too, for `npm run worker`.
 */
export const WORKER_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=20'];

/**
 * And the web: what is young has half the room that it would have, some 40 MiB less in all while a file
 * is on its way (lib/api/lean-heap.ts). For `npm run web` in package.json.
 */
export const WEB_FLAGS = ['--max-semi-space-size=8'];

/** How the C library is told the same. In package.json, too. */
export const SMALL_MEMORY = {
  // glibc gives threads heaps of their own, and what is freed in one is of no use to the other: with two
  // the worker had 57 MiB in them, with one 48.
  MALLOC_ARENA_MAX: '1',
  // Nor does it give large pieces back, once it has seen some freed, unless they are mapped one by one.
  MALLOC_MMAP_THRESHOLD_: '1048576',
};
