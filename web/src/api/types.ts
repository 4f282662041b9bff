// What the API answers, as far as this app reads it.
import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';

export type Kind = 'address' | 'parcel' | 'district' | 'centre' | 'unit' | 'building';
export type BoxDeg = [west: number, south: number, east: number, north: number];

export interface BaseMap {
  id: string;
  title_de: string;
  title_en: string;
  kind: 'wms' | 'wmts' | 'xyz' | 'style';
  url: string;
  layers: string;
  attribution: string;
}

export interface Dataset {
  kind: string;
  title: string;
  source: string;
  licence: string | null;
  date: string | null;
}

export interface Config {
  region: string;
  title: string;
  extent: BoxDeg;
  audience: 'public' | 'intern';
  sample: boolean;
  languages: string[];
  base_maps: BaseMap[];
  datasets: Dataset[];
  version: string;
}

export interface Hit {
  kind: Kind;
  id: string;
  label: string;
  sublabel: string | null;
  point: [number, number] | null;
  bbox: BoxDeg | null;
  building_id?: string | null;
}

export interface DistrictProps {
  id: string;
  name: string;
  district_kind?: string;
  district_code?: string | null;
  area_m2?: number | null;
  n_units?: number | null;
  n_vacant?: number | null;
  source?: string | null;
}

export interface CentreProps {
  id: string;
  name: string;
  centre_level?: string;
  is_zvb?: boolean;
  area_m2?: number | null;
  concept?: string | null;
  source?: string | null;
}

export interface ParcelRef {
  id: string;
  label: string;
  gemarkung?: string | null;
}

export interface ParcelProps {
  id: string;
  label: string;
  parcel_key?: string | null;
  gemarkung?: string | null;
  flur?: string | null;
  official_area_m2?: number | null;
  area_m2?: number | null;
  legal_state?: string;
  valid_from?: string | null;
  valid_to?: string | null;
  predecessors?: ParcelRef[];
  successors?: ParcelRef[];
  buildings?: { id: string; label?: string | null }[];
  source?: string | null;
}

export interface BuildingProps {
  id: string;
  name?: string | null;
  building_function?: string | null;
  storeys?: number | null;
  built_year?: number | null;
  area_m2?: number | null;
  address?: string | null;
  n_units?: number | null;
  n_vacant?: number | null;
  parcels?: ParcelRef[];
  source?: string | null;
}

export interface Notice {
  kind: string;
  due_on: string;
  source?: string | null;
}

export interface Period {
  kind: 'occupancy' | 'vacancy' | 'unknown';
  status: string;
  start: string | null;
  end: string | null;
  start_precision: string;
  label: string | null;
  branch: string | null;
  source: string | null;
  notices: Notice[];
}

export interface UnitProps {
  id: string;
  unit_no: number | string;
  building_id?: string | null;
  name: string | null;
  use: string | null;
  floor: number;
  position_text: string | null;
  address: string | null;
  area_m2: number | null;
  area_standard: string | null;
  status: string;
  status_since: string | null;
  status_precision: string | null;
  status_until: string | null;
  verified_on: string | null;
  source: string | null;
  timeline?: Period[];
}

export type Of<P> = Feature<Geometry, P>;
export type UnitFeature = Feature<Point, UnitProps>;

export interface Page<P> extends FeatureCollection<Geometry, P> {
  links?: { rel: string; href: string }[];
  number_returned?: number;
}
