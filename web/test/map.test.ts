import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import type { BaseMap } from '../src/api/types';
import { rasterSource } from '../src/map/basemaps';
import { compose, type Wishes } from '../src/map/compose';
import { creditsOf } from '../src/map/credits';
import { meantBy, toldBy } from '../src/map/hits';
import { readBubble, readStatusIcon } from '../src/map/icons';
import { lengthText, metresPerPixel, scaleBar } from '../src/map/scale';
import { withAbsoluteSources } from '../src/map/style';
import { bubbleDiameter } from '../src/marks/marks';

const STYLE: StyleSpecification = {
  version: 8,
  sources: {
    'elbraum-unit': { type: 'vector', url: '../unit.json' },
    'elbraum-street': { type: 'vector', url: '../street.json' },
  },
  layers: [
    { id: 'land', type: 'background' },
    { id: 'road', type: 'line', source: 'elbraum-street', 'source-layer': 'street' },
    { id: 'unit', type: 'symbol', source: 'elbraum-unit', 'source-layer': 'unit', filter: ['==', ['get', 'n_units'], 1] },
  ],
};
const WISHES: Wishes = { theme: 'light', hidden: [], background: null, picked: null };
const MAP: BaseMap = { id: 'a', title_de: 'A', title_en: 'A', kind: 'xyz', url: 'https://maps.example/{z}/{x}/{y}.png', layers: '', attribution: '© A' };

test.each([
  WISHES,
  { ...WISHES, theme: 'dark' as const, hidden: ['vacant', 'street'] },
  { ...WISHES, background: { map: MAP } },
  { ...WISHES, background: { map: { ...MAP, kind: 'style' as const }, style: STYLE } },
])('the composed style is valid', (wishes) => {
  expect(validateStyleMin(compose(STYLE, wishes))).toEqual([]);
});

test('a hidden status adds to the filter the layer already has', () => {
  const layer = compose(STYLE, { ...WISHES, hidden: ['occupied'] }).layers.find(({ id }) => id === 'unit');
  expect(layer).toHaveProperty('filter', [
    'all',
    ['==', ['get', 'n_units'], 1],
    [
      'any',
      ['>', ['coalesce', ['get', 'n_units'], 1], 1],
      ['!', ['in', ['get', 'unit_status'], ['literal', ['occupied']]]],
    ],
  ]);
});

test('bubbles of houses go with those of the cells', () => {
  const layer = compose(STYLE, { ...WISHES, hidden: ['cell'] }).layers.find(({ id }) => id === 'unit');
  expect(layer).toHaveProperty('filter.2', ['==', ['coalesce', ['get', 'n_units'], 1], 1]);
});

test('a background lies above the land and below all else, and takes the place of our ground', () => {
  const { layers } = compose(STYLE, { ...WISHES, background: { map: MAP } });
  expect(layers.slice(0, 3).map(({ id }) => id)).toEqual(['land', 'base', 'road']);
  expect(layers[2]).toHaveProperty('layout.visibility', 'none');
  expect(layers[3]).not.toHaveProperty('layout.visibility');
});

test('a picked area lies under the symbols, a picked symbol gets its ring above', () => {
  const ids = compose(STYLE, WISHES).layers.map(({ id }) => id);
  expect(ids).toEqual(['land', 'road', 'picked-area', 'picked-edge', 'picked-edge-planned', 'unit', 'picked-ring']);
});

test('the given style is not changed', () => {
  const before = structuredClone(STYLE);
  compose(STYLE, { ...WISHES, hidden: ['unit', 'vacant'], background: { map: MAP } });
  expect(STYLE).toEqual(before);
});

