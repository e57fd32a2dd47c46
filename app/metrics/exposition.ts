/** A figure in Prometheus' text format: its name, what it is, and its values by their labels. */
export type Metric = {
  name: string;
  kind: 'gauge' | 'counter';
  help: string;
  samples: readonly Sample[];
};

type Sample = { labels?: Readonly<Record<string, string>>; value: number | null };

/** A figure of one value; null where it does not exist yet, for which Prometheus has no word. */
export function gauge(name: string, help: string, value: number | null): Metric {
  return { name, kind: 'gauge', help, samples: [{ value }] };
}

/** The figures as a scraper reads them (Prometheus exposition format 0.0.4). */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.map(toText).join('');
}

function toText({ name, kind, help, samples }: Metric) {
  const lines = samples.flatMap(({ labels = {}, value }) =>
    value === null ? [] : `${name}${labelsOf(labels)} ${value}\n`,
  );
  if (lines.length === 0) return '';
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.join('')}`;
}

function labelsOf(labels: Readonly<Record<string, string>>) {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string) {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
