// Fixture server for looking at screens: node dev/server.mjs [port], after npm run build. Never shipped.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layers, mapUnits, timelines, unitsOf } from './city.mjs';
import { encode, tileBox } from './mvt.mjs';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const CSP = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self'";
const port = Number(process.argv[2] ?? 8123);
const ZOOMS = { parcel: [13, 16], building: [13, 16], unit: [14, 16], cell: [8, 13] };

const boxes = new Map();
function boxOf(feature) {
  if (!boxes.has(feature)) {
    const flat = feature.geometry.coordinates.flat(Infinity);
    const [lons, lats] = [flat.filter((_, i) => i % 2 === 0), flat.filter((_, i) => i % 2 === 1)];
    boxes.set(feature, [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]);
  }
  return boxes.get(feature);
}
const meets = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
const inside = ([lon, lat], [w, s, e, n]) => lon >= w && lon <= e && lat >= s && lat <= n;

class NotThere extends Error {}
const find = (layer, id) => {
  const found = layers[layer].find((feature) => feature.properties.id === id);
  if (!found) throw new NotThere(id);
  return found;
};

function collection(features, query, path) {
  const [limit, start] = [Number(query.get('limit') ?? 1000), Number(query.get('cursor') ?? 0)];
  const page = features.slice(start, start + limit);
  const rest = new URLSearchParams(query);
  rest.set('cursor', String(start + limit));
  const links = start + limit < features.length ? [{ rel: 'next', href: `${path}?${rest}` }] : [];
  return { type: 'FeatureCollection', features: page, links, number_returned: page.length };
}

function units(query) {
  let found = layers.unit;
  if (query.get('district')) found = found.filter((unit) => meets(boxOf(unit), boxOf(find('district', query.get('district')))));
  if (query.get('status')) found = found.filter((unit) => query.get('status').split(',').includes(unit.properties.unit_status));
  if (query.get('centre')) found = found.filter((unit) => meets(boxOf(unit), boxOf(find('centre', query.get('centre')))));
  if (query.get('bbox')) found = found.filter((unit) => inside(unit.geometry.coordinates, query.get('bbox').split(',').map(Number)));
  return found;
}

function search(query) {
  const q = (query.get('q') ?? '').toLowerCase();
  const hit = (kind, feature, label, sublabel) => ({ kind, id: feature.properties.id, label, sublabel, point: boxOf(feature).slice(0, 2), bbox: boxOf(feature), building_id: kind === 'address' ? feature.properties.id : null });
  const all = [
    ...layers.district.map((f) => hit('district', f, f.properties.name, 'Dresden')),
    ...layers.centre.map((f) => hit('centre', f, f.properties.name, 'Zentrum')),
    ...layers.building.map((f) => hit('address', f, f.properties.address, 'Dresden')),
    ...layers.parcel.map((f) => hit('parcel', f, f.properties.label, f.properties.gemarkung)),
  ];
  return { results: all.filter((one) => one.label.toLowerCase().includes(q)).slice(0, Number(query.get('limit') ?? 10)) };
}

const config = {
  region: 'dresden', title: 'Region Dresden', extent: [13.68, 51.02, 13.8, 51.09], audience: 'intern', sample: true, languages: ['de', 'en'],
  base_maps: process.env.FIXTURE_BASE_MAPS ? JSON.parse(process.env.FIXTURE_BASE_MAPS) : [],
  datasets: [{ kind: 'sample', title: 'Musterstadt', source: 'Musterdaten Elbraum', licence: null, date: '2026-11-12' }], version: '0.1.0',
};
// The layers of the map are defined once, by the server.
function style(theme, lang) {
  const code = `import sys, orjson; from tiles.style import build; sys.stdout.buffer.write(orjson.dumps(build(*sys.argv[1:3], sys.argv[4:], sys.argv[3])))`;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const args = ['-c', code, theme, lang === 'en' ? 'en' : 'de', `http://127.0.0.1:${port}`, ...Object.keys(layers)];
  return JSON.parse(execFileSync(join(root, '.venv/bin/python'), args, { cwd: root, encoding: 'utf8' }));
}

const several = { units: 'unit', buildings: 'building', parcels: 'parcel', districts: 'district', centres: 'centre' };

function api(path, query) {
  const [name, id, sub] = path.slice('/api/'.length).split('/');
  if (name === 'config') return config;
  if (name === 'search') return search(query);
  if (!several[name]) throw new NotThere(name);
  if (sub === 'units') {
    const own = unitsOf.get(id) ?? [];
    return collection(own.map((unit) => ({ ...unit, properties: { ...unit.properties, timeline: timelines.get(unit.properties.id) } })), query, path);
  }
  if (id) return find(several[name], id);
  return collection(name === 'units' ? units(query) : layers[several[name]], query, path);
}

function tiles(path, query) {
  const match = /^\/tiles\/(\w+)\/(\d+)\/(\d+)\/(\d+)\.mvt$/.exec(path);
  if (match) {
    const [name, z, x, y] = [match[1], ...match.slice(2).map(Number)];
    const [w, s, e, n] = tileBox(z, x, y);
    const box = [w - (e - w) / 16, s - (n - s) / 16, e + (e - w) / 16, n + (n - s) / 16];
    const features = (name === 'unit' ? mapUnits : layers[name]).filter((feature) => meets(boxOf(feature), box));
    return Buffer.from(encode(name === 'cell' ? 'bubble' : name, features, z, x, y));
  }
  if (path.startsWith('/tiles/style/')) return style(path.includes('dark') ? 'dark' : 'light', query.get('lang'));
  const name = path.slice('/tiles/'.length, -'.json'.length);
  const [minzoom, maxzoom] = ZOOMS[name] ?? [8, 16];
  return { tilejson: '3.0.0', tiles: [`http://127.0.0.1:${port}/tiles/${name}/{z}/{x}/{y}.mvt`], minzoom, maxzoom, vector_layers: [{ id: name === 'cell' ? 'bubble' : name, fields: {} }] };
}

async function answer(url) {
  const path = decodeURIComponent(url.pathname);
  if (path.startsWith('/api/')) return { type: 'application/json', body: JSON.stringify(api(path, url.searchParams)) };
  if (path.startsWith('/tiles/')) {
    const body = tiles(path, url.searchParams);
    return Buffer.isBuffer(body) ? { type: 'application/vnd.mapbox-vector-tile', body } : { type: 'application/json', body: JSON.stringify(body) };
  }
  const file = path === '/' ? 'index.html' : normalize(path).replace(/^[/.]+/, '');
  return { type: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(join(DIST, file)) };
}

createServer(async (request, response) => {
  try {
    const { type, body } = await answer(new URL(request.url, `http://127.0.0.1:${port}`));
    response.writeHead(200, { 'content-type': type, 'content-security-policy': CSP }).end(body);
  } catch (error) {
    const status = error instanceof NotThere || error.code === 'ENOENT' ? 404 : 500;
    const problem = { type: 'about:blank', title: 'not found', status, code: status === 404 ? 'not_found' : 'internal', detail: String(error), params: {}, faults: [] };
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
