import { expect, test } from 'vitest';
import type { UnitFeature, UnitProps } from '../src/api/types';
import { nextPath, withQuery } from '../src/api/client';
import { boxOf } from '../src/api/shape';
import { byFloor, statusCounts } from '../src/panel/floors';
import { freshnessOf } from '../src/panel/freshness';
import { statusAddition } from '../src/panel/status';
import { dictionaries } from '../src/words/index';

const unit = (floor: number, unitNo: number, extra: Partial<UnitProps> = {}): UnitFeature =>
  ({ type: 'Feature', geometry: { type: 'Point', coordinates: [13, 51] }, properties: { floor, unit_no: unitNo, unit_status: 'vacant', ...extra } }) as UnitFeature;

test('the ground floor comes first, then upper floors, basements last', () => {
  const floors = byFloor([unit(-1, 1), unit(2, 2), unit(0, 10), unit(-2, 3), unit(1, 4), unit(0, 9)]);
  expect(floors.map(({ floor }) => floor)).toEqual([0, 1, 2, -1, -2]);
  expect(floors[0]?.units.map(({ properties }) => properties.unit_no)).toEqual([9, 10]);
});

test('a status this build does not know counts as unknown', () => {
  expect(statusCounts([unit(0, 1), unit(0, 2, { unit_status: 'haunted' })])).toEqual([
    { status: 'vacant', count: 1 },
    { status: 'unknown', count: 1 },
  ]);
});

test.each([
  [0, 4],
  [30, 4],
  [31, 3],
  [90, 2],
  [120, 1],
  [121, 0],
  [Infinity, 0],
])('a check %d days ago has %d bars', (days, bars) => {
  expect(freshnessOf(days).bars).toBe(bars);
});

test('a status says since, from or until when', () => {
  const { de } = dictionaries;
  const words = (extra: Partial<UnitProps>): string => statusAddition(unit(0, 1, extra).properties, 'de', de);
  expect(words({ unit_status: 'vacant', status_since: '2026-03-01', start_precision: 'day' })).toBe('seit 03/2026');
  expect(words({ unit_status: 'vacant', status_since: '2024-01-01', start_precision: 'year' })).toBe('seit 2024');
  expect(words({ unit_status: 'available_soon', status_until: '2027-04-01' })).toBe('ab 01.04.2027');
  expect(words({ unit_status: 'interim', status_until: '2027-04-30' })).toBe('bis 30.04.2027');
  expect(words({ unit_status: 'occupied', status_since: '2020-01-01' })).toBe('');
});

test('the next page keeps our own path behind a proxy', () => {
  const page = { type: 'FeatureCollection' as const, features: [], links: [{ rel: 'next', href: 'http://inner:9/x/api/units?cursor=7' }] };
  expect(nextPath('api/units?limit=5', page)).toBe('api/units?cursor=7');
  expect(nextPath('api/units', { type: 'FeatureCollection', features: [] })).toBeNull();
});

test('empty values stay out of a query', () => {
  expect(withQuery('api/units', { district: 'a b', status: '', floor: null, limit: 5 })).toBe('api/units?district=a+b&limit=5');
});

test('the box of a polygon and of a point', () => {
  const ring = [[13, 51], [14, 51], [14, 52], [13, 51]];
  expect(boxOf({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual([13, 51, 14, 52]);
  expect(boxOf({ type: 'Point', coordinates: [13.7, 51.05] })).toEqual([13.7, 51.05, 13.7, 51.05]);
});
