// The style that the server makes from the same tokens, checked against the specification.
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { look } from '../src/look.gen';
import { compose, SOURCE } from '../src/map/compose';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PYTHON = `${ROOT}.venv/bin/python`;
const LAYERS = ['building', 'cell', 'centre', 'district', 'label', 'land', 'parcel', 'stop', 'street', 'unit'];
const LEGEND = ['cell', 'centre', 'district', 'building', 'parcel', 'unit'];

function built(theme: string, lang: string): StyleSpecification {
  const code = `import sys, orjson; from tiles.style import build; sys.stdout.buffer.write(orjson.dumps(build("${theme}", "${lang}", ${JSON.stringify(LAYERS)}, "http://h")))`;
  return JSON.parse(execFileSync(PYTHON, ['-c', code], { cwd: ROOT, encoding: 'utf8' })) as StyleSpecification;
}

describe.skipIf(!existsSync(PYTHON)).each([
  ['light', 'de'],
  ['dark', 'en'],
] as const)('the %s style in %s', (theme, lang) => {
  const style = existsSync(PYTHON) ? built(theme, lang) : { version: 8 as const, sources: {}, layers: [] };

  test('is valid as served and as composed', () => {
    expect(validateStyleMin(style)).toEqual([]);
    expect(validateStyleMin(compose(style, { theme, hidden: ['vacant', 'parcel'], background: null, picked: null }))).toEqual([]);
  });

  test('draws every entry of the legend', () => {
    const drawn = new Set(style.layers.map((layer) => ('source' in layer ? layer.source : '')));
    expect(LEGEND.filter((layer) => !drawn.has(SOURCE(layer)))).toEqual([]);
  });

  test('names only fonts that the page has', () => {
    const css = readFileSync(`${ROOT}web/src/app.css`, 'utf8');
    const fonts = style.layers.flatMap((layer) => (layer.type === 'symbol' ? ((layer.layout?.['text-font'] ?? []) as string[]) : []));
    expect([...fonts, ...Object.values(look.mapFont)].filter((font) => !css.includes(`font-family: '${font}'`))).toEqual([]);
  });
});
