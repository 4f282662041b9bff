-- What goes with the sample, in order: children first. Each statement stands alone and ends with a semicolon.
-- What hangs on a sample object goes with it, whoever wrote it; what merely points at one is kept and let go.
DELETE FROM geo.unit_notice
WHERE period_id IN (
  SELECT period.id FROM geo.unit_period AS period
  INNER JOIN geo.unit ON period.unit_id = unit.id
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.vacancy
WHERE period_id IN (
  SELECT period.id FROM geo.unit_period AS period
  INNER JOIN geo.unit ON period.unit_id = unit.id
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.occupancy
WHERE period_id IN (
  SELECT period.id FROM geo.unit_period AS period
  INNER JOIN geo.unit ON period.unit_id = unit.id
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.unit_period
WHERE unit_id IN (
  SELECT unit.id FROM geo.unit
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.unit_area
WHERE unit_id IN (
  SELECT unit.id FROM geo.unit
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.observation
WHERE unit_id IN (
  SELECT unit.id FROM geo.unit
  INNER JOIN geo.dataset ON unit.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
) OR survey_id IN (
  SELECT survey.id FROM geo.survey
  INNER JOIN geo.dataset ON survey.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM person.contact
WHERE offer_id IN (
  SELECT offer.id FROM market.offer
  LEFT JOIN geo.unit ON offer.unit_id = unit.id
  LEFT JOIN geo.building ON offer.building_id = building.id
  LEFT JOIN geo.parcel ON offer.parcel_id = parcel.id
  INNER JOIN geo.dataset
    ON dataset.id IN (offer.dataset_id, unit.dataset_id, building.dataset_id, parcel.dataset_id)
  WHERE dataset.dataset_kind = 'sample'
) OR company_id IN (
  SELECT company.id FROM market.company
  INNER JOIN geo.dataset ON company.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM market.offer
WHERE id IN (
  SELECT offer.id FROM market.offer
  LEFT JOIN geo.unit ON offer.unit_id = unit.id
  LEFT JOIN geo.building ON offer.building_id = building.id
  LEFT JOIN geo.parcel ON offer.parcel_id = parcel.id
  INNER JOIN geo.dataset
    ON dataset.id IN (offer.dataset_id, unit.dataset_id, building.dataset_id, parcel.dataset_id)
  WHERE dataset.dataset_kind = 'sample'
);
UPDATE geo.occupancy SET company_id = null
WHERE company_id IN (
  SELECT company.id FROM market.company
  INNER JOIN geo.dataset ON company.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.survey USING geo.dataset
WHERE dataset.id = survey.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.unit USING geo.dataset
WHERE dataset.id = unit.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM market.company USING geo.dataset
WHERE dataset.id = company.dataset_id AND dataset.dataset_kind = 'sample';
UPDATE geo.unit SET address_id = null
WHERE address_id IN (
  SELECT address.id FROM geo.address
  INNER JOIN geo.dataset ON address.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
UPDATE geo.unit SET building_id = null
WHERE building_id IN (
  SELECT building.id FROM geo.building
  INNER JOIN geo.dataset ON building.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
UPDATE geo.unit SET parcel_id = null
WHERE parcel_id IN (
  SELECT parcel.id FROM geo.parcel
  INNER JOIN geo.dataset ON parcel.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.address USING geo.dataset
WHERE dataset.id = address.dataset_id AND dataset.dataset_kind = 'sample';
UPDATE geo.address SET building_id = null
WHERE building_id IN (
  SELECT building.id FROM geo.building
  INNER JOIN geo.dataset ON building.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.parcel_building
WHERE building_id IN (
  SELECT building.id FROM geo.building
  INNER JOIN geo.dataset ON building.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
) OR parcel_id IN (
  SELECT parcel.id FROM geo.parcel
  INNER JOIN geo.dataset ON parcel.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.building USING geo.dataset
WHERE dataset.id = building.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.parcel_lineage
WHERE id IN (
  SELECT lineage.id FROM geo.parcel_lineage AS lineage
  INNER JOIN geo.parcel ON parcel.id IN (lineage.predecessor_id, lineage.successor_id)
  INNER JOIN geo.dataset ON parcel.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.parcel USING geo.dataset
WHERE dataset.id = parcel.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.street USING geo.dataset
WHERE dataset.id = street.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.street_node USING geo.dataset
WHERE
  dataset.id = street_node.dataset_id AND dataset.dataset_kind = 'sample'
  AND NOT EXISTS (
    SELECT FROM geo.street
    WHERE street_node.id IN (street.from_node_id, street.to_node_id)
  );
DELETE FROM geo.stop USING geo.dataset
WHERE dataset.id = stop.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.statistic_value USING geo.dataset
WHERE dataset.id = statistic_value.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.centre USING geo.dataset
WHERE dataset.id = centre.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.concept_version USING geo.dataset
WHERE
  dataset.id = concept_version.dataset_id AND dataset.dataset_kind = 'sample'
  AND NOT EXISTS (
    SELECT FROM geo.centre
    WHERE centre.concept_version_id = concept_version.id
  );
DELETE FROM geo.commercial_site USING geo.dataset
WHERE dataset.id = commercial_site.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.land USING geo.dataset
WHERE dataset.id = land.dataset_id AND dataset.dataset_kind = 'sample';
UPDATE geo.statistic_value SET district_id = null
WHERE district_id IN (
  SELECT district.id FROM geo.district
  INNER JOIN geo.dataset ON district.dataset_id = dataset.id
  WHERE dataset.dataset_kind = 'sample'
);
DELETE FROM geo.district USING geo.dataset
WHERE dataset.id = district.dataset_id AND dataset.dataset_kind = 'sample';
DELETE FROM geo.gemarkung USING geo.dataset
WHERE
  dataset.id = gemarkung.dataset_id AND dataset.dataset_kind = 'sample'
  AND NOT EXISTS (
    SELECT FROM geo.parcel
    WHERE parcel.gemarkung_id = gemarkung.id
  );
