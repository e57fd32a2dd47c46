import { Suspense } from 'react';
import { Sparkline } from '#app/_ui/sparkline';

/** The lines of a table's rows, which come after the table: by the key of the row. */
export type Sparks = Promise<ReadonlyMap<string, readonly number[]>>;

/** A row's line; its room is there before it is. */
export function SparkCell({ sparks, of }: { sparks: Sparks; of: string }) {
  return (
    <div className="h-[26px] w-[104px]">
      <Suspense>
        <Line sparks={sparks} of={of} />
      </Suspense>
    </div>
  );
}

async function Line({ sparks, of }: { sparks: Sparks; of: string }) {
  return <Sparkline values={(await sparks).get(of) ?? []} />;
}
