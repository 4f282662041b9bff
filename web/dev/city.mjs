// An invented little city around Dresden's centre, for looking at screens without a database.
const [LON, LAT] = [13.742, 51.056];
const M_LON = 1 / (111_320 * Math.cos((LAT * Math.PI) / 180));
const M_LAT = 1 / 111_250;
let state = 7;
const random = () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648);
const pickOne = (list) => list[Math.floor(random() * list.length)];
let fid = 0;
const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (x, y) => [LON + x * M_LON, LAT + y * M_LAT];
const feature = (geometry, properties) => {
  fid += 1;
  return { type: 'Feature', fid, geometry, properties: { id: uuid(fid), ...properties } };
};
const polygon = (points) => ({ type: 'Polygon', coordinates: [[...points, points[0]].map(([x, y]) => at(x, y))] });
const rect = (x, y, w, h) => polygon([[x, y], [x + w, y], [x + w, y + h], [x, y + h]]);
const line = (points) => ({ type: 'LineString', coordinates: points.map(([x, y]) => at(x, y)) });

const bank = (offset) => {
  const points = [];
  for (let x = -5000; x <= 5000; x += 250) points.push([x, 500 * Math.sin(x / 1500) + offset]);
  return points;
};
const band = (low, high) => polygon([...bank(low), ...bank(high).reverse()]);
const riverAt = (x) => 500 * Math.sin(x / 1500);

export const layers = { land: [], street: [], district: [], centre: [], parcel: [], building: [], unit: [], cell: [] };
layers.land.push(feature(band(-260, 260), { land_kind: 'green', name: '' }), feature(band(-90, 90), { land_kind: 'water', name: 'Elbe' }));

const DISTRICTS = [
  ['Friedrichstadt', -3600, -3200], ['Wilsdruffer Vorstadt', -1200, -3200], ['Innere Altstadt', 1200, -3200],
  ['Pieschen-Süd', -3600, 700], ['Äußere Neustadt', -1200, 700], ['Radeberger Vorstadt', 1200, 700],
];
for (const [name, x, y] of DISTRICTS) {
  layers.district.push(feature(rect(x, y, 2400, 2600), { name, district_kind: 'quarter', district_code: String(fid + 10), area_m2: 6_240_000, source: 'Musterdaten' }));
}
layers.centre.push(
  feature(polygon([[1500, -1800], [2300, -1700], [2500, -1100], [1900, -800], [1450, -1200]]), { name: 'Innenstadt', centre_level: 'city_centre', is_zvb: true, area_m2: 700_000, source: 'Musterdaten' }),
  feature(polygon([[-600, 1300], [300, 1200], [500, 1900], [-300, 2200]]), { name: 'Alaunstraße', centre_level: 'district_centre', is_zvb: true, area_m2: 500_000, source: 'Musterdaten' }),
);

const STATUS = ['occupied', 'occupied', 'occupied', 'vacant', 'available_soon', 'interim', 'unknown'];
const USES = ['retail', 'retail', 'gastronomy', 'office', 'service'];
const NAMES = ['Musterladen Schuhe', 'Beispielbäckerei', 'Probe-Optik', 'Muster & Söhne Buchhandlung', 'Café Beispiel', 'Teststudio'];
const STREETS = ['Oschatzer Straße', 'Alaunstraße', 'Bautzner Straße', 'Wilsdruffer Straße', 'Pfotenhauerstraße', 'Kesselsdorfer Straße'];
const period = (kind, status, start, end, label, precision = 'day') => ({
  period_kind: kind, unit_status: status, start, end, start_precision: precision, end_precision: 'day', label, branch: kind === 'occupancy' ? pickOne(['shoes', 'food', 'books', 'cafe']) : null,
  source: 'Musterdaten: Begehung', notices: status === 'available_soon' ? [{ notice_kind: 'closure_announced', due_on: '2027-03-31' }] : [],
});
export const timelines = new Map();
export const unitsOf = new Map();

function timelineOf(status) {
  const first = period('occupancy', 'occupied', '2014-05-01', '2019-09-30', pickOne(NAMES), 'month');
  const last = {
    occupied: period('occupancy', 'occupied', '2020-01-15', null, pickOne(NAMES)),
    vacant: period('vacancy', 'vacant', '2026-03-01', null, null, 'month'),
    available_soon: period('occupancy', 'available_soon', '2020-02-01', null, pickOne(NAMES)),
    interim: period('occupancy', 'interim', '2026-05-01', '2027-04-30', 'Pop-up Atelier'),
    unknown: period('unknown', 'unknown', '2021-01-01', null, null, 'year'),
  }[status];
  const middle = last.start > '2022' ? [period('occupancy', 'occupied', '2020-01-01', '2026-02-28', pickOne(NAMES), 'between')] : [];
  return [first, ...middle, last];
}

