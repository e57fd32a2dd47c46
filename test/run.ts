import { startVitest } from 'vitest/node';
import { generate } from '#prisma/generate';
import { installServers } from '#test/support/apt';
import { runChecks } from '#test/support/checks';
import { CountReporter, countLine } from '#test/support/count-reporter';

// Every test: `npm test`, or `npm test -- part/of/a/path` for some. The last line is the count.
const filters = process.argv.slice(2);
installServers();
await generate();
const counter = new CountReporter();
const checks = filters.length === 0 ? await runChecks() : { passed: 0, failed: 0, skipped: 0 };
const vitest = await startVitest(filters, { watch: false, reporters: ['default', counter] });
await vitest.close();

const passed = checks.passed + counter.count.passed;
const failed = checks.failed + counter.count.failed;
const { skipped } = counter.count;
// In CI every server can be had: a skip there is a test that nobody ran.
const isHeld = failed === 0 && passed > 0 && !(process.env['CI'] && skipped > 0);
process.stdout.write(`\n${countLine({ passed, failed, skipped })}\n`, () =>
  process.exit(isHeld ? 0 : 1),
);
