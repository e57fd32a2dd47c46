import { once } from 'node:events';
import { styleText } from 'node:util';
import { ENGLISH } from './english.ts';

/** A line of the answer, on stdout; waits while whoever reads it cannot keep up. */
export function print(line: string): Promise<void> {
  return write(process.stdout, line);
}

/** A line of the answer for a program. Counts beyond 2^53 do not occur; bigint is written as number. */
export function printJson(value: unknown): Promise<void> {
  const plain = (_: string, item: unknown) => (typeof item === 'bigint' ? Number(item) : item);
  return print(JSON.stringify(value, plain));
}

/** A line for the person at the terminal, on stderr: the answer on stdout stays clean. */
export function say(line: string): Promise<void> {
  return write(process.stderr, line);
}

/** A word in colour on a terminal, and only there; NO_COLOR is honoured (by Node). */
export function paint(colour: 'green' | 'yellow' | 'red' | 'dim' | 'bold', text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}

/** `1 report`, `2,648 reports`. */
export function plural(count: number, noun: string): string {
  return `${ENGLISH.count(count)} ${noun}${count === 1 ? '' : 's'}`;
}

async function write(stream: NodeJS.WriteStream, line: string) {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
}

// `ruascope … | head` closes the pipe: that is the reader's right, and no error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});
