import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte|css)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));
const WRITTEN = SOURCES.filter(({ path }) => !path.includes('.gen.'));

test('only the map room imports maplibre-gl', () => {
  const others = SOURCES.filter(({ path, text }) => !path.startsWith('map/') && /from 'maplibre-gl/.test(text));
  expect(others.map(({ path }) => path)).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  expect(WRITTEN.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)).toEqual([]);
});

test('no colour stands outside the tokens', () => {
  const own = WRITTEN.filter(({ text }) => /#[0-9a-f]{6}\b/i.test(text)).map(({ path }) => path);
  expect(own).toEqual([]);
});

test('the source names no outside address', () => {
  const outside = WRITTEN.filter(({ text }) => /https?:\/\/(?!www\.w3\.org)/.test(text)).map(({ path }) => path);
  expect(outside).toEqual([]);
});

test('the lock file holds no address', () => {
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('://');
});

test('every text of the dictionary is used', () => {
  const keys = (SOURCES.find(({ path }) => path === 'words/de.ts')?.text ?? '').matchAll(/^  (\w+):/gm);
  const users = WRITTEN.filter(({ path }) => !/words\/(de|en)\.ts$/.test(path)).map(({ text }) => text).join('\n');
  expect([...keys].map(([, key]) => key).filter((key) => !new RegExp(`\\bt\\.${key}\\b`).test(users))).toEqual([]);
});
