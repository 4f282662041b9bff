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
  publisher: string;
  licence: string;
  date: string | null;
}

export interface Config {
  region: string;
  title: string;
  extent: BoxDeg;
  /** Where the units are; missing while there are none. */
  home?: BoxDeg | null;
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
  building_id: string | null;
}

export interface DistrictProps {
  id: string;
  name: string;
  district_kind: string;
  district_code: string;
  area_m2: number;
  n_units?: number | null;
  n_vacant?: number | null;
  source: string | null;
}

export interface CentreProps {
  id: string;
  name: string;
  centre_level: string;
  is_zvb: boolean;
  area_m2: number;
  n_units?: number | null;
  n_vacant?: number | null;
  concept: string;
  concept_resolved_on: string | null;
  source: string | null;
}

export interface ParcelRef {
  id: string;
  label: string;
  gemarkung?: string | null;
  event_kind?: string | null;
  happened_on?: string | null;
}

export interface ParcelProps {
  id: string;
  label: string;
  parcel_key: string;
  gemarkung: string | null;
  flur: string | null;
  official_area_m2: number | null;
  area_m2: number | null;
  legal_state: string;
  originated_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  source: string | null;
  predecessors?: ParcelRef[];
  successors?: ParcelRef[];
  buildings?: BuildingRef[];
}

export interface BuildingRef {
  id: string;
  label: string | null;
  building_function: string | null;
  building_share: number;
}

export interface BuildingProps {
  id: string;
  name: string | null;
  building_function: string | null;
  storeys: number | null;
  built_year: number | null;
  area_m2: number | null;
  source: string | null;
  address?: string | null;
  n_units?: number | null;
  n_vacant?: number | null;
  parcels?: ParcelRef[];
}

export interface Notice {
  notice_kind: string;
  due_on: string;
}

export interface Period {
  period_kind: 'occupancy' | 'vacancy' | 'unknown';
  unit_status: string;
  start: string | null;
  end: string | null;
  start_precision: string;
  end_precision: string;
  label: string | null;
  branch: string | null;
  source: string | null;
  notices: Notice[];
}

export interface UnitProps {
  id: string;
  unit_no: number;
  sign_name: string | null;
  unit_use: string;
  floor: number;
  position_text: string;
  address_text: string;
  floor_area_m2: number | null;
  area_standard: string | null;
  is_estimated: boolean | null;
  unit_status: string;
  status_since: string | null;
  start_precision: string | null;
  status_until: string | null;
  verified_on: string | null;
  source: string | null;
  occupant: string | null;
  branch: string | null;
  branch_is_estimated: boolean | null;
  building_id: string | null;
  timeline?: Period[];
}

export type Of<P> = Feature<Geometry, P>;
export type UnitFeature = Feature<Point, UnitProps>;

export interface Page<P> extends FeatureCollection<Geometry, P> {
  links?: { rel: string; href: string }[];
  number_returned?: number;
}
