-- What anonymous visitors may read: offers and aggregates, geometry of the public cadastre without people.
-- Views are owned by elbraum_owner and name every column; the register of vacancies is not among them.

CREATE OR REPLACE VIEW pub.municipality AS
SELECT id, fid, ags, name, geom FROM geo.municipality;

CREATE OR REPLACE VIEW pub.district AS
SELECT id, fid, municipality_id, district_kind, district_code, name, area_m2, valid, geom
FROM geo.district WHERE upper_inf(valid);

CREATE OR REPLACE VIEW pub.centre AS
SELECT centre.id, centre.fid, centre.municipality_id, centre.name, centre.centre_level, centre.is_zvb,
  centre.area_m2, concept_version.title AS concept_title, concept_version.resolved_on, centre.geom
FROM geo.centre
INNER JOIN geo.concept_version ON concept_version.id = centre.concept_version_id
WHERE concept_version.concept_state = 'resolved';

CREATE OR REPLACE VIEW pub.parcel AS
SELECT parcel.id, parcel.fid, parcel.municipality_id, gemarkung.name AS gemarkung_name, parcel.label,
  parcel.parcel_key, parcel.official_area_m2, parcel.area_m2, parcel.valid, parcel.geom
FROM geo.parcel
INNER JOIN geo.gemarkung ON gemarkung.id = parcel.gemarkung_id
WHERE parcel.legal_state = 'official' AND upper_inf(parcel.valid);

CREATE OR REPLACE VIEW pub.building AS
SELECT id, fid, municipality_id, building_function, storeys, area_m2, valid, geom
FROM geo.building WHERE upper_inf(valid);

CREATE OR REPLACE VIEW pub.offer AS
SELECT
  offer.id, offer.fid, offer.municipality_id, offer.offer_kind, offer.title, offer.description,
  CASE WHEN offer.rent_publication = 'public' THEN offer.rent_eur_m2_month END AS rent_eur_m2_month,
  CASE WHEN offer.rent_publication = 'public' THEN offer.price_eur END AS price_eur,
  offer.area_standard, offer.available_from, offer.confirmed_on,
  CASE WHEN offer.address_publication = 'public' THEN unit.address_text END AS address_text,
  CASE WHEN offer.address_publication = 'public' THEN unit.geom END AS geom
FROM market.offer
LEFT JOIN geo.unit ON unit.id = offer.unit_id
WHERE offer.publication = 'public' AND offer.offer_state = 'published';

GRANT SELECT ON ALL TABLES IN SCHEMA pub TO elbraum_public, elbraum_web;
