// What the pointer is on: the symbol's place at once, the unit's own words as soon as they are fetched.
import { getJson } from '../api/client';
import type { UnitFeature } from '../api/types';
import { hoveredUnit, type Hovered } from '../state/hovered';
import type { Seen } from './hits';

export interface Over extends Seen {
  at: [number, number];
}

const KEPT = 500;
const known = new Map<string, Promise<UnitFeature | null>>();

function unitOf(id: string): Promise<UnitFeature | null> {
  const asked = known.get(id) ?? getJson<UnitFeature>(`api/units/${id}`).catch(() => null);
  if (known.size >= KEPT) known.clear();
  known.set(id, asked);
  return asked;
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** A bubble tells its counts; a symbol its unit, or its house where it stands for several. */
export async function hoveredBy({ source, properties, at }: Over): Promise<Hovered | null> {
  const [nUnits, nVacant] = [count(properties['n_units']), count(properties['n_vacant'])];
  if (source === 'elbraum-cell') return { at, address: '', unit: null, nUnits, nVacant };
  const unit = await unitOf(String(properties['id']));
  if (!unit) return null;
  const address = unit.properties.address_text;
  return nUnits > 1 ? { at, address, unit: null, nUnits, nVacant } : hoveredUnit(unit);
}
