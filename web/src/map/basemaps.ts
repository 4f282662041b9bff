// Background maps of the settings as raster sources; nothing is built in.
import type { RasterSourceSpecification } from 'maplibre-gl';
import type { BaseMap } from '../api/types';

const TILE_PX = 256;

function withParams(url: string, params: Record<string, string>): string {
  const [path = '', query = ''] = url.split('?');
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(params)) {
    // Services read the names in any case; a value of the settings wins over ours.
    if (![...search.keys()].some((key) => key.toUpperCase() === name)) search.set(name, value);
  }
  return `${path}?${search.toString()}`;
}

function wmsTiles(map: BaseMap): string {
  const url = withParams(map.url, {
    SERVICE: 'WMS',
    VERSION: '1.3.0',
    REQUEST: 'GetMap',
    LAYERS: map.layers,
    STYLES: '',
    CRS: 'EPSG:3857',
    FORMAT: 'image/png',
    WIDTH: String(TILE_PX),
    HEIGHT: String(TILE_PX),
  });
  return `${url}&BBOX={bbox-epsg-3857}`;
}

/** `layers` is `name` or `name@matrixset`; a template with braces is taken as it stands. */
function wmtsTiles(map: BaseMap): string {
  if (map.url.includes('{')) {
    return map.url
      .replace(/\{TileMatrix\}/gi, '{z}')
      .replace(/\{TileCol\}/gi, '{x}')
      .replace(/\{TileRow\}/gi, '{y}');
  }
  const [layer = '', matrixSet = 'GoogleMapsCompatible'] = map.layers.split('@');
  const url = withParams(map.url, {
    SERVICE: 'WMTS',
    VERSION: '1.0.0',
    REQUEST: 'GetTile',
    LAYER: layer,
    STYLE: 'default',
    FORMAT: 'image/png',
    TILEMATRIXSET: matrixSet,
  });
  return `${url}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`;
}

/** The raster source of a WMS, WMTS or XYZ map; null for a vector style. */
export function rasterSource(map: BaseMap): RasterSourceSpecification | null {
  if (map.kind === 'style') return null;
  const templates = { wms: wmsTiles, wmts: wmtsTiles, xyz: ({ url }: BaseMap) => url };
  return {
    type: 'raster',
    tiles: [templates[map.kind](map)],
    tileSize: TILE_PX,
    attribution: map.attribution,
  };
}
