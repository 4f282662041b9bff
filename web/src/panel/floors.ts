// Units of a building by floor: ground floor first, then upwards, basements last.
import type { UnitFeature } from '../api/types';
import { STATUSES, statusOf, type Status } from '../marks/marks';

export interface Floor {
  floor: number;
  units: UnitFeature[];
}

const rank = (floor: number): number => (floor >= 0 ? floor : 1000 - floor);

export function byFloor(units: readonly UnitFeature[]): Floor[] {
  const floors = [...new Set(units.map((unit) => unit.properties.floor))];
  return floors
    .toSorted((a, b) => rank(a) - rank(b))
    .map((floor) => ({ floor, units: units.filter((unit) => unit.properties.floor === floor).toSorted(byNumber) }));
}

function byNumber(a: UnitFeature, b: UnitFeature): number {
  return String(a.properties.unit_no).localeCompare(String(b.properties.unit_no), 'de', { numeric: true });
}

/** How many units of a floor stand in each status, in the order of the legend. */
export function statusCounts(units: readonly UnitFeature[]): { status: Status; count: number }[] {
  return STATUSES.map((status) => ({
    status,
    count: units.filter((unit) => statusOf(unit.properties.unit_status) === status).length,
  })).filter(({ count }) => count > 0);
}
