import { askVolume, volumeOfSources } from '#app/(dashboard)/asked-volume';
import { requireService } from '#lib/api/require-service';
import { download } from '#lib/auth/download';
import { problemResponse } from '#lib/auth/problem';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { scopeName } from '#lib/filter/scope-name';
import type { Viewer } from '#lib/filter/viewer';
import { BOM, csvLine } from '#lib/format/csv';
import { completeThrough } from '#lib/queries/complete-through';
import { TALLY_COLUMNS } from '#lib/queries/tally-columns';
import type { VolumeDay } from '#lib/queries/volume-by-day';

/** The numbers of a trend as a file, in the buckets in which the page shows them; `service=` of one service. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await requireViewer();
  return await volumeFile(viewer, request).catch(problemResponse);
}

async function volumeFile(viewer: Viewer, request: Request) {
  const now = new Date();
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const filter = parseFilter(search);
  const service = search['service'];
  const of = service
    ? volumeOfSources((await requireService(viewer, filter, service)).sources)
    : {};
  const [{ points, granularity }, through] = await Promise.all([
    askVolume(viewer, filter, now, of),
    completeThrough(viewer, filter, now),
  ]);
  const { from, to } = resolvePeriod(filter.period, now);
  const source = service ? `_${service.replace(/[^\w.-]+/g, '-').slice(0, 60)}` : '';
  return await download(lines(points, granularity, through), {
    name: `dmarc_volume_by-${granularity}_${scopeName(filter)}${source}_${from}_${to}_utc.csv`,
    type: 'text/csv; charset=utf-8; header=present',
  });
}

/** The columns of the dataset `daily`, which holds the same by day and domain. */
async function* lines(points: readonly VolumeDay[], bucket: string, through: string | null) {
  const head = ['bucket_start_utc', 'bucket', ...TALLY_COLUMNS.map(({ name }) => name)];
  yield BOM + csvLine([...head, 'is_complete'], GUARDED);
  for (const { day, total, ...counts } of points) {
    const sums = TALLY_COLUMNS.map(({ value }) => value({ ...counts, messages: total }));
    const isComplete = through === null ? null : day.slice(0, 10) <= through;
    yield csvLine([day, bucket, ...sums, isComplete], GUARDED);
  }
}

const GUARDED = { guard: true };
