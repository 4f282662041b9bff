import { expect, test } from 'vitest';
import type { Period } from '../src/api/types';
import { readable, spanText } from '../src/panel/timeline';
import { dictionaries } from '../src/words/index';

const period = (start: string | null, end: string | null, status = 'occupied'): Period => ({
  period_kind: status === 'vacant' ? 'vacancy' : 'occupancy',
  unit_status: status,
  start,
  end,
  start_precision: 'day',
  end_precision: 'day',
  label: 'Musterladen',
  branch: null,
  source: 'Begehung',
  notices: [],
});
const spans = (periods: Period[]): [string, string | null, string | null][] =>
  periods.map(({ unit_status, start, end }) => [unit_status, start, end]);

test('the newest period comes first', () => {
  const timeline = [period('2014-05-01', '2019-09-30'), period('2019-10-01', null, 'vacant')];
  expect(spans(readable(timeline))).toEqual([
    ['vacant', '2019-10-01', null],
    ['occupied', '2014-05-01', '2019-09-30'],
  ]);
});

test('days that nobody observed are shown as unknown', () => {
  const timeline = [period('2020-03-01', null), period('2014-05-01', '2020-02-28')];
  expect(spans(readable(timeline))[1]).toEqual(['unknown', '2020-02-29', '2020-02-29']);
});

test('periods that touch leave no gap', () => {
  expect(readable([period('2014-05-01', '2019-12-31'), period('2020-01-01', null)])).toHaveLength(2);
});

test('an open or missing start and end is said in words', () => {
  const { de, en } = dictionaries;
  expect(spanText(period('2019-10-01', null), 'de', de)).toBe('seit 01.10.2019');
  expect(spanText(period(null, '2019-10-01'), 'de', de)).toBe('bis 01.10.2019');
  expect(spanText(period('2014-05-01', '2019-09-30'), 'en', en)).toBe('1 May 2014 to 30 Sep 2019');
});
