import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { AppError } from '#lib/errors';
import { atHome } from './place.ts';

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** For options that are whole numbers within bounds. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
}

/** A secret from a file, its one line end taken off; from stdin for `-`. Never from an argument. */
export function readSecret(path: string): string {
  return readText(path).replace(/\r?\n$/, '');
}

/** A text file that a person named; stdin for `-`. */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : atHome(path), 'utf8');
  } catch (cause) {
    throw new AppError('request/not-found', { cause, detail: `${path} cannot be read.` });
  }
}