test('WMS, WMTS and XYZ become tile templates', () => {
  const tile = (map: Partial<BaseMap>): string => (rasterSource({ ...MAP, ...map })?.tiles ?? [])[0] ?? '';
  expect(tile({})).toBe(MAP.url);
  expect(tile({ kind: 'wms', url: 'https://maps.example/wms?map=x', layers: 'a,b' })).toMatch(
    /^https:\/\/maps\.example\/wms\?map=x&SERVICE=WMS&VERSION=1\.3\.0&.*LAYERS=a%2Cb.*&BBOX=\{bbox-epsg-3857\}$/,
  );
  expect(tile({ kind: 'wms', url: 'https://maps.example/wms?format=image/jpeg' })).not.toContain('FORMAT=image%2Fpng');
  expect(tile({ kind: 'wmts', url: 'https://maps.example/w', layers: 'web@WEBMERCATOR' })).toMatch(
    /LAYER=web&.*TILEMATRIXSET=WEBMERCATOR&TILEMATRIX=\{z\}&TILEROW=\{y\}&TILECOL=\{x\}$/,
  );
  expect(tile({ kind: 'wmts', url: 'https://maps.example/w/{TileMatrix}/{TileRow}/{TileCol}.png' })).toBe('https://maps.example/w/{z}/{y}/{x}.png');
});

test('the smallest thing under the pointer is meant', () => {
  const seen = ['district', 'parcel', 'building'].map((layer) => ({ source: `elbraum-${layer}`, properties: { id: layer } }));
  expect(meantBy(seen)).toEqual({ pick: { kind: 'building', id: 'building' } });
  expect(meantBy([...seen, { source: 'elbraum-cell', properties: {} }])).toEqual({ zoomIn: true });
  expect(meantBy([{ source: 'elbraum-street', properties: { id: 'x' } }])).toBeNull();
});

test('a symbol for several units opens the house', () => {
  const meant = (n: number): unknown => meantBy([{ source: 'elbraum-unit', properties: { id: 'u', n_units: n } }]);
  expect(meant(1)).toEqual({ pick: { kind: 'unit', id: 'u' } });
  expect(meant(3)).toEqual({ houseOf: 'u' });
});

test('of several things under the pointer the unit has the word, then the bubble', () => {
  const seen = ['building', 'cell', 'unit'].map((layer) => ({ source: `elbraum-${layer}`, properties: {} }));
  expect(toldBy(seen)?.source).toBe('elbraum-unit');
  expect(toldBy(seen.slice(0, 2))?.source).toBe('elbraum-cell');
  expect(toldBy(seen.slice(0, 1))).toBeNull();
});

test('icon names are read, others are refused', () => {
  expect(readStatusIcon('status-available_soon')).toBe('available_soon');
  expect(readStatusIcon('status-haunted')).toBeNull();
  expect(readBubble('bubble-1200-25')).toEqual({ label: '1.200', count: 1200, vacantShare: 0.25 });
  expect(readBubble('bubble-x-1')).toBeNull();
});

test.each([
  [4, 24],
  [5, 30],
  [24, 36],
  [25, 44],
])('a bubble of %d units is %d px wide', (count, diameter) => {
  expect(bubbleDiameter(count)).toBe(diameter);
});

test('the scale bar is a round length that fits', () => {
  for (let zoom = 7; zoom <= 21; zoom += 0.5) {
    const bar = scaleBar(zoom, 51.05, 96);
    expect(bar.width_px).toBeLessThanOrEqual(96);
    expect(bar.width_px).toBeGreaterThan(96 / 2.51);
    expect(String(bar.length_m).replace(/^0\./, '')).toMatch(/^[125]0*$/);
  }
  expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0);
  expect(lengthText(2000, 'de')).toBe('2\u202Fkm');
});

test('credits name each source once and the newest date', () => {
  const set = { kind: 'real', title: 't', publisher: 'Stadt', source: 'alkis', licence: '', date: null };
  const sets = [set, { ...set, date: '2026-11-12' }, { ...set, publisher: '', date: '2024-01-02' }, { ...set, kind: 'sample' }];
  expect(creditsOf(sets, MAP, 'Musterdaten')).toEqual({ sources: ['© A', 'Stadt', 'alkis', 'Musterdaten'], latest: '2026-11-12' });
});

test('addresses in a style become absolute and keep their braces', () => {
  const style = { ...STYLE, sources: { a: { type: 'vector' as const, url: '../unit.json' }, b: { type: 'raster' as const, tiles: ['/t/{z}/{x}/{y}.mvt'] } } };
  expect(withAbsoluteSources(style, 'http://h/base/tiles/style/light.json').sources).toEqual({
    a: { type: 'vector', url: 'http://h/base/tiles/unit.json' },
    b: { type: 'raster', tiles: ['http://h/t/{z}/{x}/{y}.mvt'] },
  });
});
