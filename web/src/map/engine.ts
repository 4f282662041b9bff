// The map itself, kept outside of reactivity: it gets whole styles and goals, and says what was picked.
import {
  GPUInitializationError,
  MapLibreMap,
  setWorkerUrl,
  type PointLike,
  type StyleSpecification,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { lonLatOf } from '../api/shape';
import type { BoxDeg } from '../api/types';
import type { Goal } from '../state/app.svelte';
import type { View } from '../state/url';
import { listenForEmptiness } from './emptiness';
import { meantBy, toldBy, type Meant } from './hits';
import type { Over } from './hover';
import { drawIcon, type Theme } from './icons';

setWorkerUrl(new URL(workerUrl, document.baseURI).href);

export interface Listener {
  moved: (view: View) => void;
  /** At every step of a movement. */
  moving: () => void;
  picked: (meant: Meant | null) => void;
  hovered: (over: Over | null) => void;
  failed: (sourceId: string | null) => void;
  /** A background answered, but with no tile at all. */
  empty: () => void;
}

export interface Start {
  container: HTMLElement;
  style: StyleSpecification;
  theme: Theme;
  view: View | null;
  extent: BoxDeg;
  label: string;
}

export interface Engine {
  show(style: StyleSpecification, theme: Theme): void;
  go(goal: Goal): void;
  zoomBy(step: number): void;
  label(text: string): void;
  /** Where a place is on the map, in px from its upper left corner. */
  place(at: [number, number]): { x: number; y: number };
  remove(): void;
}

/** Fingers and symbols are bigger than a pixel. */
const REACH_PX = 4;
const DETAIL_ZOOM = 17;
const MAX_ZOOM = 21;
/** From here on a click on the ground is no longer meant for the whole district. */
const AREA_ZOOM = 14;
const AREAS = ['elbraum-district', 'elbraum-centre'];

export const isWithoutWebgl = (error: unknown): boolean => error instanceof GPUInitializationError;

function viewOf(map: MapLibreMap): View {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), lat, lon: lng };
}

function around({ x, y }: { x: number; y: number }): [PointLike, PointLike] {
  return [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ];
}

function create({ container, style, view, extent, label }: Start): MapLibreMap {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const camera = view
    ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom }
    : { bounds: extent, fitBoundsOptions: { padding: 24 } };
  return new MapLibreMap({
    container,
    style,
    ...camera,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 7,
    maxZoom: MAX_ZOOM,
    // Cut into smaller tiles, an area would be labelled in each of them.
    zoomLevelsToOverscale: MAX_ZOOM,
    fadeDuration: still ? 0 : 200,
    locale: { 'Map.Title': label },
  });
}

function seenAt(map: MapLibreMap, point: { x: number; y: number }): Over[] {
  const seen = map.queryRenderedFeatures(around(point)).map(({ source, properties, geometry }) => {
    const { lng, lat } = map.unproject([point.x, point.y]);
    return { source, properties, at: geometry.type === 'Point' ? lonLatOf(geometry) : ([lng, lat] as [number, number]) };
  });
  return map.getZoom() < AREA_ZOOM ? seen : seen.filter(({ source }) => !AREAS.includes(source));
}

function listenForHovers(map: MapLibreMap, hovered: Listener['hovered']): void {
  map.on('mousemove', ({ point }) => {
    const seen = seenAt(map, point);
    map.getCanvas().style.cursor = meantBy(seen) ? 'pointer' : '';
    // A finger that taps is no pointer that rests.
    if (matchMedia('(hover: hover)').matches) hovered(toldBy(seen));
  });
  map.on('mouseout', () => hovered(null));
}

function listenForPicks(map: MapLibreMap, picked: Listener['picked']): void {
  const meantAt = (point: { x: number; y: number }): Meant | null => meantBy(seenAt(map, point));

  map.on('click', ({ point, lngLat }) => {
    const meant = meantAt(point);
    if (meant && 'zoomIn' in meant) map.easeTo({ center: lngLat, zoom: map.getZoom() + 2 });
    else if (meant) picked(meant);
  });
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const meant = meantAt(map.project(map.getCenter()));
    if (meant && 'zoomIn' in meant) map.easeTo({ zoom: map.getZoom() + 2 });
    else picked(meant);
  });
}

/** Make the map; throws GPUInitializationError where the browser has no WebGL 2. */
export function start(options: Start, listener: Listener): Engine {
  let { theme, style: shown } = options;
  const map = create(options);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver(async (id) => {
    await document.fonts.load('650 13px "Source Sans 3"');
    // Twice as fine as the screen: the map smooths only what it has to scale.
    const pixelRatio = 2 * devicePixelRatio;
    const image = drawIcon(id, theme, pixelRatio);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio });
  });
  map.on('load', () => listener.moved(viewOf(map)));
  map.on('move', listener.moving);
  map.on('moveend', () => listener.moved(viewOf(map)));
  map.on('error', (event) => {
    console.error(event.error.message);
    listener.failed((event as { sourceId?: string }).sourceId ?? null);
  });
  map.once('idle', () => {
    options.container.dataset['features'] = String(map.queryRenderedFeatures().length);
  });
  listenForPicks(map, listener.picked);
  listenForEmptiness(map, listener.empty);
  listenForHovers(map, listener.hovered);
  return {
    show(style, nextTheme) {
      if (style === shown) return;
      shown = style;
      // Symbols are drawn in the colours of a theme, so another theme starts afresh.
      map.setStyle(style, { diff: nextTheme === theme });
      theme = nextTheme;
    },
    go({ bbox, point }) {
      const isPoint = bbox ? bbox[2] - bbox[0] < 1e-6 : true;
      if (bbox && !isPoint) map.fitBounds(bbox, { padding: 48, maxZoom: DETAIL_ZOOM + 1, animate: false });
      else map.jumpTo({ center: point ?? [bbox?.[0] ?? 0, bbox?.[1] ?? 0], zoom: Math.max(map.getZoom(), DETAIL_ZOOM) });
    },
    zoomBy: (step) => void map.easeTo({ zoom: map.getZoom() + step }),
    label: (text) => map.getCanvas().setAttribute('aria-label', text),
    place: (at) => map.project(at),
    remove: () => map.remove(),
  };
}
