import { expect, test } from 'vitest';
import { deviationText } from '../src/panel/deviation';
import { dictionaries } from '../src/words/index';
import { area, day, daysBetween, number, percent, withUnit } from '../src/words/format';

const { de, en } = dictionaries;

test('an area has thousands, a narrow space and its unit', () => {
  expect(area(1200, 'de')).toBe('1.200\u202Fm²');
  expect(area(1200, 'en')).toBe('1,200\u202Fm²');
});

test('a share is printed in percent with a decimal comma', () => {
  expect(percent(0.091, 'de')).toBe('9,1\u202F%');
  expect(percent(0.091, 'en')).toBe('9.1%');
});

test('a difference has its sign and a true minus', () => {
  expect(number(-0.7, 'de', { digits: 1, isSigned: true })).toBe('\u22120,7');
  expect(number(3, 'de', { isSigned: true })).toBe('+3');
  expect(withUnit(number(5.1, 'de', { digits: 1 }), 'Mio. €')).toBe('5,1\u202FMio. €');
});

test.each([
  ['day', '12.11.2026'],
  ['month', '11/2026'],
  ['year', '2026'],
  ['between', 'um 11/2026'],
  ['before', 'vor 12.11.2026'],
])('a day known to %s is printed no more exactly', (precision, text) => {
  expect(day('2026-11-12', precision, 'de', de)).toBe(text);
});

test('an English day names its month', () => {
  expect(day('2026-11-12', 'day', 'en', en)).toBe('12 Nov 2026');
});

test('days are counted by the calendar, not by hours', () => {
  expect(daysBetween('2026-11-12', new Date(2026, 10, 12, 23, 59))).toBe(0);
  expect(daysBetween('2026-10-25', new Date(2026, 9, 26, 0, 1))).toBe(1);
});

test('a deviation is shown in square metres and percent', () => {
  expect(deviationText(1000, 1012.4, 'de')).toBe('+12\u202Fm² (+1,24\u202F%)');
  expect(deviationText(1000, 997.5, 'de')).toBe('\u22122,5\u202Fm² (\u22120,25\u202F%)');
  expect(deviationText(null, 997.5, 'de')).toBeNull();
  expect(deviationText(0, 997.5, 'de')).toBeNull();
});
