import type { VolumeOf } from './asked-volume.tsx';
import { ClassTrend } from './class-trend.tsx';
import { DomainTrend } from './domain-trend.tsx';
import type { Ask } from './page-bar.tsx';
import type { TrendProps } from './trend-frame.tsx';
import { VolumePanel } from './volume-panel.tsx';

type TrendPanelProps = Ask & TrendProps & VolumeOf & { file?: string };

/** The mail over time, through the lens that was chosen: one question each, so each its own panel. */
export function TrendPanel({ volume, hours, ...trend }: TrendPanelProps) {
  switch (trend.lens) {
    case 'outcome':
    case 'mechanism':
      return <VolumePanel {...trend} {...(volume && { volume })} {...(hours && { hours })} />;
    case 'class':
      return <ClassTrend {...trend} />;
    case 'domains':
      return <DomainTrend {...trend} />;
  }
}
