// Where a GeoJSON geometry lies, in degrees.
import type { Geometry, Point, Position } from 'geojson';
import type { BoxDeg } from './types';

function* positions(geometry: Geometry): Generator<Position> {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) yield* positions(part);
    return;
  }
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };
  yield* (depth[geometry.type] === 0
    ? [geometry.coordinates as Position]
    : geometry.coordinates.flat(depth[geometry.type] - 1)) as Position[];
}

export function lonLatOf({ coordinates: [lon = 0, lat = 0] }: Point): [number, number] {
  return [lon, lat];
}

export function boxOf(geometry: Geometry | null): BoxDeg | null {
  if (!geometry) return null;
  const box: BoxDeg = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = NaN, lat = NaN] of positions(geometry)) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return Number.isFinite(box[0]) ? box : null;
}
