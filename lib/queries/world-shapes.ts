import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeoProjection, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The world drawn flat, in units of its own: what a map colours, and where it sets a dot. */
export type WorldShapes = {
  width: number;
  height: number;
  /** Outlines as SVG paths; land whose country nobody codes has none. */
  shapes: { code: string | null; path: string }[];
  /** The middle of countries that are too small for an outline at this size. */
  points: ReadonlyMap<string, readonly [x: number, y: number]>;
};

/** Natural Earth (public domain), inside the npm package world-atlas, at 1:110 and 1:50 million. */
const FOLDER = 'node_modules/world-atlas';
const WIDTH = 720;
/** Nobody sends from there, and it takes a sixth of the height. */
const ANTARCTICA = 'AQ';

let known: WorldShapes | undefined;

/** Read and drawn when first asked, and the same for everybody. */
export function worldShapes(): WorldShapes {
  known ??= draw();
  return known;
}

function draw(): WorldShapes {
  const large = countriesAt('110m').filter(({ id }) => codeOf(id) !== ANTARCTICA);
  const all: World = { type: 'FeatureCollection', features: large };
  const projection = geoEqualEarth().fitWidth(WIDTH, all);
  // Equal areas, so that no country looks larger than it is for standing far from the equator. Whole
  // units: less than a pixel where it is shown, and half as long.
  const path = geoPath(projection).digits(0);
  const shapes = large.map((country) => ({
    code: codeOf(country.id) ?? namedCode(country),
    path: path(country) ?? '',
  }));
  const outlined = new Set(shapes.map(({ code }) => code));
  const small = countriesAt('50m').filter(({ id }) => !outlined.has(codeOf(id)));
  const places = [
    ...small.map((country): Place => [codeOf(country.id) ?? '', geoCentroid(country)]),
    ...ELSEWHERE.filter(([code]) => !outlined.has(code)),
  ];
  const [, [, bottom]] = path.bounds(all);
  return {
    ...{ width: WIDTH, height: Math.ceil(bottom), shapes },
    points: new Map(places.flatMap((place) => pointOf(place, projection))),
  };
}

type Place = readonly [code: string, at: [longitude: number, latitude: number]];
type Country = Feature<Geometry, { name: string }>;
type World = FeatureCollection<Geometry, { name: string }>;

function pointOf([code, at]: Place, projection: GeoProjection): [string, [number, number]][] {
  const point = code === '' || code === ANTARCTICA ? null : projection(at);
  return point ? [[code, [round(point[0]), round(point[1])]]] : [];
}

function countriesAt(scale: '110m' | '50m'): Country[] {
  const text = readFileSync(join(process.cwd(), FOLDER, `countries-${scale}.json`), 'utf8');
  const atlas: Topology<{ countries: GeometryCollection<{ name: string }> }> = JSON.parse(text);
  return feature(atlas, atlas.objects.countries).features;
}

/** The two letters of ISO 3166-1 for its three digits, which Unicode counts as another spelling. */
function codeOf(id: string | number | undefined): string | null {
  if (id === undefined) return null;
  const [locale = ''] = Intl.getCanonicalLocales(`und-${String(id).padStart(3, '0')}`);
  return /^und-([A-Z]{2})$/.exec(locale)?.[1] ?? null;
}

/** Of the three that ISO has no number for, registries give one a code. */
function namedCode({ properties }: Country) {
  return properties.name === 'Kosovo' ? 'XK' : null;
}

/** What Natural Earth counts to other countries, or leaves out at both scales. */
const ELSEWHERE: readonly Place[] = [
  ['BQ', [-68.3, 12.2]],
  ['CC', [96.8, -12.2]],
  ['CX', [105.6, -10.5]],
  ['GF', [-53.1, 3.9]],
  ['GI', [-5.4, 36.1]],
  ['GP', [-61.5, 16.2]],
  ['MQ', [-61, 14.6]],
  ['RE', [55.5, -21.1]],
  ['SJ', [16, 78.6]],
  ['TK', [-171.8, -9.2]],
  ['TV', [179.2, -8.5]],
  ['YT', [45.2, -12.8]],
];

function round(number: number) {
  return Math.round(number * 10) / 10;
}
