import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STATUSES } from '../src/marks/marks';
import { nameOf } from '../src/words/codes';
import { dictionaries } from '../src/words/index';

const { de, en } = dictionaries;

test('every problem code of one language is known in the other', () => {
  expect(Object.keys(en.error).toSorted()).toEqual(Object.keys(de.error).toSorted());
});

test('statuses are named in both languages', () => {
  expect(STATUSES.map((status) => nameOf('unit_status', status, 'de'))).toEqual([
    'leer',
    'bald frei',
    'Zwischennutzung',
    'belegt',
    'unbekannt',
  ]);
  expect(nameOf('unit_status', 'available_soon', 'en')).toBe('available soon');
});

test('an unknown code is shown as it is', () => {
  expect(nameOf('building_function', '9999', 'de')).toBe('9999');
  expect(nameOf('building_function', null, 'de')).toBe('');
});

test.each([
  [0, 'EG', 'Ground floor'],
  [1, '1. OG', '1st floor'],
  [2, '2. OG', '2nd floor'],
  [11, '11. OG', '11th floor'],
  [-1, 'UG', 'Basement'],
  [-2, '2. UG', 'Basement, level 2'],
])('floor %i is called %s and %s', (floor, german, english) => {
  expect(de.floorName(floor)).toBe(german);
  expect(en.floorLong(floor)).toBe(english);
});

test('counts agree with their noun', () => {
  expect(de.nUnits(1)).toBe('1 Einheit');
  expect(de.nUnits(1200)).toBe('1.200 Einheiten');
  expect(en.nUnits(1)).toBe('1 unit');
});

test('German texts use real umlauts', () => {
  const text = readFileSync(new URL('../src/words/de.ts', import.meta.url), 'utf8');
  expect(text).not.toMatch(/\b(fuer|ueber|zurueck|Gebaeude|Flaeche|schliessen|Strasse)\b/i);
});
