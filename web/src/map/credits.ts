// Who is named below the map, and how old the newest data are.
import type { BaseMap, Dataset } from '../api/types';

export interface Credits {
  sources: string[];
  latest: string | null;
}

export function creditsOf(datasets: readonly Dataset[], background: BaseMap | null): Credits {
  const sources = [...new Set([...(background ? [background.attribution] : []), ...datasets.map((set) => set.source)])];
  const dates = datasets.flatMap((set) => (set.date ? [set.date] : []));
  return { sources: sources.filter(Boolean), latest: dates.toSorted().at(-1) ?? null };
}
