// What the pointer or the focus is on: a unit, or a symbol that stands for several.
import { lonLatOf } from '../api/shape';
import type { UnitFeature } from '../api/types';

export interface Hovered {
  at: [number, number];
  address: string;
  unit: UnitFeature | null;
  nUnits: number;
  nVacant: number;
}

export function hoveredUnit(unit: UnitFeature): Hovered {
  return { at: lonLatOf(unit.geometry), address: unit.properties.address_text, unit, nUnits: 1, nVacant: 0 };
}
