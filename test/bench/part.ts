import { PARTS } from './parts.ts';

// One part, in a process of its own, so that its memory and its warm code are its own.
const [name = '', depth] = process.argv.slice(2);
const figures = (await PARTS[name]?.(depth === 'quick')) ?? [];
process.send?.(figures, () => process.exit());
