// The address of a screen: language, search, selection in the query; the map view in the fragment.
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const PICKS = ['district', 'centre', 'building', 'unit', 'parcel'] as const;
export type PickKind = (typeof PICKS)[number];

export interface Pick {
  kind: PickKind;
  id: string;
}

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export interface Screen {
  lang: Language;
  search: string;
  pick: Pick | null;
  hidden: string[];
  baseMap: string | null;
  list: boolean;
  view: View | null;
}

const ID = /^[0-9A-Za-z-]{1,64}$/;
const NAME = /^[a-z0-9_-]{1,40}$/;

function readPick(params: URLSearchParams): Pick | null {
  for (const kind of PICKS) {
    const id = params.get(kind);
    if (id && ID.test(id)) return { kind, id };
  }
  return null;
}

export function readView(fragment: string): View | null {
  const match = /^#?(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(fragment);
  if (!match) return null;
  const [zoom, lat, lon] = match.slice(1).map(Number) as [number, number, number];
  const isOnEarth = zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return isOnEarth ? { zoom, lat, lon } : null;
}

export function writeView(view: View): string {
  // A pixel at this zoom decides the digits: more would only make links long.
  const digits = Math.max(2, Math.ceil((view.zoom * Math.LN2 + Math.log(512 / 360)) / Math.LN10));
  return `#${view.zoom.toFixed(2)}/${view.lat.toFixed(digits)}/${view.lon.toFixed(digits)}`;
}

export function readScreen(search: string, fragment: string): Screen {
  const params = new URLSearchParams(search);
  const base = params.get('base');
  return {
    lang: params.get('lang') === 'en' ? 'en' : 'de',
    search: (params.get('q') ?? '').slice(0, 200),
    pick: readPick(params),
    hidden: (params.get('hide') ?? '').split(',').filter((name) => NAME.test(name)),
    baseMap: base && NAME.test(base) ? base : null,
    list: params.get('view') === 'list',
    view: readView(fragment),
  };
}

export function writeScreen(screen: Screen): string {
  const params = new URLSearchParams();
  if (screen.lang !== 'de') params.set('lang', screen.lang);
  if (screen.search) params.set('q', screen.search);
  if (screen.pick) params.set(screen.pick.kind, screen.pick.id);
  if (screen.hidden.length > 0) params.set('hide', screen.hidden.join(','));
  if (screen.baseMap) params.set('base', screen.baseMap);
  if (screen.list) params.set('view', 'list');
  const query = params.toString().replaceAll('%2C', ',');
  return (query ? `?${query}` : '') + (screen.view ? writeView(screen.view) : '');
}
