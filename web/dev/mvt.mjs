// A small vector tile encoder for the fixture server: points, lines and polygons, no clipping.
import { PbfWriter } from 'pbf';

const EXTENT = 4096;

export function project([lon, lat]) {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI];
}

export function tileBox(z, x, y) {
  const n = 2 ** z;
  const lat = (row) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / n))) * 180) / Math.PI;
  return [(x / n) * 360 - 180, lat(y + 1), ((x + 1) / n) * 360 - 180, lat(y)];
}

const zigzag = (n) => (n << 1) ^ (n >> 31);

function commands(geometry, toTile) {
  const out = [];
  let [cx, cy] = [0, 0];
  const path = (positions, isRing) => {
    const points = (isRing ? positions.slice(0, -1) : positions).map(toTile);
    points.forEach(([x, y], i) => {
      if (i === 0) out.push(9);
      if (i === 1) out.push(((points.length - 1) << 3) | 2);
      out.push(zigzag(x - cx), zigzag(y - cy));
      [cx, cy] = [x, y];
    });
    if (isRing) out.push(15);
  };
  if (geometry.type === 'Point') path([geometry.coordinates], false);
  else if (geometry.type === 'LineString') path(geometry.coordinates, false);
  else geometry.coordinates.forEach((ring) => path(ring, true));
  return out;
}

const TYPES = { Point: 1, LineString: 2, Polygon: 3 };

function writeValue(value, pbf) {
  if (typeof value === 'string') pbf.writeStringField(1, value);
  else if (Number.isInteger(value)) pbf.writeSVarintField(6, value);
  else if (typeof value === 'number') pbf.writeDoubleField(3, value);
  else pbf.writeBooleanField(7, Boolean(value));
}

export function encode(name, features, z, x, y) {
  const scale = EXTENT * 2 ** z;
  const toTile = (position) => {
    const [px, py] = project(position);
    return [Math.round(px * scale - x * EXTENT), Math.round(py * scale - y * EXTENT)];
  };
  const [keys, values] = [new Map(), new Map()];
  const index = (map, item) => map.get(item) ?? map.set(item, map.size).get(item);
  const pbf = new PbfWriter();
  pbf.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, name);
      for (const feature of features) {
        layer.writeMessage(
          2,
          (_f, out) => {
            const entries = Object.entries(feature.properties).filter(([, value]) => value !== null && typeof value !== 'object');
            out.writeVarintField(1, feature.fid);
            out.writePackedVarint(2, entries.flatMap(([key, value]) => [index(keys, key), index(values, value)]));
            out.writeVarintField(3, TYPES[feature.geometry.type]);
            out.writePackedVarint(4, commands(feature.geometry, toTile));
          },
          feature,
        );
      }
      for (const key of keys.keys()) layer.writeStringField(3, key);
      for (const value of values.keys()) layer.writeMessage(4, writeValue, value);
      layer.writeVarintField(5, EXTENT);
    },
    null,
  );
  return pbf.finish();
}
