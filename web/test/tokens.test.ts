import { describe, expect, test } from 'vitest';
import { look } from '../src/look.gen';
import { STATUSES } from '../src/marks/marks';
import { contrast, distance, VISION } from './colour';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Name = keyof typeof look.color;

// [ink, ground, light, dark] as the look states them, to the tenth.
const RATIOS: readonly [Name, Name, number, number][] = [
  ['ink', 'surface', 16.4, 14.0],
  ['ink', 'canvas', 14.8, 15.5],
  ['ink-2', 'surface', 7.4, 7.8],
  ['ink-2', 'canvas', 6.7, 8.6],
  ['ink-2', 'tint', 6.3, 6.5],
  ['primary', 'surface', 8.2, 8.6],
  ['primary', 'canvas', 7.4, 9.5],
  ['on-primary', 'primary', 8.2, 9.3],
  ['ink', 'tint', 13.8, 11.6],
  ['focus', 'surface', 6.9, 7.8],
  ['vacant', 'surface', 6.7, 7.1],
  ['available_soon', 'canvas', 3.2, 8.8],
  ['interim', 'surface', 5.1, 9.8],
  ['occupied', 'canvas', 9.5, 6.0],
  ['unknown', 'surface', 5.0, 6.6],
  ['ok', 'surface', 6.5, 8.1],
  ['warn', 'warn-bg', 6.1, 8.5],
  ['error', 'error-bg', 6.3, 7.7],
  ['diff-minus', 'surface', 5.9, 7.8],
  ['diff-plus', 'surface', 5.0, 7.9],
  ['line-strong', 'surface', 3.7, 4.2],
  ['map-label', 'map-land', 6.1, 9.3],
];

test.each(RATIOS)('%s on %s has the contrast the look states', (ink, ground, light, dark) => {
  const ratio = (theme: Theme): number => contrast(look.color[ink][theme], look.color[ground][theme]);
  expect(ratio('light')).toBeCloseTo(light, 0.7);
  expect(ratio('dark')).toBeCloseTo(dark, 0.7);
});

describe.each(THEMES)('in the %s theme', (theme) => {
  const color = (name: Name): string => look.color[name][theme];

  test.each(['ink', 'ink-2', 'primary', 'ok', 'error', 'warn'] as const)('%s is readable as text', (name) => {
    expect(contrast(color(name), color('surface'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color(name), color('canvas'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...STATUSES, 'line-strong', 'focus'] as const)('%s is visible as symbol or edge', (name) => {
    expect(contrast(color(name), color('surface'))).toBeGreaterThanOrEqual(3);
    expect(contrast(color(name), color('canvas'))).toBeGreaterThanOrEqual(3);
  });

  test('sample data are readable on both stripes', () => {
    expect(contrast(color('warn'), color('warn-bg'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color('warn'), color('warn-stripe'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(Object.keys(VISION) as (keyof typeof VISION)[])('two statuses stay 15 apart with %s vision', (vision) => {
    const pairs = STATUSES.flatMap((one, i) => STATUSES.slice(i + 1).map((other) => [one, other] as const));
    const nearest = Math.min(...pairs.map(([one, other]) => distance(color(one), color(other), vision)));
    expect(nearest).toBeGreaterThanOrEqual(15);
  });
});

test('each status has a shape of its own', () => {
  expect(new Set(Object.values(look.status.shape)).size).toBe(STATUSES.length);
});
