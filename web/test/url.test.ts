import { expect, test } from 'vitest';
import { PICKS, readScreen, readView, writeScreen, writeView, type Screen } from '../src/state/url';

const START = readScreen('', '');
const apart = (url: string): [string, string] => {
  const at = url.indexOf('#');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)];
};
const throughUrl = (screen: Screen): Screen => readScreen(...apart(writeScreen(screen)));

test('an empty address is German, without selection and without view', () => {
  expect(START).toEqual({ lang: 'de', search: '', pick: null, hidden: [], baseMap: null, list: false, view: null });
  expect(writeScreen(START)).toBe('');
});

test.each(PICKS)('a picked %s survives the address', (kind) => {
  const screen = { ...START, pick: { kind, id: '0f2c-9' } };
  expect(throughUrl(screen)).toEqual(screen);
});

test('everything at once survives the address', () => {
  const screen: Screen = {
    lang: 'en',
    search: 'Straße & Nr. 5+6 #1 ä?',
    pick: { kind: 'unit', id: 'abc-123' },
    hidden: ['occupied', 'parcel'],
    baseMap: 'topplus-grau',
    list: true,
    view: { zoom: 14.25, lat: 51.0512, lon: 13.7411 },
  };
  expect(throughUrl(screen)).toEqual(screen);
});

test('a view keeps its place to less than a pixel', () => {
  for (const zoom of [7, 12.5, 17, 21]) {
    const view = { zoom, lat: 51.123456789, lon: 13.987654321 };
    const degreesPerPixel = 360 / (512 * 2 ** zoom);
    expect(Math.abs((readView(writeView(view))?.lon ?? 0) - view.lon)).toBeLessThan(degreesPerPixel);
  }
});

test.each(['#14/99/13', '#40/51/13', '#14/51', '#a/b/c', '#14/51/13/9', '#-1/51/13'])('%s is no view', (fragment) => {
  expect(readView(fragment)).toBeNull();
});

test.each(['?building=<script>', '?unit=a%20b', '?base=../x', '?hide=A%22B', '?lang=fr'])('%s is ignored', (search) => {
  expect(readScreen(search, '')).toEqual(START);
});
