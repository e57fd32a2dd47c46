import { addDays } from '#lib/filter/day';
import {
  differingTags,
  POLICY_TAGS,
  type PolicyTag,
  type PolicyValues,
  policyText,
} from './policy-tags.ts';

/** What some reports of a day say of the policy. */
export type SeenPolicy = {
  day: string;
  values: PolicyValues;
  reports: number;
  /** Who said so, by id. */
  reporters: readonly number[];
};

/** Days in a row, both counted, on which a tag had a value. */
export type Stretch = { value: string; from: string; to: string; reports: number };

/** One tag over time: what most reports of a day say, and what fewer say meanwhile. */
export type Lane = { tag: PolicyTag; main: Stretch[]; others: Stretch[] };

/** A policy that most reports told, from day to day, and how many reporters told it then. */
export type SeenRecord = {
  from: string;
  to: string;
  values: PolicyValues;
  reports: number;
  reporters: number;
};

/** A value that fewer reports than that tell is a stale cache or a mistake, and no step. */
const FEWEST_REPORTS = 3;

/** The lanes of tags that anybody speaks of, of what was seen in order of days. */
export function lanesOf(seen: readonly SeenPolicy[]): Lane[] {
  return POLICY_TAGS.flatMap((tag) => {
    const days = valuesByDay(seen, tag);
    if (days.length === 0) return [];
    const main = steps(days.map(({ day, ranked: [first] }) => ({ day, ...first })));
    return [{ tag, main, others: besides(days, main) }];
  });
}

/** The whole policies that follow from the lanes: a new one wherever a step says something new. */
export function recordsOf(lanes: readonly Lane[], seen: readonly SeenPolicy[]): SeenRecord[] {
  const last = seen.at(-1)?.day;
  if (last === undefined) return [];
  const steps = [...new Set(lanes.flatMap(({ main }) => main.map(({ from }) => from)))].toSorted();
  const textOn = (day: string) => policyText(valuesOn(lanes, day));
  const starts = steps.filter((day, at) => {
    const before = steps[at - 1];
    return before === undefined || textOn(day) !== textOn(before);
  });
  return starts.map((from, at) => {
    const next = starts[at + 1];
    const to = next === undefined ? last : addDays(next, -1);
    // What is only spoken of later is known then.
    const values = valuesOn(lanes, to);
    const agreeing = seen.filter(
      (one) => one.day >= from && one.day <= to && differingTags(one.values, values).length === 0,
    );
    return {
      ...{ from, to, values },
      reports: sumOf(agreeing),
      reporters: new Set(agreeing.flatMap(({ reporters }) => reporters)).size,
    };
  });
}

type Counted = { value: string; reports: number };
type DayValues = { day: string; ranked: [Counted, ...Counted[]] };

/** By day, what is said of a tag, by most reports first; days on which nobody speaks of it have none. */
function valuesByDay(seen: readonly SeenPolicy[], tag: PolicyTag): DayValues[] {
  const byDay = Map.groupBy(seen, ({ day }) => day);
  return [...byDay].flatMap(([day, rows]) => {
    const byValue = Map.groupBy(rows, ({ values }) => values[tag]);
    byValue.delete(null);
    const counted = [...byValue].map(([value, those]) => ({
      value: value ?? '',
      reports: sumOf(those),
    }));
    const [first, ...rest] = counted.toSorted(
      (a, b) => b.reports - a.reports || (a.value < b.value ? -1 : 1),
    );
    return first ? [{ day, ranked: [first, ...rest] }] : [];
  });
}

/** A policy holds until another is seen, so each step lasts until the day before the next. */
function steps(days: readonly (Counted & { day: string })[]): Stretch[] {
  const runs = inRuns(days);
  const sure = runs.filter(({ reports }) => reports >= FEWEST_REPORTS);
  const joined: Stretch[] = [];
  for (const run of sure.length > 0 ? sure : runs.slice(0, 1)) {
    const before = joined.at(-1);
    if (before?.value === run.value) {
      before.reports += run.reports;
    } else {
      if (before) before.to = addDays(run.from, -1);
      joined.push({ ...run });
    }
  }
  const last = joined.at(-1);
  if (last) last.to = days.at(-1)?.day ?? last.to;
  return joined;
}

/** What the steps do not say, value by value, as far as it was seen on days in a row. */
function besides(days: readonly DayValues[], main: readonly Stretch[]): Stretch[] {
  const other = days.flatMap(({ day, ranked }) =>
    ranked.filter(({ value }) => value !== valueOn(main, day)).map((one) => ({ day, ...one })),
  );
  const byValue = [...Map.groupBy(other, ({ value }) => value).values()];
  return byValue.flatMap((some) => inRuns(some, { gapless: true }));
}

function inRuns(
  days: readonly (Counted & { day: string })[],
  { gapless = false }: { gapless?: boolean } = {},
): Stretch[] {
  const runs: Stretch[] = [];
  for (const { day, value, reports } of days) {
    const run = runs.at(-1);
    if (run?.value === value && (!gapless || addDays(run.to, 1) === day)) {
      run.to = day;
      run.reports += reports;
    } else {
      runs.push({ value, from: day, to: day, reports });
    }
  }
  return runs;
}

function valuesOn(lanes: readonly Lane[], day: string): PolicyValues {
  const on = (tag: PolicyTag) =>
    valueOn(lanes.find((lane) => lane.tag === tag)?.main ?? [], day) ?? null;
  return {
    ...{ p: on('p'), sp: on('sp'), np: on('np'), t: on('t'), pct: on('pct') },
    ...{ adkim: on('adkim'), aspf: on('aspf') },
  };
}

function valueOn(steps: readonly Stretch[], day: string) {
  return steps.find(({ from, to }) => from <= day && day <= to)?.value;
}

function sumOf(seen: readonly { reports: number }[]) {
  return seen.reduce((sum, { reports }) => sum + reports, 0);
}
