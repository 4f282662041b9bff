// Units of a building by floor: ground floor first, then upwards, basements last.
import type { UnitFeature } from '../api/types';

export interface Floor {
  floor: number;
  units: UnitFeature[];
}

const rank = (floor: number): number => (floor >= 0 ? floor : 1000 - floor);

export function byFloor(units: readonly UnitFeature[]): Floor[] {
  const groups = Map.groupBy(units, (unit) => unit.properties.floor);
  return [...groups]
    .map(([floor, members]) => ({ floor, units: members.toSorted(byNumber) }))
    .toSorted((a, b) => rank(a.floor) - rank(b.floor));
}

function byNumber(a: UnitFeature, b: UnitFeature): number {
  return String(a.properties.unit_no).localeCompare(String(b.properties.unit_no), 'de', { numeric: true });
}
