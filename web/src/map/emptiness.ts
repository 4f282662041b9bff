// Notices a background map without a single tile: MapLibre passes over tiles that answer 404 and says nothing.
import type { MapLibreMap } from 'maplibre-gl';
import { BASE } from './compose';

const NUDGE_MS = 500;

function backgroundsOf(map: MapLibreMap): [id: string, source: unknown][] {
  return Object.entries(map.getStyle().sources).filter(([id]) => id.startsWith(BASE));
}

/** Ask once for each background whether anything of it came. */
export function listenForEmptiness(map: MapLibreMap, empty: () => void): void {
  const full = new Set<string>();
  let settled = '[]';
  let nudging: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    clearInterval(nudging);
    nudging = undefined;
  };

  map.on('sourcedata', ({ sourceId, tile }) => {
    if (tile) full.add(sourceId);
  });
  map.on('styledata', () => {
    // The last tile that answers 404 draws nothing, so without a nudge the map would never come to rest.
    if (JSON.stringify(backgroundsOf(map)) !== settled) nudging ??= setInterval(() => map.triggerRepaint(), NUDGE_MS);
  });
  map.on('idle', () => {
    stop();
    const backgrounds = backgroundsOf(map);
    const key = JSON.stringify(backgrounds);
    if (key === settled) return;
    settled = key;
    if (backgrounds.length > 0 && !backgrounds.some(([id]) => full.has(id))) empty();
    full.clear();
  });
  map.on('remove', stop);
}
