import { expect, test } from 'vitest';
import { worldShapes } from '#lib/queries/world-shapes';

const { width, height, shapes, points } = worldShapes();
const outlined = shapes.map(({ code }) => code);

test('countries have outlines, each once, and the three that nobody numbers are land', () => {
  expect(outlined).toEqual(expect.arrayContaining(['US', 'BR', 'ZA', 'JP', 'TW', 'FR', 'XK']));
  expect(outlined).not.toContain('AQ');
  const coded = outlined.filter((code) => code !== null);
  expect(new Set(coded).size).toBe(coded.length);
  expect(outlined.length - coded.length).toBe(2);
  expect(shapes.filter(({ path }) => !/^M[-\d.,LMZ]+$/.test(path))).toEqual([]);
});

test.each(['SG', 'HK', 'MT', 'BH', 'MU', 'GI', 'RE'])('%s is too small, and a dot', (code) => {
  expect(outlined).not.toContain(code);
  const [x, y] = points.get(code) ?? [-1, -1];
  expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
});

test('dots stand where the countries are', () => {
  const [singapore, malta] = [points.get('SG') ?? [0, 0], points.get('MT') ?? [0, 0]];
  expect(singapore[0]).toBeGreaterThan(malta[0]);
  expect(singapore[1]).toBeGreaterThan(malta[1]);
});

test('no country is both, and the whole is small enough for a page', () => {
  expect(outlined.filter((code) => code && points.has(code))).toEqual([]);
  expect(shapes.reduce((sum, { path }) => sum + path.length, 0)).toBeLessThan(80_000);
  expect(worldShapes().shapes).toBe(shapes);
});
