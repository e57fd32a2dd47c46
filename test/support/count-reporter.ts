import type { Reporter, TestModule } from 'vitest/node';

export type Count = { passed: number; failed: number; skipped: number };

/** Counts what a run really saw; a file that does not load, or an error nobody caught, is a failure. */
export class CountReporter implements Reporter {
  readonly count: Count = { passed: 0, failed: 0, skipped: 0 };

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.count.failed += unhandled.length;
    for (const module of modules) this.add(module);
  }

  private add(module: TestModule) {
    const before = this.count.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never got its turn (a hook or the file failed) is no pass and no plan.
      this.count[state === 'pending' ? 'failed' : state] += 1;
    }
    if (module.state() === 'failed' && this.count.failed === before) this.count.failed += 1;
  }
}

/** The last line of a run, for people and for CI. */
export function countLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
