// Which of the things under the pointer is meant.
import type { Pick } from '../state/url';

export interface Seen {
  source: string;
  properties: Record<string, unknown>;
}

/** `houseOf` is a unit whose symbol stands for all units of its building. */
export type Meant = { pick: Pick } | { houseOf: string } | { zoomIn: true };

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function pickOf({ source, properties }: Seen): Meant | null {
  const id = text(properties['id']);
  switch (source) {
    case 'elbraum-cell':
      return { zoomIn: true };
    case 'elbraum-unit':
      if (id && Number(properties['n_units'] ?? 1) > 1) return { houseOf: id };
      return id ? { pick: { kind: 'unit', id } } : null;
    case 'elbraum-building':
      return id ? { pick: { kind: 'building', id } } : null;
    case 'elbraum-parcel':
      return id ? { pick: { kind: 'parcel', id } } : null;
    case 'elbraum-centre':
      return id ? { pick: { kind: 'centre', id } } : null;
    case 'elbraum-district':
      return id ? { pick: { kind: 'district', id } } : null;
    default:
      return null;
  }
}

const ORDER = ['unit', 'cell', 'building', 'parcel', 'centre', 'district'].map((layer) => `elbraum-${layer}`);

/** What has words of its own beside its symbol. */
const TOLD = ['elbraum-unit', 'elbraum-cell'];

export function toldBy<S extends Seen>(seen: readonly S[]): S | null {
  return TOLD.flatMap((source) => seen.find((thing) => thing.source === source) ?? []).at(0) ?? null;
}

/** The smallest thing wins: unit before bubble before building before parcel before areas. */
export function meantBy(seen: readonly Seen[]): Meant | null {
  for (const source of ORDER) {
    for (const thing of seen) {
      const meant = thing.source === source ? pickOf(thing) : null;
      if (meant) return meant;
    }
  }
  return null;
}
