// A map style for the fixture server only; the real one is the server's, from the same tokens.
import { readFileSync } from 'node:fs';

const look = JSON.parse(readFileSync(new URL('../../tiles/look/tokens.json', import.meta.url), 'utf8'));

export function style(theme) {
  const c = Object.fromEntries(Object.entries(look.color).map(([name, value]) => [name, value[theme]]));
  const { label, strong, water } = look.type.map_font;
  const { map } = look;
  const layer = (id, type, source, paint, extra = {}) => ({ id, type, source: `elbraum-${source}`, 'source-layer': source, paint, ...extra });
  const dash = ([on, off], width) => [on / width, off / width];
  const widths = (pairs) => ['interpolate', ['exponential', 1.6], ['zoom'], ...pairs.flat()];
  const text = { 'text-color': c['map-label'], 'text-halo-color': c['map-land'], 'text-halo-width': map.label.halo_px / 2 };
  const percent = (n, nVacant) => ['to-string', ['round', ['/', ['*', 100, ['get', nVacant]], ['get', n]]]];
  const bubble = (n, nVacant) => ['concat', look.bubble.icon_prefix, ['to-string', ['get', n]], '-', percent(n, nVacant)];
  const sources = ['land', 'street', 'district', 'centre', 'parcel', 'building', 'unit', 'cell'];
  const main = ['in', ['get', 'class'], ['literal', ['motorway', 'primary', 'secondary']]];
  const tram = ['==', ['get', 'class'], 'tram'];
  return {
    version: 8,
    name: `Elbraum ${theme}`,
    'font-faces': { [label]: look.type.file, [strong]: look.type.file },
    sources: Object.fromEntries(sources.map((name) => [`elbraum-${name}`, { type: 'vector', url: `/tiles/${name}.json` }])),
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': c['map-land'] } },
      layer('green', 'fill', 'land', { 'fill-color': c['map-green'] }, { filter: ['==', ['get', 'kind'], 'green'] }),
      layer('building', 'fill', 'building', { 'fill-color': c['map-building'] }, { minzoom: 13 }),
      layer('building-edge', 'line', 'building', { 'line-color': c['map-building-edge'], 'line-width': map.building.edge_px }, { minzoom: map.building.edge_from }),
      layer('district-area', 'fill', 'district', { 'fill-color': c['map-land'], 'fill-opacity': 0 }),
      layer('district-edge', 'line', 'district', { 'line-color': c['map-district'], 'line-width': map.district.width_px, 'line-dasharray': dash(map.district.dash_px, 0.8) }, { minzoom: 10, maxzoom: 15 }),
      layer('water', 'fill', 'land', { 'fill-color': c['map-water'] }, { filter: ['==', ['get', 'kind'], 'water'] }),
      layer('road', 'line', 'street', { 'line-color': c['map-road'], 'line-width': widths(map.road.width_px) }, { minzoom: 13, filter: ['all', ['!', main], ['!', tram]], layout: { 'line-cap': 'round' } }),
      layer('road-main', 'line', 'street', { 'line-color': c['map-road'], 'line-width': widths(map.road.width_px) }, { minzoom: 10, filter: main, layout: { 'line-cap': 'round' } }),
      layer('tram-casing', 'line', 'street', { 'line-color': c['map-road'], 'line-width': 4 }, { minzoom: 11, filter: tram }),
      layer('tram', 'line', 'street', { 'line-color': c['map-tram'], 'line-width': widths(map.tram.width_px) }, { minzoom: 11, filter: tram }),
      layer('parcel-area', 'fill', 'parcel', { 'fill-color': c['map-land'], 'fill-opacity': 0 }, { minzoom: 15 }),
      layer('parcel-edge', 'line', 'parcel', { 'line-color': c['map-parcel'], 'line-width': map.parcel.width_px }, { minzoom: 16 }),
      layer('centre-area', 'fill', 'centre', { 'fill-color': c['map-centre'], 'fill-opacity': map.centre.fill_share }, { minzoom: 11 }),
      layer('centre-edge', 'line', 'centre', { 'line-color': c['map-centre'], 'line-width': 1.4, 'line-dasharray': dash(map.centre.dash_px, 1.4) }, { minzoom: 11 }),
      layer('district-label', 'symbol', 'district', text, { minzoom: 11, maxzoom: 16, layout: { 'text-field': ['get', 'name'], 'text-font': [label], 'text-size': map.label.size_px, 'text-padding': 40 } }),
      layer('water-label', 'symbol', 'land', { ...text, 'text-color': c['map-label-water'], 'text-halo-color': c['map-water'] }, { filter: ['==', ['get', 'kind'], 'water'], layout: { 'text-field': ['get', 'name'], 'text-font': [water], 'text-size': 13, 'text-letter-spacing': 0.2 } }),
      layer('street-label', 'symbol', 'street', text, { minzoom: 15, layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': [label], 'text-size': 12 } }),
      layer('parcel-label', 'symbol', 'parcel', text, { minzoom: 17, layout: { 'text-field': ['get', 'label'], 'text-font': [label], 'text-size': 11 } }),
      layer('unit', 'symbol', 'unit', {}, { minzoom: 14, filter: ['==', ['get', 'n_at_building'], 1], layout: { 'icon-image': ['concat', 'status-', ['get', 'unit_status']], 'icon-allow-overlap': true } }),
      layer('unit-several', 'symbol', 'unit', {}, { minzoom: 14, filter: ['>', ['get', 'n_at_building'], 1], layout: { 'icon-image': bubble('n_at_building', 'n_vacant_at_building'), 'icon-allow-overlap': true } }),
      layer('cell', 'symbol', 'cell', {}, { maxzoom: 14, layout: { 'icon-image': bubble('n_units', 'n_vacant'), 'icon-allow-overlap': true } }),
    ],
  };
}
