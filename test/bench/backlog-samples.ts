/** What the product says of a backlog at one instant; null while it says nothing. */
export type Told = {
  total: number;
  left: number;
  ratePerSecond: number;
  etaSeconds: number | null;
};

/** One look at a worker and its backlog. */
export type Sample = {
  /** Since the backlog was begun, and since the process that works on it was started. */
  seconds: number;
  age: number;
  /** The first process, or the one that followed it. */
  life: number;
  rssMib: number;
  told: Told | null;
  /** Mails that were left just before and just after the product was asked. */
  left: { before: number; after: number };
};

/** How much more memory the last quarter of the samples had than the first, each by its median. */
export function growthOf(samples: readonly Pick<Sample, 'rssMib'>[]): number {
  const quarter = Math.max(1, samples.length >> 2);
  const rss = samples.map(({ rssMib }) => rssMib);
  return median(rss.slice(-quarter)) - median(rss.slice(0, quarter));
}

/** The age at which a process's backlog was told for the first time with total, rate and time left. */
export function firstTold(samples: readonly Sample[], life: number): number {
  return samples.find((one) => one.life === life && isWhole(one.told))?.age ?? Number.NaN;
}

function isWhole(told: Told | null) {
  return told !== null && told.ratePerSecond > 0 && told.etaSeconds !== null;
}

/** By how many mails, at most, what was told lay beside what was true while it was asked. */
export function largestError(samples: readonly Sample[]): number {
  const errors = samples.flatMap(({ told, left }) => {
    if (!told) return [];
    return Math.max(0, told.left - left.before, left.after - told.left);
  });
  return errors.length > 0 ? Math.max(...errors) : Number.NaN;
}

/**
 * How wrong the time left was at most, as a share of the time that this process took to the end; of
 * samples after its first quarter, before which no rate says much.
 */
export function etaError(samples: readonly Sample[], life: number): number {
  const mine = samples.filter((one) => one.life === life);
  const end = mine.at(-1)?.age ?? Number.NaN;
  const errors = mine.flatMap(({ age, told }) => {
    if (age < end / 4 || !told || told.etaSeconds === null) return [];
    return Math.abs(age + told.etaSeconds - end) / end;
  });
  return errors.length > 0 ? Math.max(...errors) : Number.NaN;
}

function median(values: readonly number[]) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