function addUnit(building, x, y, floor, address, n) {
  const status = pickOne(STATUS);
  const since = { vacant: '2026-03-01', interim: '2026-05-01' }[status] ?? null;
  const unit = feature({ type: 'Point', coordinates: at(x + n * 4, y) }, {
    unit_no: 10_000 + fid, building_id: building.properties.id, sign_name: status === 'vacant' ? null : pickOne(NAMES), unit_use: pickOne(USES), floor,
    position_text: pickOne(['links', 'rechts', 'Mitte']), address_text: address, floor_area_m2: Math.round(40 + random() * 200), area_standard: 'usable', is_estimated: random() < 0.3, unit_status: status,
    status_since: since, start_precision: 'month', occupant: null, branch: null, branch_is_estimated: null, status_until: { available_soon: '2027-04-01', interim: '2027-04-30' }[status] ?? null,
    verified_on: random() < 0.1 ? null : new Date(Date.now() - random() * 150 * 864e5).toISOString().slice(0, 10), source: 'Musterdaten',
  });
  timelines.set(unit.properties.id, timelineOf(status));
  layers.unit.push(unit);
  unitsOf.set(building.properties.id, [...(unitsOf.get(building.properties.id) ?? []), unit]);
  return unit;
}

function addHouse(x, y, w, h, n) {
  const area = w * h;
  const number = `${100 + n}${random() < 0.4 ? `/${Math.ceil(random() * 4)}` : ''}`;
  const parcel = feature(rect(x, y, w, h), { label: number, gemarkung: 'Neustadt', parcel_key: `14${1000 + n}`, official_area_m2: Math.round(area * (1 + (random() - 0.5) * 0.02)), area_m2: area, legal_state: n % 40 === 0 ? 'planned' : 'official', valid_from: '2009-03-17', source: 'Musterdaten', predecessors: [], successors: [] });
  layers.parcel.push(parcel);
  if (random() < 0.15) return;
  const address = `${STREETS[n % STREETS.length]} ${1 + (n % 120)}`;
  const building = feature(rect(x + 2, y, w - 4, h * 0.5), { building_function: '1123', storeys: 4, built_year: 1898 + (n % 60), name: null, address, area_m2: area * 0.5, source: 'Musterdaten', parcels: [{ id: parcel.properties.id, label: number, gemarkung: 'Neustadt' }] });
  parcel.properties.buildings = [{ id: building.properties.id, label: address, building_share: 1 }];
  layers.building.push(building);
  const count = random() < 0.12 ? 1 + Math.floor(random() ** 3 * 5) : 0;
  const units = [];
  for (let i = 0; i < count; i += 1) units.push(addUnit(building, x + w / 2, y + 1, [0, 0, 1, 2, -1][i], address, i));
  building.properties.n_units = count;
  building.properties.n_vacant = units.filter((unit) => unit.properties.unit_status === 'vacant').length;
}

let house = 0;
for (let bx = -3600; bx < 3600; bx += 150) {
  layers.street.push(feature(line([[bx - 12, -3300], [bx - 12, 3300]]), { street_class: bx % 900 === 0 ? 'primary' : 'residential', name: STREETS[Math.abs(bx / 150) % STREETS.length] }));
  for (let by = -3300; by < 3300; by += 110) {
    if (Math.abs(by + 55 - riverAt(bx)) < 330 || random() < 0.12) continue;
    for (let i = 0; i < 5; i += 1) addHouse(bx + i * 25, by, 25, 40, (house += 1));
    for (let i = 0; i < 5; i += 1) addHouse(bx + i * 25, by + 45, 25, 40, (house += 1));
  }
}
for (let by = -3300; by <= 3300; by += 110) {
  layers.street.push(feature(line([[-3600, by - 12], [3600, by - 12]]), { street_class: by % 660 === 0 ? 'primary' : 'residential', name: '' }));
}
layers.street.push(feature(line([[-3600, -2653], [3600, -2653]]), { street_class: 'tram', name: '' }));

// One point per building that holds several units, as the tile layer has it.
export const mapUnits = layers.building.flatMap((building) => {
  const own = unitsOf.get(building.properties.id) ?? [];
  if (own.length < 2) return own.map((unit) => ({ ...unit, properties: { ...unit.properties, n_units: 1 } }));
  return [{ ...own[0], properties: { n_units: own.length, n_vacant: building.properties.n_vacant, is_first_at_building: true, id: own[0].properties.id, unit_status: own[0].properties.unit_status } }];
});
const SIDE_M = 700;
const groups = new Map();
for (const unit of layers.unit) {
  const [lon, lat] = unit.geometry.coordinates;
  const key = `${Math.floor(lon / (SIDE_M * M_LON))}/${Math.floor(lat / (SIDE_M * M_LAT))}`;
  groups.set(key, [...(groups.get(key) ?? []), unit]);
}
for (const units of groups.values()) {
  const mean = (i) => units.reduce((sum, unit) => sum + unit.geometry.coordinates[i], 0) / units.length;
  layers.cell.push(feature({ type: 'Point', coordinates: [mean(0), mean(1)] }, { n_units: units.length, n_vacant: units.filter((unit) => unit.properties.unit_status === 'vacant').length }));
}
