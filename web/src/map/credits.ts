// Who is named below the map, and how old the newest data are.
import type { BaseMap, Dataset } from '../api/types';

export interface Credits {
  sources: string[];
  latest: string | null;
}

/** Sample data are named as such (`sampleWord`), never by their maker alone. */
export function creditsOf(datasets: readonly Dataset[], background: BaseMap | null, sampleWord: string): Credits {
  const own = datasets.map((set) => (set.kind === 'sample' ? sampleWord : set.publisher || set.source));
  const sources = [...new Set([...(background ? [background.attribution] : []), ...own])];
  const dates = datasets.flatMap((set) => (set.date ? [set.date] : []));
  return { sources: sources.filter(Boolean), latest: dates.toSorted().at(-1) ?? null };
}
