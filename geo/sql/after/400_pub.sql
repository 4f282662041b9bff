-- What anonymous visitors may read: offers and aggregates, geometry of the public cadastre without people.
-- Views are owned by elbraum_owner and name every column; the register of vacancies is not among them.
-- New columns go to the end, since a view is replaced in place.

CREATE OR REPLACE VIEW pub.region AS
SELECT
  name,
  title,
  extent
FROM geo.region;

CREATE OR REPLACE VIEW pub.dataset AS
SELECT
  id,
  source,
  dataset_kind,
  title,
  publisher,
  licence,
  data_date
FROM geo.dataset;

CREATE OR REPLACE VIEW pub.municipality AS
SELECT
  id,
  fid,
  ags,
  name,
  geom
FROM geo.municipality;

CREATE OR REPLACE VIEW pub.district AS
SELECT
  id,
  fid,
  municipality_id,
  district_kind,
  district_code,
  name,
  area_m2,
  valid,
  geom,
  dataset_id,
  row_version
FROM geo.district
WHERE upper_inf(valid);

CREATE OR REPLACE VIEW pub.concept_version AS
SELECT
  id,
  title,
  resolved_on,
  concept_state
FROM geo.concept_version
WHERE concept_state = 'resolved';

CREATE OR REPLACE VIEW pub.centre AS
SELECT
  centre.id,
  centre.fid,
  centre.municipality_id,
  centre.name,
  centre.centre_level,
  centre.is_zvb,
  centre.area_m2,
  concept_version.title AS concept_title,
  concept_version.resolved_on,
  centre.geom,
  centre.concept_version_id,
  centre.dataset_id,
  centre.row_version
FROM geo.centre
INNER JOIN geo.concept_version ON centre.concept_version_id = concept_version.id
WHERE concept_version.concept_state = 'resolved';

CREATE OR REPLACE VIEW pub.gemarkung AS
SELECT
  id,
  gemarkung_key,
  name
FROM geo.gemarkung;

CREATE OR REPLACE VIEW pub.parcel AS
SELECT
  parcel.id,
  parcel.fid,
  parcel.municipality_id,
  gemarkung.name AS gemarkung_name,
  parcel.label,
  parcel.parcel_key,
  parcel.official_area_m2,
  parcel.area_m2,
  parcel.valid,
  parcel.geom,
  parcel.gemarkung_id,
  parcel.flur,
  parcel.numerator,
  parcel.denominator,
  parcel.legal_state,
  parcel.originated_on,
  parcel.dataset_id,
  parcel.row_version
FROM geo.parcel
INNER JOIN geo.gemarkung ON parcel.gemarkung_id = gemarkung.id
WHERE parcel.legal_state = 'official' AND upper_inf(parcel.valid);

CREATE OR REPLACE VIEW pub.building AS
SELECT
  id,
  fid,
  municipality_id,
  building_function,
  storeys,
  area_m2,
  valid,
  geom,
  name,
  built_year,
  building_state,
  dataset_id,
  row_version
FROM geo.building
WHERE upper_inf(valid);

CREATE OR REPLACE VIEW pub.parcel_building AS
SELECT
  parcel_id,
  building_id,
  building_share
FROM geo.parcel_building;

CREATE OR REPLACE VIEW pub.address AS
SELECT
  id,
  fid,
  municipality_id,
  street,
  house_number,
  postcode,
  place,
  building_id,
  search_text,
  dataset_id,
  geom
FROM geo.address;

CREATE OR REPLACE VIEW pub.offer AS
SELECT
  offer.id,
  offer.fid,
  offer.municipality_id,
  offer.offer_kind,
  offer.title,
  offer.description,
  CASE WHEN offer.rent_publication = 'public' THEN offer.rent_eur_m2_month END AS rent_eur_m2_month,
  CASE WHEN offer.rent_publication = 'public' THEN offer.price_eur END AS price_eur,
  offer.area_standard,
  offer.available_from,
  offer.confirmed_on,
  CASE WHEN offer.address_publication = 'public' THEN unit.address_text END AS address_text,
  CASE WHEN offer.address_publication = 'public' THEN unit.geom END AS geom,
  offer.dataset_id,
  offer.row_version
FROM market.offer
LEFT JOIN geo.unit ON offer.unit_id = unit.id
WHERE offer.publication = 'public' AND offer.offer_state = 'published';

GRANT SELECT ON ALL TABLES IN SCHEMA pub TO elbraum_public, elbraum_web;
