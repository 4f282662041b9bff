// The style on screen as one function of the server's style and the state: nothing is changed by hand on the map.
import type { Feature } from 'geojson';
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { BaseMap } from '../api/types';
import { look } from '../look.gen';
import { isStatus } from '../marks/marks';
import { rasterSource } from './basemaps';
import type { Theme } from './icons';

export const SOURCE = (layer: string): string => `elbraum-${layer}`;
const PICKED = 'picked';
export const BASE = 'base';
/** What a background map shows in our stead. */
const GROUND = ['land', 'street', 'building', 'water', 'green'].map(SOURCE);

export interface Background {
  map: BaseMap;
  /** The document of a vector style, fetched before. */
  style?: StyleSpecification;
}

export interface Wishes {
  theme: Theme;
  hidden: readonly string[];
  background: Background | null;
  picked: Feature | null;
}

const sourceOf = (layer: LayerSpecification): string | null =>
  'source' in layer && typeof layer.source === 'string' ? layer.source : null;

function withoutStatuses(layer: LayerSpecification, statuses: readonly string[]): LayerSpecification {
  if (statuses.length === 0 || sourceOf(layer) !== SOURCE('unit') || layer.type === 'background') return layer;
  const isSeveral: ExpressionSpecification = ['>', ['coalesce', ['get', 'n_units'], 1], 1];
  const isWanted: ExpressionSpecification = ['!', ['in', ['get', 'unit_status'], ['literal', [...statuses]]]];
  const keep: ExpressionSpecification = ['any', isSeveral, isWanted];
  const filter = 'filter' in layer && layer.filter ? ['all', layer.filter, keep] : keep;
  return { ...layer, filter } as LayerSpecification;
}

/** Houses with several units show bubbles too, which go with those of the cells. */
function withoutBubbles(layer: LayerSpecification, isOff: boolean): LayerSpecification {
  if (!isOff || sourceOf(layer) !== SOURCE('unit') || layer.type === 'background') return layer;
  const isSingle: ExpressionSpecification = ['==', ['coalesce', ['get', 'n_units'], 1], 1];
  return { ...layer, filter: layer.filter ? ['all', layer.filter, isSingle] : isSingle } as LayerSpecification;
}

function switched(layer: LayerSpecification, isOff: boolean): LayerSpecification {
  if (!isOff) return layer;
  return { ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification;
}

/** The picked area as it lies in the database, under the symbols, which stay readable. */
function pickedArea(theme: Theme): LayerSpecification[] {
  const { picked, planned } = look.map;
  const edge = look.color.primary[theme];
  const isPlanned: ExpressionSpecification = ['in', ['get', 'legal_state'], ['literal', ['planned', 'applied']]];
  const area: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
  const line = { 'line-color': edge, 'line-width': picked.width_px };
  return [
    {
      id: 'picked-area',
      type: 'fill',
      source: PICKED,
      // A whole district filled would tint the map that is looked at.
      filter: ['all', area, ['!', ['has', 'district_kind']]],
      paint: { 'fill-color': edge, 'fill-opacity': picked.fill_share },
    },
    { id: 'picked-edge', type: 'line', source: PICKED, filter: ['all', area, ['!', isPlanned]], paint: line },
    {
      id: 'picked-edge-planned',
      type: 'line',
      source: PICKED,
      filter: ['all', area, isPlanned],
      paint: {
        'line-color': edge,
        'line-width': planned.width_px,
        'line-dasharray': planned.dash_px.map((px) => px / planned.width_px),
      },
    },
  ];
}

/** The ring around a picked symbol, over everything. */
function pickedRing(theme: Theme): LayerSpecification[] {
  const { picked } = look.map;
  return [
    {
      id: 'picked-ring',
      type: 'circle',
      source: PICKED,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': look.status.size_px.map / 2 + picked.ring_gap_px,
        'circle-color': 'transparent',
        'circle-stroke-width': picked.ring_px,
        'circle-stroke-color': look.color.focus[theme],
      },
    },
  ];
}

interface Under {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
  rest: Partial<StyleSpecification>;
}

const NOTHING: Under = { sources: {}, layers: [], rest: {} };

function underneath(background: Background | null): Under {
  if (!background) return NOTHING;
  const raster = rasterSource(background.map);
  if (raster) {
    return { sources: { [BASE]: raster }, layers: [{ id: BASE, type: 'raster', source: BASE }], rest: {} };
  }
  const { style } = background;
  if (!style) return NOTHING;
  const name = (id: string): string => `${BASE}-${id}`;
  const sources = Object.fromEntries(Object.entries(style.sources).map(([id, source]) => [name(id), source]));
  const layers = style.layers.map((layer) => {
    const source = sourceOf(layer);
    return { ...layer, id: name(layer.id), ...(source ? { source: name(source) } : {}) } as LayerSpecification;
  });
  const { glyphs, sprite } = style;
  return { sources, layers, rest: { ...(glyphs ? { glyphs } : {}), ...(sprite ? { sprite } : {}) } };
}

/** Whether a layer of tiles draws anything at this zoom. */
export function isDrawnAt(style: StyleSpecification, layer: string, zoom: number): boolean {
  return style.layers.some(
    (drawn) => sourceOf(drawn) === SOURCE(layer) && zoom >= (drawn.minzoom ?? 0) && zoom < (drawn.maxzoom ?? 24),
  );
}

/** The server's style with the background below, hidden entries off, and what is picked marked. */
export function compose(style: StyleSpecification, { theme, hidden, background, picked }: Wishes): StyleSpecification {
  const under = underneath(background);
  const isCovered = under.layers.length > 0;
  const statuses = hidden.filter(isStatus);
  const off = hidden.map(SOURCE);
  const own = style.layers.map((layer) => {
    const source = sourceOf(layer) ?? '';
    const thinned = withoutBubbles(withoutStatuses(layer, statuses), hidden.includes('cell'));
    return switched(thinned, off.includes(source) || (isCovered && GROUND.includes(source)));
  });
  const { 'font-faces': _unused, ...rest } = style;
  return {
    // The page's own faces stand in for the style's: only they give the map the weights of the type scale.
    ...rest,
    ...under.rest,
    sources: {
      ...style.sources,
      ...under.sources,
      [PICKED]: { type: 'geojson', data: picked ?? { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      ...own.filter((layer) => layer.type === 'background'),
      ...under.layers,
      ...own.filter((layer) => layer.type !== 'background' && layer.type !== 'symbol'),
      ...pickedArea(theme),
      ...own.filter((layer) => layer.type === 'symbol'),
      ...pickedRing(theme),
    ],
  };
}
