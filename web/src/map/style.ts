// Fetches the server's style and makes its addresses absolute, as the map's worker needs them.
import type { StyleSpecification } from 'maplibre-gl';
import { address, getJson } from '../api/client';
import type { BaseMap } from '../api/types';
import type { Language } from '../state/url';
import type { Background } from './compose';
import type { Theme } from './icons';

/** Keep the braces of templates: the URL class would encode them. */
function absolute(url: string, base: string): string {
  return new URL(url, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

export function withAbsoluteSources(style: StyleSpecification, base: string): StyleSpecification {
  const sources = Object.entries(style.sources).map(([id, source]) => {
    const fixed = { ...source } as { url?: string; tiles?: string[] };
    if (fixed.url) fixed.url = absolute(fixed.url, base);
    if (fixed.tiles) fixed.tiles = fixed.tiles.map((url) => absolute(url, base));
    return [id, fixed];
  });
  return { ...style, sources: Object.fromEntries(sources) as StyleSpecification['sources'] };
}

export async function fetchStyle(theme: Theme, lang: Language, signal: AbortSignal): Promise<StyleSpecification> {
  const path = `tiles/style/${theme}.json?lang=${lang}`;
  return withAbsoluteSources(await getJson<StyleSpecification>(path, signal), address(path));
}

export async function fetchBackground(map: BaseMap | null, signal: AbortSignal): Promise<Background | null> {
  if (!map) return null;
  if (map.kind !== 'style') return { map };
  const style = await getJson<StyleSpecification>(map.url, signal);
  return { map, style: withAbsoluteSources(style, map.url) };
}
