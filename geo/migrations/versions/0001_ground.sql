CREATE SCHEMA IF NOT EXISTS geo;
CREATE SCHEMA IF NOT EXISTS market;
CREATE SCHEMA IF NOT EXISTS plan;
CREATE SCHEMA IF NOT EXISTS person;
CREATE SCHEMA IF NOT EXISTS hist;
CREATE SCHEMA IF NOT EXISTS tile;
CREATE SCHEMA IF NOT EXISTS staging;
CREATE SCHEMA IF NOT EXISTS queue;
CREATE SCHEMA IF NOT EXISTS pub;
CREATE SCHEMA IF NOT EXISTS edit;
CREATE SEQUENCE geo.unit_no_seq START WITH 10001;
CREATE TABLE geo.address (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(POINT,25833) NOT NULL, 
	street TEXT NOT NULL, 
	house_number TEXT NOT NULL, 
	postcode TEXT, 
	place TEXT, 
	building_id UUID, 
	search_text TEXT GENERATED ALWAYS AS (geo.fold(street || ' ' || house_number)) STORED, 
	CONSTRAINT pk_address PRIMARY KEY (id), 
	CONSTRAINT ck_address_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_address_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_address_fid UNIQUE (fid)
);
CREATE TABLE geo.building (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	building_function TEXT, 
	name TEXT, 
	storeys SMALLINT, 
	built_year SMALLINT, 
	building_state TEXT, 
	area_m2 DOUBLE PRECISION GENERATED ALWAYS AS (CASE WHEN geo.inside(geom) AND ST_Area(geom) < 'Infinity' THEN ST_Area(ST_Transform(geom, 4326)::geography) END) STORED, 
	CONSTRAINT pk_building PRIMARY KEY (id), 
	CONSTRAINT uq_building_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT ck_building_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_building_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_building_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_building_fid UNIQUE (fid)
);
CREATE TABLE geo.centre (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	concept_version_id UUID NOT NULL, 
	name TEXT NOT NULL, 
	centre_level TEXT NOT NULL, 
	is_zvb BOOLEAN DEFAULT false NOT NULL, 
	area_m2 DOUBLE PRECISION GENERATED ALWAYS AS (CASE WHEN geo.inside(geom) AND ST_Area(geom) < 'Infinity' THEN ST_Area(ST_Transform(geom, 4326)::geography) END) STORED, 
	CONSTRAINT pk_centre PRIMARY KEY (id), 
	CONSTRAINT ck_centre_centre_level CHECK (centre_level IN ('city_centre', 'district_centre', 'neighbourhood_centre', 'retail_complex')), 
	CONSTRAINT ck_centre_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_centre_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_centre_fid UNIQUE (fid)
);
CREATE TABLE geo.code (
	code_list TEXT NOT NULL, 
	code TEXT NOT NULL, 
	position SMALLINT NOT NULL, 
	de TEXT NOT NULL, 
	en TEXT NOT NULL, 
	definition_de TEXT DEFAULT '' NOT NULL, 
	definition_en TEXT DEFAULT '' NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY (code_list, code)
);
CREATE TABLE geo.commercial_site (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	name TEXT NOT NULL, 
	gross_area_m2 DOUBLE PRECISION, 
	restricted_area_m2 DOUBLE PRECISION, 
	restriction TEXT DEFAULT '' NOT NULL, 
	availability TEXT, 
	CONSTRAINT pk_commercial_site PRIMARY KEY (id), 
	CONSTRAINT ck_commercial_site_availability CHECK (availability IN ('immediate', 'short_term', 'medium_term', 'long_term')), 
	CONSTRAINT ck_commercial_site_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_commercial_site_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_commercial_site_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_commercial_site_fid UNIQUE (fid)
);
CREATE TABLE geo.concept_version (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	title TEXT NOT NULL, 
	resolved_on DATE, 
	concept_state TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_concept_version PRIMARY KEY (id), 
	CONSTRAINT ck_concept_version_concept_state CHECK (concept_state IN ('draft', 'resolved')), 
	CONSTRAINT uq_concept_version_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT uq_concept_version_fid UNIQUE (fid)
);
CREATE TABLE geo.dataset (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	source TEXT NOT NULL, 
	dataset_kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	licence TEXT NOT NULL, 
	is_publishable BOOLEAN DEFAULT false NOT NULL, 
	data_date DATE, 
	file_name TEXT, 
	sha256 TEXT, 
	loaded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_dataset PRIMARY KEY (id), 
	CONSTRAINT ck_dataset_dataset_kind CHECK (dataset_kind IN ('sample', 'real', 'manual'))
);
CREATE TABLE geo.decision (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	load_id UUID, 
	question TEXT NOT NULL, 
	object_table TEXT NOT NULL, 
	object_id UUID NOT NULL, 
	candidate_ids UUID[] DEFAULT '{}' NOT NULL, 
	params JSONB DEFAULT '{}'::jsonb NOT NULL, 
	decision_state TEXT DEFAULT 'open' NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_question CHECK (question IN ('unit_successor', 'offer_successor', 'unit_building', 'load_conflict')), 
	CONSTRAINT ck_decision_decision_state CHECK (decision_state IN ('open', 'decided')), 
	CONSTRAINT uq_decision_fid UNIQUE (fid)
);
CREATE TABLE geo.district (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	district_kind TEXT NOT NULL, 
	district_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	area_m2 DOUBLE PRECISION GENERATED ALWAYS AS (CASE WHEN geo.inside(geom) AND ST_Area(geom) < 'Infinity' THEN ST_Area(ST_Transform(geom, 4326)::geography) END) STORED, 
	CONSTRAINT pk_district PRIMARY KEY (id), 
	CONSTRAINT ck_district_district_kind CHECK (district_kind IN ('city_district', 'locality', 'quarter', 'statistical_area', 'planning_area')), 
	CONSTRAINT ck_district_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_district_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_district_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_district_fid UNIQUE (fid)
);
CREATE TABLE geo.file (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	sha256 TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	n_bytes INTEGER NOT NULL, 
	content BYTEA NOT NULL, 
	CONSTRAINT pk_file PRIMARY KEY (id), 
	CONSTRAINT uq_file_sha256_municipality_id UNIQUE (sha256, municipality_id), 
	CONSTRAINT ck_file_n_bytes CHECK (n_bytes <= 20971520 AND n_bytes = length(content)), 
	CONSTRAINT uq_file_fid UNIQUE (fid)
);
CREATE TABLE geo.file_link (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	file_id UUID NOT NULL, 
	object_table TEXT NOT NULL, 
	object_id UUID NOT NULL, 
	CONSTRAINT pk_file_link PRIMARY KEY (id), 
	CONSTRAINT uq_file_link_file_id_object_table_object_id UNIQUE (file_id, object_table, object_id), 
	CONSTRAINT uq_file_link_fid UNIQUE (fid)
);
CREATE TABLE geo.finding (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	load_id UUID, 
	finding_kind TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	object_table TEXT NOT NULL, 
	object_id UUID, 
	object_label TEXT DEFAULT '' NOT NULL, 
	params JSONB DEFAULT '{}'::jsonb NOT NULL, 
	geom geometry(GEOMETRY,25833), 
	finding_state TEXT DEFAULT 'open' NOT NULL, 
	found_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT ck_finding_severity CHECK (severity IN ('error', 'hint', 'report')), 
	CONSTRAINT ck_finding_finding_state CHECK (finding_state IN ('open', 'fixed', 'accepted')), 
	CONSTRAINT uq_finding_fid UNIQUE (fid)
);
CREATE TABLE geo.gemarkung (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	gemarkung_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_gemarkung PRIMARY KEY (id), 
	CONSTRAINT uq_gemarkung_fid UNIQUE (fid), 
	CONSTRAINT uq_gemarkung_gemarkung_key UNIQUE (gemarkung_key)
);
CREATE TABLE geo.land (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	land_kind TEXT NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_land PRIMARY KEY (id), 
	CONSTRAINT ck_land_land_kind CHECK (land_kind IN ('water', 'green')), 
	CONSTRAINT ck_land_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_land_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_land_fid UNIQUE (fid)
);
CREATE TABLE geo.load (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	dataset_id UUID NOT NULL, 
	source TEXT NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	cover TEXT[] DEFAULT '{}' NOT NULL, 
	report JSONB DEFAULT '{}'::jsonb NOT NULL, 
	loaded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_load PRIMARY KEY (id)
);
CREATE TABLE geo.municipality (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	ags TEXT, 
	name TEXT NOT NULL, 
	geom geometry(MULTIPOLYGON,25833), 
	CONSTRAINT pk_municipality PRIMARY KEY (id), 
	CONSTRAINT uq_municipality_fid UNIQUE (fid), 
	CONSTRAINT uq_municipality_ags UNIQUE (ags)
);
CREATE TABLE geo.observation (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	survey_id UUID NOT NULL, 
	unit_id UUID NOT NULL, 
	seen_on DATE NOT NULL, 
	unit_status TEXT NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_observation PRIMARY KEY (id), 
	CONSTRAINT ck_observation_unit_status CHECK (unit_status IN ('vacant', 'available_soon', 'interim', 'occupied', 'unknown')), 
	CONSTRAINT uq_observation_fid UNIQUE (fid)
);
CREATE TABLE geo.occupancy (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	period_id UUID NOT NULL, 
	company_id UUID, 
	sign_name TEXT, 
	occupancy_kind TEXT NOT NULL, 
	branch TEXT, 
	branch_is_estimated BOOLEAN DEFAULT false NOT NULL, 
	wz_code TEXT, 
	wz_version TEXT, 
	assortment_shares JSONB DEFAULT '{}'::jsonb NOT NULL, 
	CONSTRAINT pk_occupancy PRIMARY KEY (id), 
	CONSTRAINT ck_occupancy_occupancy_kind CHECK (occupancy_kind IN ('regular', 'interim', 'popup')), 
	CONSTRAINT ck_occupancy_branch CHECK (branch IN ('food', 'discounter', 'supermarket', 'drugstore', 'pharmacy', 'clothing', 'shoes', 'sport', 'books', 'toys', 'electronics', 'optics', 'jewellery', 'furniture', 'diy', 'garden', 'pets', 'bicycle', 'vehicles', 'department_store', 'other_retail', 'restaurant', 'cafe', 'bar', 'personal_service', 'repair', 'finance', 'travel', 'gambling', 'leisure', 'other_service')), 
	CONSTRAINT uq_occupancy_period_id UNIQUE (period_id) DEFERRABLE, 
	CONSTRAINT ck_occupancy_wz_has_version CHECK ((wz_code IS NULL) = (wz_version IS NULL)), 
	CONSTRAINT uq_occupancy_fid UNIQUE (fid)
);
CREATE TABLE geo.parcel (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	gemarkung_id UUID NOT NULL, 
	parcel_key TEXT NOT NULL, 
	flur TEXT, 
	numerator INTEGER NOT NULL, 
	denominator TEXT, 
	label TEXT GENERATED ALWAYS AS (geo.parcel_label(numerator, denominator)) STORED, 
	official_area_m2 DOUBLE PRECISION, 
	area_m2 DOUBLE PRECISION GENERATED ALWAYS AS (CASE WHEN geo.inside(geom) AND ST_Area(geom) < 'Infinity' THEN ST_Area(ST_Transform(geom, 4326)::geography) END) STORED, 
	legal_state TEXT DEFAULT 'official' NOT NULL, 
	originated_on DATE, 
	CONSTRAINT pk_parcel PRIMARY KEY (id), 
	CONSTRAINT ck_parcel_legal_state CHECK (legal_state IN ('official', 'planned', 'applied', 'dropped')), 
	CONSTRAINT ck_parcel_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_parcel_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_parcel_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_parcel_fid UNIQUE (fid)
);
CREATE TABLE geo.parcel_building (
	parcel_id UUID NOT NULL, 
	building_id UUID NOT NULL, 
	building_share DOUBLE PRECISION NOT NULL, 
	CONSTRAINT pk_parcel_building PRIMARY KEY (parcel_id, building_id)
);
CREATE TABLE geo.parcel_event (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	event_kind TEXT NOT NULL, 
	happened_on DATE, 
	ordinal SMALLINT DEFAULT 1 NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_parcel_event PRIMARY KEY (id), 
	CONSTRAINT uq_parcel_event_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT uq_parcel_event_fid UNIQUE (fid)
);
CREATE TABLE geo.parcel_lineage (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	parcel_event_id UUID NOT NULL, 
	predecessor_id UUID NOT NULL, 
	successor_id UUID NOT NULL, 
	overlap_share DOUBLE PRECISION, 
	lineage_basis TEXT NOT NULL, 
	CONSTRAINT pk_parcel_lineage PRIMARY KEY (id), 
	CONSTRAINT ck_parcel_lineage_lineage_basis CHECK (lineage_basis IN ('delivery', 'overlap', 'edit')), 
	CONSTRAINT uq_parcel_lineage_fid UNIQUE (fid)
);
CREATE TABLE geo.plan_area (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	plan_name TEXT NOT NULL, 
	zone_code TEXT NOT NULL, 
	baunvo_year SMALLINT, 
	resolved_on DATE, 
	site_coverage DOUBLE PRECISION, 
	floor_space_index DOUBLE PRECISION, 
	sales_area_max_m2 DOUBLE PRECISION, 
	plan_text TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_plan_area PRIMARY KEY (id), 
	CONSTRAINT ck_plan_area_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_plan_area_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_plan_area_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_plan_area_fid UNIQUE (fid)
);
CREATE TABLE geo.region (
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	extent geometry(POLYGON,25833) NOT NULL, 
	parcels_led_in TEXT DEFAULT 'alkis' NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_region PRIMARY KEY (name), 
	CONSTRAINT ck_region_parcels_led_in CHECK (parcels_led_in IN ('alkis', 'here'))
);
CREATE TABLE geo.source_object (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	source TEXT NOT NULL, 
	source_key TEXT NOT NULL, 
	object_table TEXT NOT NULL, 
	object_id UUID NOT NULL, 
	loaded_version INTEGER NOT NULL, 
	CONSTRAINT pk_source_object PRIMARY KEY (id), 
	CONSTRAINT uq_source_object_source_object_table_source_key UNIQUE (source, object_table, source_key) DEFERRABLE, 
	CONSTRAINT uq_source_object_fid UNIQUE (fid)
);
CREATE TABLE geo.statistic_value (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	area_kind TEXT NOT NULL, 
	area_name TEXT NOT NULL, 
	district_id UUID, 
	measure TEXT NOT NULL, 
	unit_of_measure TEXT NOT NULL, 
	on_day DATE NOT NULL, 
	value DOUBLE PRECISION, 
	CONSTRAINT pk_statistic_value PRIMARY KEY (id), 
	CONSTRAINT uq_statistic_value_fid UNIQUE (fid)
);
CREATE TABLE geo.stop (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(POINT,25833) NOT NULL, 
	stop_key TEXT NOT NULL, 
	name TEXT NOT NULL, 
	modes TEXT[] DEFAULT '{}' NOT NULL, 
	lines TEXT[] DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_stop PRIMARY KEY (id), 
	CONSTRAINT ck_stop_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_stop_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_stop_fid UNIQUE (fid)
);
CREATE TABLE geo.street (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(LINESTRING,25833) NOT NULL, 
	name TEXT, 
	street_class TEXT NOT NULL, 
	is_walkable BOOLEAN DEFAULT true NOT NULL, 
	length_m DOUBLE PRECISION NOT NULL, 
	from_node_id UUID NOT NULL, 
	to_node_id UUID NOT NULL, 
	CONSTRAINT pk_street PRIMARY KEY (id), 
	CONSTRAINT ck_street_street_class CHECK (street_class IN ('motorway', 'primary', 'secondary', 'residential', 'pedestrian', 'service', 'track', 'path', 'steps', 'tram')), 
	CONSTRAINT ck_street_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_street_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_street_fid UNIQUE (fid)
);
CREATE TABLE geo.street_node (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(POINT,25833) NOT NULL, 
	CONSTRAINT pk_street_node PRIMARY KEY (id), 
	CONSTRAINT uq_street_node_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT ck_street_node_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_street_node_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_street_node_fid UNIQUE (fid)
);
CREATE TABLE geo.survey (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	title TEXT NOT NULL, 
	started_on DATE NOT NULL, 
	finished_on DATE, 
	is_complete BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_survey PRIMARY KEY (id), 
	CONSTRAINT uq_survey_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT ck_survey_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_survey_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_survey_fid UNIQUE (fid)
);
CREATE TABLE geo.unit (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	valid DATERANGE DEFAULT daterange(NULL, NULL) NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	geom geometry(POINT,25833) NOT NULL, 
	unit_no BIGINT DEFAULT nextval('geo.unit_no_seq') NOT NULL, 
	building_id UUID, 
	parcel_id UUID, 
	address_id UUID, 
	address_text TEXT DEFAULT '' NOT NULL, 
	sign_name TEXT, 
	unit_use TEXT DEFAULT 'unknown' NOT NULL, 
	floor SMALLINT DEFAULT 0 NOT NULL, 
	position_text TEXT DEFAULT '' NOT NULL, 
	frontage_m DOUBLE PRECISION, 
	neighbour_ids UUID[] DEFAULT '{}' NOT NULL, 
	floor_geom geometry(MULTIPOLYGON,25833), 
	search_text TEXT GENERATED ALWAYS AS (geo.fold(coalesce(sign_name, '') || ' ' || address_text)) STORED, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT ck_unit_unit_use CHECK (unit_use IN ('retail', 'gastronomy', 'service', 'health', 'office', 'craft', 'storage', 'production', 'culture', 'hotel', 'unknown')), 
	CONSTRAINT ck_unit_floor_geom_inside CHECK (geo.inside(floor_geom)), 
	CONSTRAINT ck_unit_floor_geom_sound CHECK (ST_NPoints(floor_geom) <= 20000 AND ST_IsValid(floor_geom)), 
	CONSTRAINT uq_unit_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT ck_unit_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT ck_unit_geom_inside CHECK (geo.inside(geom)), 
	CONSTRAINT ck_unit_geom_sound CHECK (ST_NPoints(geom) <= 20000 AND ST_IsValid(geom)), 
	CONSTRAINT uq_unit_fid UNIQUE (fid), 
	CONSTRAINT uq_unit_unit_no UNIQUE (unit_no)
);
CREATE TABLE geo.unit_area (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	unit_id UUID NOT NULL, 
	area_standard TEXT NOT NULL, 
	floor_area_m2 DOUBLE PRECISION NOT NULL, 
	is_estimated BOOLEAN DEFAULT false NOT NULL, 
	source TEXT NOT NULL, 
	measured_on DATE, 
	CONSTRAINT pk_unit_area PRIMARY KEY (id), 
	CONSTRAINT ck_unit_area_area_standard CHECK (area_standard IN ('sales_area', 'mf_gif_2023', 'mfg_2017', 'mf_g_2012', 'gross_floor', 'usable', 'net_room', 'storey_area', 'unstated')), 
	CONSTRAINT uq_unit_area_unit_id_area_standard UNIQUE (unit_id, area_standard) DEFERRABLE, 
	CONSTRAINT ck_unit_area_floor_area_m2 CHECK (floor_area_m2 > 0), 
	CONSTRAINT uq_unit_area_fid UNIQUE (fid)
);
CREATE TABLE geo.unit_notice (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	period_id UUID NOT NULL, 
	notice_kind TEXT NOT NULL, 
	due_on DATE NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_unit_notice PRIMARY KEY (id), 
	CONSTRAINT ck_unit_notice_notice_kind CHECK (notice_kind IN ('closure_announced', 'refurbishment', 'demolition_planned')), 
	CONSTRAINT uq_unit_notice_fid UNIQUE (fid)
);
CREATE TABLE geo.unit_period (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	unit_id UUID NOT NULL, 
	period_kind TEXT NOT NULL, 
	valid DATERANGE NOT NULL, 
	is_whole BOOLEAN DEFAULT true NOT NULL, 
	start_precision TEXT DEFAULT 'day' NOT NULL, 
	end_precision TEXT DEFAULT 'day' NOT NULL, 
	continues_id UUID, 
	publication TEXT DEFAULT 'intern' NOT NULL, 
	source TEXT NOT NULL, 
	verified_on DATE, 
	CONSTRAINT pk_unit_period PRIMARY KEY (id), 
	CONSTRAINT ck_unit_period_period_kind CHECK (period_kind IN ('occupancy', 'vacancy', 'unknown')), 
	CONSTRAINT ck_unit_period_start_precision CHECK (start_precision IN ('day', 'month', 'year', 'between', 'before')), 
	CONSTRAINT ck_unit_period_end_precision CHECK (end_precision IN ('day', 'month', 'year', 'between', 'before')), 
	CONSTRAINT ck_unit_period_publication CHECK (publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_unit_period_valid_not_empty CHECK (NOT isempty(valid)), 
	CONSTRAINT uq_unit_period_id_municipality_id_period_kind UNIQUE (id, municipality_id, period_kind), 
	CONSTRAINT excl_unit_period_timeline EXCLUDE USING gist (unit_id WITH =, valid WITH &&) WHERE (is_whole) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_unit_period_id_municipality_id UNIQUE (id, municipality_id), 
	CONSTRAINT uq_unit_period_fid UNIQUE (fid)
);
CREATE TABLE geo.vacancy (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	period_id UUID NOT NULL, 
	vacancy_kind TEXT, 
	reasons TEXT[] DEFAULT '{}' NOT NULL, 
	vacant_share DOUBLE PRECISION DEFAULT 1 NOT NULL, 
	evidence TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_vacancy PRIMARY KEY (id), 
	CONSTRAINT ck_vacancy_vacancy_kind CHECK (vacancy_kind IN ('frictional', 'medium', 'long', 'structural')), 
	CONSTRAINT uq_vacancy_period_id UNIQUE (period_id) DEFERRABLE, 
	CONSTRAINT ck_vacancy_vacant_share CHECK (vacant_share > 0 AND vacant_share <= 1), 
	CONSTRAINT uq_vacancy_fid UNIQUE (fid)
);
CREATE TABLE market.company (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	name TEXT NOT NULL, 
	legal_form TEXT, 
	is_natural_person BOOLEAN DEFAULT true NOT NULL, 
	wz_code TEXT, 
	wz_version TEXT, 
	publication TEXT DEFAULT 'intern' NOT NULL, 
	CONSTRAINT pk_company PRIMARY KEY (id), 
	CONSTRAINT ck_company_publication CHECK (publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_company_person_private CHECK (NOT (is_natural_person AND publication = 'public')), 
	CONSTRAINT uq_company_fid UNIQUE (fid)
);
CREATE TABLE market.offer (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	offer_kind TEXT NOT NULL, 
	offer_state TEXT DEFAULT 'draft' NOT NULL, 
	unit_id UUID, 
	building_id UUID, 
	parcel_id UUID, 
	title TEXT NOT NULL, 
	description TEXT DEFAULT '' NOT NULL, 
	rent_eur_m2_month DOUBLE PRECISION, 
	price_eur DOUBLE PRECISION, 
	service_cost_eur_m2_month DOUBLE PRECISION, 
	area_standard TEXT, 
	available_from DATE, 
	confirmed_on DATE, 
	address_publication TEXT DEFAULT 'intern' NOT NULL, 
	rent_publication TEXT DEFAULT 'intern' NOT NULL, 
	contact_publication TEXT DEFAULT 'intern' NOT NULL, 
	publication TEXT DEFAULT 'intern' NOT NULL, 
	CONSTRAINT pk_offer PRIMARY KEY (id), 
	CONSTRAINT ck_offer_offer_kind CHECK (offer_kind IN ('rent', 'buy', 'build')), 
	CONSTRAINT ck_offer_offer_state CHECK (offer_state IN ('draft', 'checked', 'published', 'expired', 'withdrawn')), 
	CONSTRAINT ck_offer_area_standard CHECK (area_standard IN ('sales_area', 'mf_gif_2023', 'mfg_2017', 'mf_g_2012', 'gross_floor', 'usable', 'net_room', 'storey_area', 'unstated')), 
	CONSTRAINT ck_offer_address_publication CHECK (address_publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_offer_rent_publication CHECK (rent_publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_offer_contact_publication CHECK (contact_publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_offer_publication CHECK (publication IN ('intern', 'expert', 'public')), 
	CONSTRAINT ck_offer_one_object CHECK (num_nonnulls(unit_id, building_id, parcel_id) = 1), 
	CONSTRAINT uq_offer_fid UNIQUE (fid)
);
CREATE TABLE person.contact (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	fid BIGINT GENERATED ALWAYS AS IDENTITY, 
	municipality_id UUID NOT NULL, 
	dataset_id UUID, 
	row_version INTEGER DEFAULT 1 NOT NULL, 
	recorded_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	tx_id BIGINT DEFAULT geo.current_tx() NOT NULL, 
	offer_id UUID, 
	company_id UUID, 
	name TEXT NOT NULL, 
	mail TEXT, 
	phone TEXT, 
	purpose TEXT NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT uq_contact_fid UNIQUE (fid)
);
CREATE TABLE tile.cell (
	z SMALLINT NOT NULL, 
	cx INTEGER NOT NULL, 
	cy INTEGER NOT NULL, 
	n_units INTEGER NOT NULL, 
	n_vacant INTEGER NOT NULL, 
	n_parcels INTEGER NOT NULL
);
CREATE TABLE tile.change (
	seq BIGINT GENERATED ALWAYS AS IDENTITY, 
	xid xid8 DEFAULT pg_current_xact_id() NOT NULL, 
	layer TEXT NOT NULL, 
	fids BIGINT[], 
	box INTEGER[], 
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (seq), 
	CONSTRAINT ck_change_box CHECK (cardinality(box) = 4)
);
CREATE TABLE tile.layer (
	name TEXT NOT NULL, 
	definition JSONB DEFAULT '{}'::jsonb NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_layer PRIMARY KEY (name)
);
CREATE TABLE tile.pending (
	seq BIGINT GENERATED ALWAYS AS IDENTITY, 
	layer TEXT NOT NULL, 
	fids BIGINT[], 
	CONSTRAINT pk_pending PRIMARY KEY (seq)
);
CREATE TABLE tile.today (
	on_day DATE NOT NULL
);
CREATE TABLE hist.address (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(POINT,25833) NOT NULL, 
	street TEXT, 
	house_number TEXT, 
	postcode TEXT, 
	place TEXT, 
	building_id UUID, 
	search_text TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.building (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	building_function TEXT, 
	name TEXT, 
	storeys SMALLINT, 
	built_year SMALLINT, 
	building_state TEXT, 
	area_m2 DOUBLE PRECISION, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.centre (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	concept_version_id UUID, 
	name TEXT, 
	centre_level TEXT, 
	is_zvb BOOLEAN, 
	area_m2 DOUBLE PRECISION, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.commercial_site (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	name TEXT, 
	gross_area_m2 DOUBLE PRECISION, 
	restricted_area_m2 DOUBLE PRECISION, 
	restriction TEXT, 
	availability TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.company (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	name TEXT, 
	legal_form TEXT, 
	is_natural_person BOOLEAN, 
	wz_code TEXT, 
	wz_version TEXT, 
	publication TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.concept_version (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	title TEXT, 
	resolved_on DATE, 
	concept_state TEXT, 
	source TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.contact (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	offer_id UUID, 
	company_id UUID, 
	name TEXT, 
	mail TEXT, 
	phone TEXT, 
	purpose TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.decision (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	load_id UUID, 
	question TEXT, 
	object_table TEXT, 
	object_id UUID, 
	candidate_ids UUID[], 
	params JSONB, 
	decision_state TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.district (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	district_kind TEXT, 
	district_code TEXT, 
	name TEXT, 
	area_m2 DOUBLE PRECISION, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.file (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	sha256 TEXT, 
	media_type TEXT, 
	file_name TEXT, 
	n_bytes INTEGER, 
	content BYTEA, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.file_link (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	file_id UUID, 
	object_table TEXT, 
	object_id UUID, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.gemarkung (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	gemarkung_key TEXT, 
	name TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.land (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	land_kind TEXT, 
	name TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.municipality (
	id UUID, 
	fid BIGINT, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	ags TEXT, 
	name TEXT, 
	geom geometry(MULTIPOLYGON,25833), 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.observation (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	survey_id UUID, 
	unit_id UUID, 
	seen_on DATE, 
	unit_status TEXT, 
	note TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.occupancy (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	period_id UUID, 
	company_id UUID, 
	sign_name TEXT, 
	occupancy_kind TEXT, 
	branch TEXT, 
	branch_is_estimated BOOLEAN, 
	wz_code TEXT, 
	wz_version TEXT, 
	assortment_shares JSONB, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.offer (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	offer_kind TEXT, 
	offer_state TEXT, 
	unit_id UUID, 
	building_id UUID, 
	parcel_id UUID, 
	title TEXT, 
	description TEXT, 
	rent_eur_m2_month DOUBLE PRECISION, 
	price_eur DOUBLE PRECISION, 
	service_cost_eur_m2_month DOUBLE PRECISION, 
	area_standard TEXT, 
	available_from DATE, 
	confirmed_on DATE, 
	address_publication TEXT, 
	rent_publication TEXT, 
	contact_publication TEXT, 
	publication TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.parcel (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	gemarkung_id UUID, 
	parcel_key TEXT, 
	flur TEXT, 
	numerator INTEGER, 
	denominator TEXT, 
	label TEXT, 
	official_area_m2 DOUBLE PRECISION, 
	area_m2 DOUBLE PRECISION, 
	legal_state TEXT, 
	originated_on DATE, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.parcel_event (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	event_kind TEXT, 
	happened_on DATE, 
	ordinal SMALLINT, 
	source TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.parcel_lineage (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	parcel_event_id UUID, 
	predecessor_id UUID, 
	successor_id UUID, 
	overlap_share DOUBLE PRECISION, 
	lineage_basis TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.plan_area (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	plan_name TEXT, 
	zone_code TEXT, 
	baunvo_year SMALLINT, 
	resolved_on DATE, 
	site_coverage DOUBLE PRECISION, 
	floor_space_index DOUBLE PRECISION, 
	sales_area_max_m2 DOUBLE PRECISION, 
	plan_text TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.source_object (
	id UUID, 
	fid BIGINT, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	source TEXT, 
	source_key TEXT, 
	object_table TEXT, 
	object_id UUID, 
	loaded_version INTEGER, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.statistic_value (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	area_kind TEXT, 
	area_name TEXT, 
	district_id UUID, 
	measure TEXT, 
	unit_of_measure TEXT, 
	on_day DATE, 
	value DOUBLE PRECISION, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.stop (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(POINT,25833) NOT NULL, 
	stop_key TEXT, 
	name TEXT, 
	modes TEXT[], 
	lines TEXT[], 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.street (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(LINESTRING,25833) NOT NULL, 
	name TEXT, 
	street_class TEXT, 
	is_walkable BOOLEAN, 
	length_m DOUBLE PRECISION, 
	from_node_id UUID, 
	to_node_id UUID, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.street_node (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(POINT,25833) NOT NULL, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.survey (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(MULTIPOLYGON,25833) NOT NULL, 
	title TEXT, 
	started_on DATE, 
	finished_on DATE, 
	is_complete BOOLEAN, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.tx (
	tx_id BIGINT NOT NULL, 
	actor TEXT NOT NULL, 
	client TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	undoes BIGINT, 
	CONSTRAINT pk_tx PRIMARY KEY (tx_id), 
	CONSTRAINT ck_tx_actor_named CHECK (actor <> '')
);
CREATE TABLE hist.unit (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	valid DATERANGE, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	geom geometry(POINT,25833) NOT NULL, 
	unit_no BIGINT, 
	building_id UUID, 
	parcel_id UUID, 
	address_id UUID, 
	address_text TEXT, 
	sign_name TEXT, 
	unit_use TEXT, 
	floor SMALLINT, 
	position_text TEXT, 
	frontage_m DOUBLE PRECISION, 
	neighbour_ids UUID[], 
	floor_geom geometry(MULTIPOLYGON,25833), 
	search_text TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.unit_area (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	unit_id UUID, 
	area_standard TEXT, 
	floor_area_m2 DOUBLE PRECISION, 
	is_estimated BOOLEAN, 
	source TEXT, 
	measured_on DATE, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.unit_notice (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	period_id UUID, 
	notice_kind TEXT, 
	due_on DATE, 
	source TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.unit_period (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	unit_id UUID, 
	period_kind TEXT, 
	valid DATERANGE, 
	is_whole BOOLEAN, 
	start_precision TEXT, 
	end_precision TEXT, 
	continues_id UUID, 
	publication TEXT, 
	source TEXT, 
	verified_on DATE, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
CREATE TABLE hist.vacancy (
	id UUID, 
	fid BIGINT, 
	municipality_id UUID, 
	dataset_id UUID, 
	row_version INTEGER, 
	recorded_from TIMESTAMP WITH TIME ZONE, 
	tx_id BIGINT, 
	period_id UUID, 
	vacancy_kind TEXT, 
	reasons TEXT[], 
	vacant_share DOUBLE PRECISION, 
	evidence TEXT, 
	recorded TSTZRANGE NOT NULL, 
	ended_tx_id BIGINT NOT NULL
);
ALTER TABLE geo.address ADD CONSTRAINT fk_address_building_id_municipality_id FOREIGN KEY(building_id, municipality_id) REFERENCES geo.building (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.address ADD CONSTRAINT fk_address_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.address ADD CONSTRAINT fk_address_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_address_building_id ON geo.address (building_id);
CREATE INDEX ix_address_geom ON geo.address USING gist (geom);
CREATE INDEX ix_address_search_text ON geo.address USING gin (search_text gin_trgm_ops);
COMMENT ON TABLE geo.address IS 'address: a house number at its point';
COMMENT ON COLUMN geo.address.id IS 'id';
COMMENT ON COLUMN geo.address.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.address.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.address.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.address.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.address.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.address.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.address.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.address.street IS 'street';
COMMENT ON COLUMN geo.address.house_number IS 'house number';
COMMENT ON COLUMN geo.address.postcode IS 'postcode';
COMMENT ON COLUMN geo.address.place IS 'place';
COMMENT ON COLUMN geo.address.building_id IS 'building';
COMMENT ON COLUMN geo.address.search_text IS 'search text: folded for search';
ALTER TABLE geo.building ADD CONSTRAINT fk_building_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.building ADD CONSTRAINT fk_building_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_building_current_geom ON geo.building USING gist (geom) WHERE upper_inf(valid);
CREATE INDEX ix_building_geom ON geo.building USING gist (geom);
COMMENT ON TABLE geo.building IS 'building: a building by its outline on the ground';
COMMENT ON COLUMN geo.building.id IS 'id';
COMMENT ON COLUMN geo.building.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.building.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.building.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.building.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.building.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.building.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.building.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.building.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.building.building_function IS 'building function';
COMMENT ON COLUMN geo.building.name IS 'name';
COMMENT ON COLUMN geo.building.storeys IS 'storeys: above ground';
COMMENT ON COLUMN geo.building.built_year IS 'year built';
COMMENT ON COLUMN geo.building.building_state IS 'state';
COMMENT ON COLUMN geo.building.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
ALTER TABLE geo.centre ADD CONSTRAINT fk_centre_concept_version_id_municipality_id FOREIGN KEY(concept_version_id, municipality_id) REFERENCES geo.concept_version (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.centre ADD CONSTRAINT fk_centre_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.centre ADD CONSTRAINT fk_centre_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_centre_concept_version_id ON geo.centre (concept_version_id);
CREATE INDEX ix_centre_geom ON geo.centre USING gist (geom);
COMMENT ON TABLE geo.centre IS 'centre: a centre of one concept version, with level and perimeter';
COMMENT ON COLUMN geo.centre.id IS 'id';
COMMENT ON COLUMN geo.centre.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.centre.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.centre.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.centre.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.centre.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.centre.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.centre.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.centre.concept_version_id IS 'concept version';
COMMENT ON COLUMN geo.centre.name IS 'name';
COMMENT ON COLUMN geo.centre.centre_level IS 'level of the centre';
COMMENT ON COLUMN geo.centre.is_zvb IS 'central supply area';
COMMENT ON COLUMN geo.centre.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON TABLE geo.code IS 'code: one value of a code list';
COMMENT ON COLUMN geo.code.code_list IS 'code list';
COMMENT ON COLUMN geo.code.code IS 'code';
COMMENT ON COLUMN geo.code.position IS 'position';
COMMENT ON COLUMN geo.code.de IS 'German name';
COMMENT ON COLUMN geo.code.en IS 'English name';
COMMENT ON COLUMN geo.code.definition_de IS 'definition in German';
COMMENT ON COLUMN geo.code.definition_en IS 'definition in English';
COMMENT ON COLUMN geo.code.source IS 'source';
ALTER TABLE geo.commercial_site ADD CONSTRAINT fk_commercial_site_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.commercial_site ADD CONSTRAINT fk_commercial_site_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_commercial_site_geom ON geo.commercial_site USING gist (geom);
COMMENT ON TABLE geo.commercial_site IS 'commercial site: commercial land offered or reserved as a whole';
COMMENT ON COLUMN geo.commercial_site.id IS 'id';
COMMENT ON COLUMN geo.commercial_site.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.commercial_site.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.commercial_site.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.commercial_site.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.commercial_site.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.commercial_site.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.commercial_site.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.commercial_site.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.commercial_site.name IS 'name';
COMMENT ON COLUMN geo.commercial_site.gross_area_m2 IS 'gross area [m²]';
COMMENT ON COLUMN geo.commercial_site.restricted_area_m2 IS 'restricted area [m²]';
COMMENT ON COLUMN geo.commercial_site.restriction IS 'restriction';
COMMENT ON COLUMN geo.commercial_site.availability IS 'availability';
ALTER TABLE geo.concept_version ADD CONSTRAINT fk_concept_version_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.concept_version ADD CONSTRAINT fk_concept_version_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
COMMENT ON TABLE geo.concept_version IS 'concept version: one version of the centre concept, draft or resolved';
COMMENT ON COLUMN geo.concept_version.id IS 'id';
COMMENT ON COLUMN geo.concept_version.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.concept_version.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.concept_version.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.concept_version.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.concept_version.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.concept_version.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.concept_version.title IS 'title';
COMMENT ON COLUMN geo.concept_version.resolved_on IS 'resolved on';
COMMENT ON COLUMN geo.concept_version.concept_state IS 'state';
COMMENT ON COLUMN geo.concept_version.source IS 'source';
COMMENT ON TABLE geo.dataset IS 'dataset: where objects come from, with licence and date';
COMMENT ON COLUMN geo.dataset.id IS 'id';
COMMENT ON COLUMN geo.dataset.source IS 'source';
COMMENT ON COLUMN geo.dataset.dataset_kind IS 'kind of data';
COMMENT ON COLUMN geo.dataset.title IS 'title';
COMMENT ON COLUMN geo.dataset.publisher IS 'publisher';
COMMENT ON COLUMN geo.dataset.licence IS 'licence';
COMMENT ON COLUMN geo.dataset.is_publishable IS 'publishable';
COMMENT ON COLUMN geo.dataset.data_date IS 'date of the data';
COMMENT ON COLUMN geo.dataset.file_name IS 'file name';
COMMENT ON COLUMN geo.dataset.sha256 IS 'SHA-256';
COMMENT ON COLUMN geo.dataset.loaded_at IS 'loaded at [UTC]';
ALTER TABLE geo.decision ADD CONSTRAINT fk_decision_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.decision ADD CONSTRAINT fk_decision_load_id FOREIGN KEY(load_id) REFERENCES geo.load (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.decision ADD CONSTRAINT fk_decision_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_decision_load_id ON geo.decision (load_id);
CREATE INDEX ix_decision_object_id ON geo.decision (object_id);
COMMENT ON TABLE geo.decision IS 'decision: a question that a person has to decide after a load or an edit';
COMMENT ON COLUMN geo.decision.id IS 'id';
COMMENT ON COLUMN geo.decision.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.decision.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.decision.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.decision.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.decision.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.decision.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.decision.load_id IS 'load';
COMMENT ON COLUMN geo.decision.question IS 'question';
COMMENT ON COLUMN geo.decision.object_table IS 'object type';
COMMENT ON COLUMN geo.decision.object_id IS 'object';
COMMENT ON COLUMN geo.decision.candidate_ids IS 'candidates';
COMMENT ON COLUMN geo.decision.params IS 'parameters';
COMMENT ON COLUMN geo.decision.decision_state IS 'state of the decision';
ALTER TABLE geo.district ADD CONSTRAINT fk_district_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.district ADD CONSTRAINT fk_district_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_district_district_kind_district_code ON geo.district (district_kind, district_code);
CREATE INDEX ix_district_geom ON geo.district USING gist (geom);
COMMENT ON TABLE geo.district IS 'district: administrative or statistical part of a municipality';
COMMENT ON COLUMN geo.district.id IS 'id';
COMMENT ON COLUMN geo.district.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.district.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.district.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.district.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.district.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.district.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.district.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.district.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.district.district_kind IS 'kind of district';
COMMENT ON COLUMN geo.district.district_code IS 'district code';
COMMENT ON COLUMN geo.district.name IS 'name';
COMMENT ON COLUMN geo.district.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
ALTER TABLE geo.file ADD CONSTRAINT fk_file_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.file ADD CONSTRAINT fk_file_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
COMMENT ON TABLE geo.file IS 'file: a stored file, at most 20 MB';
COMMENT ON COLUMN geo.file.id IS 'id';
COMMENT ON COLUMN geo.file.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.file.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.file.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.file.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.file.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.file.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.file.sha256 IS 'SHA-256';
COMMENT ON COLUMN geo.file.media_type IS 'media type';
COMMENT ON COLUMN geo.file.file_name IS 'file name';
COMMENT ON COLUMN geo.file.n_bytes IS 'size [bytes]';
COMMENT ON COLUMN geo.file.content IS 'content';
ALTER TABLE geo.file_link ADD CONSTRAINT fk_file_link_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.file_link ADD CONSTRAINT fk_file_link_file_id FOREIGN KEY(file_id) REFERENCES geo.file (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.file_link ADD CONSTRAINT fk_file_link_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_file_link_file_id ON geo.file_link (file_id);
CREATE INDEX ix_file_link_object_id ON geo.file_link (object_id);
COMMENT ON TABLE geo.file_link IS 'file link: which object a file belongs to';
COMMENT ON COLUMN geo.file_link.id IS 'id';
COMMENT ON COLUMN geo.file_link.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.file_link.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.file_link.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.file_link.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.file_link.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.file_link.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.file_link.file_id IS 'file';
COMMENT ON COLUMN geo.file_link.object_table IS 'object type';
COMMENT ON COLUMN geo.file_link.object_id IS 'object';
ALTER TABLE geo.finding ADD CONSTRAINT fk_finding_load_id FOREIGN KEY(load_id) REFERENCES geo.load (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_finding_geom ON geo.finding USING gist (geom);
CREATE INDEX ix_finding_load_id ON geo.finding (load_id);
CREATE INDEX ix_finding_object_id ON geo.finding (object_id);
COMMENT ON TABLE geo.finding IS 'finding: something a check or a load noticed about an object';
COMMENT ON COLUMN geo.finding.id IS 'id';
COMMENT ON COLUMN geo.finding.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.finding.load_id IS 'load';
COMMENT ON COLUMN geo.finding.finding_kind IS 'kind of finding';
COMMENT ON COLUMN geo.finding.severity IS 'severity';
COMMENT ON COLUMN geo.finding.object_table IS 'object type';
COMMENT ON COLUMN geo.finding.object_id IS 'object';
COMMENT ON COLUMN geo.finding.object_label IS 'object label';
COMMENT ON COLUMN geo.finding.params IS 'parameters';
COMMENT ON COLUMN geo.finding.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.finding.finding_state IS 'state of the finding';
COMMENT ON COLUMN geo.finding.found_at IS 'found at [UTC]';
ALTER TABLE geo.gemarkung ADD CONSTRAINT fk_gemarkung_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.gemarkung ADD CONSTRAINT fk_gemarkung_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
COMMENT ON TABLE geo.gemarkung IS 'Gemarkung: cadastral district; a parcel number is unique inside it only';
COMMENT ON COLUMN geo.gemarkung.id IS 'id';
COMMENT ON COLUMN geo.gemarkung.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.gemarkung.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.gemarkung.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.gemarkung.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.gemarkung.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.gemarkung.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.gemarkung.gemarkung_key IS 'Gemarkung key: land and number, 6 digits';
COMMENT ON COLUMN geo.gemarkung.name IS 'name';
ALTER TABLE geo.land ADD CONSTRAINT fk_land_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.land ADD CONSTRAINT fk_land_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_land_geom ON geo.land USING gist (geom);
COMMENT ON TABLE geo.land IS 'land cover: water and green for the background of the map';
COMMENT ON COLUMN geo.land.id IS 'id';
COMMENT ON COLUMN geo.land.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.land.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.land.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.land.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.land.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.land.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.land.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.land.land_kind IS 'kind';
COMMENT ON COLUMN geo.land.name IS 'name';
ALTER TABLE geo.load ADD CONSTRAINT fk_load_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_load_dataset_id ON geo.load (dataset_id);
CREATE INDEX ix_load_tx_id ON geo.load (tx_id);
COMMENT ON TABLE geo.load IS 'load: one delivery taken over in one transaction, with its report';
COMMENT ON COLUMN geo.load.id IS 'id';
COMMENT ON COLUMN geo.load.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.load.source IS 'source';
COMMENT ON COLUMN geo.load.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.load.cover IS 'cover: areas inside which the delivery is complete';
COMMENT ON COLUMN geo.load.report IS 'report';
COMMENT ON COLUMN geo.load.loaded_at IS 'loaded at [UTC]';
ALTER TABLE geo.municipality ADD CONSTRAINT fk_municipality_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_municipality_geom ON geo.municipality USING gist (geom);
COMMENT ON TABLE geo.municipality IS 'municipality: municipality with its official key (AGS)';
COMMENT ON COLUMN geo.municipality.id IS 'id';
COMMENT ON COLUMN geo.municipality.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.municipality.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.municipality.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.municipality.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.municipality.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.municipality.ags IS 'municipality key: amtlicher Gemeindeschlüssel, 8 digits';
COMMENT ON COLUMN geo.municipality.name IS 'name';
COMMENT ON COLUMN geo.municipality.geom IS 'geometry [m, EPSG:25833]';
ALTER TABLE geo.observation ADD CONSTRAINT fk_observation_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.observation ADD CONSTRAINT fk_observation_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.observation ADD CONSTRAINT fk_observation_survey_id_municipality_id FOREIGN KEY(survey_id, municipality_id) REFERENCES geo.survey (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.observation ADD CONSTRAINT fk_observation_unit_id FOREIGN KEY(unit_id) REFERENCES geo.unit (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_observation_survey_id ON geo.observation (survey_id);
CREATE INDEX ix_observation_unit_id ON geo.observation (unit_id);
COMMENT ON TABLE geo.observation IS 'observation: what was seen at a unit on a day';
COMMENT ON COLUMN geo.observation.id IS 'id';
COMMENT ON COLUMN geo.observation.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.observation.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.observation.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.observation.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.observation.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.observation.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.observation.survey_id IS 'survey';
COMMENT ON COLUMN geo.observation.unit_id IS 'unit';
COMMENT ON COLUMN geo.observation.seen_on IS 'seen on';
COMMENT ON COLUMN geo.observation.unit_status IS 'status';
COMMENT ON COLUMN geo.observation.note IS 'note';
ALTER TABLE geo.occupancy ADD CONSTRAINT fk_occupancy_company_id FOREIGN KEY(company_id) REFERENCES market.company (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.occupancy ADD CONSTRAINT fk_occupancy_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.occupancy ADD CONSTRAINT fk_occupancy_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.occupancy ADD CONSTRAINT fk_occupancy_period_id_municipality_id FOREIGN KEY(period_id, municipality_id) REFERENCES geo.unit_period (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_occupancy_company_id ON geo.occupancy (company_id);
CREATE INDEX ix_occupancy_period_id ON geo.occupancy (period_id);
COMMENT ON TABLE geo.occupancy IS 'occupancy: who uses the unit in a period and how';
COMMENT ON COLUMN geo.occupancy.id IS 'id';
COMMENT ON COLUMN geo.occupancy.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.occupancy.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.occupancy.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.occupancy.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.occupancy.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.occupancy.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.occupancy.period_id IS 'period';
COMMENT ON COLUMN geo.occupancy.company_id IS 'company';
COMMENT ON COLUMN geo.occupancy.sign_name IS 'name on the sign';
COMMENT ON COLUMN geo.occupancy.occupancy_kind IS 'kind of occupancy';
COMMENT ON COLUMN geo.occupancy.branch IS 'branch';
COMMENT ON COLUMN geo.occupancy.branch_is_estimated IS 'branch estimated';
COMMENT ON COLUMN geo.occupancy.wz_code IS 'WZ code';
COMMENT ON COLUMN geo.occupancy.wz_version IS 'WZ version';
COMMENT ON COLUMN geo.occupancy.assortment_shares IS 'assortments: share of sales area by Sortiment [0..1]';
ALTER TABLE geo.parcel ADD CONSTRAINT fk_parcel_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel ADD CONSTRAINT fk_parcel_gemarkung_id FOREIGN KEY(gemarkung_id) REFERENCES geo.gemarkung (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel ADD CONSTRAINT fk_parcel_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_parcel_gemarkung_id_numerator_denominator ON geo.parcel (gemarkung_id, numerator, denominator);
CREATE INDEX ix_parcel_geom ON geo.parcel USING gist (geom);
CREATE UNIQUE INDEX uq_parcel_current_key ON geo.parcel (parcel_key) WHERE upper_inf(valid) AND legal_state = 'official';
COMMENT ON TABLE geo.parcel IS 'parcel: a parcel of the cadastre; historic ones stay with their last day';
COMMENT ON COLUMN geo.parcel.id IS 'id';
COMMENT ON COLUMN geo.parcel.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.parcel.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.parcel.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.parcel.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.parcel.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.parcel.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.parcel.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.parcel.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.parcel.gemarkung_id IS 'Gemarkung';
COMMENT ON COLUMN geo.parcel.parcel_key IS 'parcel key: 20 characters, derived by the system';
COMMENT ON COLUMN geo.parcel.flur IS 'Flur: part of a Gemarkung; not used in Saxony';
COMMENT ON COLUMN geo.parcel.numerator IS 'numerator';
COMMENT ON COLUMN geo.parcel.denominator IS 'denominator: number or letter';
COMMENT ON COLUMN geo.parcel.label IS 'number: as people write it, numerator/denominator';
COMMENT ON COLUMN geo.parcel.official_area_m2 IS 'official area [m²]';
COMMENT ON COLUMN geo.parcel.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON COLUMN geo.parcel.legal_state IS 'legal state';
COMMENT ON COLUMN geo.parcel.originated_on IS 'originated on';
ALTER TABLE geo.parcel_building ADD CONSTRAINT fk_parcel_building_building_id FOREIGN KEY(building_id) REFERENCES geo.building (id) ON DELETE CASCADE;
ALTER TABLE geo.parcel_building ADD CONSTRAINT fk_parcel_building_parcel_id FOREIGN KEY(parcel_id) REFERENCES geo.parcel (id) ON DELETE CASCADE;
CREATE INDEX ix_parcel_building_building_id ON geo.parcel_building (building_id);
COMMENT ON TABLE geo.parcel_building IS 'building on parcel: which share of a building stands on which parcel';
COMMENT ON COLUMN geo.parcel_building.parcel_id IS 'parcel';
COMMENT ON COLUMN geo.parcel_building.building_id IS 'building';
COMMENT ON COLUMN geo.parcel_building.building_share IS 'share of the building [0..1]';
ALTER TABLE geo.parcel_event ADD CONSTRAINT fk_parcel_event_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel_event ADD CONSTRAINT fk_parcel_event_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
COMMENT ON TABLE geo.parcel_event IS 'parcel event: what changed parcels, by the reason code of the cadastre (Anlassart)';
COMMENT ON COLUMN geo.parcel_event.id IS 'id';
COMMENT ON COLUMN geo.parcel_event.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.parcel_event.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.parcel_event.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.parcel_event.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.parcel_event.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.parcel_event.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.parcel_event.event_kind IS 'reason code';
COMMENT ON COLUMN geo.parcel_event.happened_on IS 'happened on';
COMMENT ON COLUMN geo.parcel_event.ordinal IS 'order on the day';
COMMENT ON COLUMN geo.parcel_event.source IS 'source';
ALTER TABLE geo.parcel_lineage ADD CONSTRAINT fk_parcel_lineage_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel_lineage ADD CONSTRAINT fk_parcel_lineage_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel_lineage ADD CONSTRAINT fk_parcel_lineage_parcel_event_id_municipality_id FOREIGN KEY(parcel_event_id, municipality_id) REFERENCES geo.parcel_event (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel_lineage ADD CONSTRAINT fk_parcel_lineage_predecessor_id FOREIGN KEY(predecessor_id) REFERENCES geo.parcel (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.parcel_lineage ADD CONSTRAINT fk_parcel_lineage_successor_id FOREIGN KEY(successor_id) REFERENCES geo.parcel (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_parcel_lineage_parcel_event_id ON geo.parcel_lineage (parcel_event_id);
CREATE INDEX ix_parcel_lineage_predecessor_id ON geo.parcel_lineage (predecessor_id);
CREATE INDEX ix_parcel_lineage_successor_id ON geo.parcel_lineage (successor_id);
COMMENT ON TABLE geo.parcel_lineage IS 'parcel lineage: a predecessor and a successor of one event';
COMMENT ON COLUMN geo.parcel_lineage.id IS 'id';
COMMENT ON COLUMN geo.parcel_lineage.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.parcel_lineage.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.parcel_lineage.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.parcel_lineage.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.parcel_lineage.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.parcel_lineage.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.parcel_lineage.parcel_event_id IS 'parcel event';
COMMENT ON COLUMN geo.parcel_lineage.predecessor_id IS 'predecessor';
COMMENT ON COLUMN geo.parcel_lineage.successor_id IS 'successor';
COMMENT ON COLUMN geo.parcel_lineage.overlap_share IS 'overlap: share of the predecessor that the successor covers [0..1]';
COMMENT ON COLUMN geo.parcel_lineage.lineage_basis IS 'basis';
ALTER TABLE geo.plan_area ADD CONSTRAINT fk_plan_area_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.plan_area ADD CONSTRAINT fk_plan_area_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_plan_area_geom ON geo.plan_area USING gist (geom);
COMMENT ON TABLE geo.plan_area IS 'plan area: an area of a binding plan with its type of use';
COMMENT ON COLUMN geo.plan_area.id IS 'id';
COMMENT ON COLUMN geo.plan_area.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.plan_area.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.plan_area.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.plan_area.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.plan_area.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.plan_area.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.plan_area.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.plan_area.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.plan_area.plan_name IS 'plan';
COMMENT ON COLUMN geo.plan_area.zone_code IS 'type of use: XPlanung code of the zone';
COMMENT ON COLUMN geo.plan_area.baunvo_year IS 'BauNVO version [year]';
COMMENT ON COLUMN geo.plan_area.resolved_on IS 'resolved on';
COMMENT ON COLUMN geo.plan_area.site_coverage IS 'site coverage ratio';
COMMENT ON COLUMN geo.plan_area.floor_space_index IS 'floor space index';
COMMENT ON COLUMN geo.plan_area.sales_area_max_m2 IS 'maximum sales area [m²]';
COMMENT ON COLUMN geo.plan_area.plan_text IS 'text clauses';
COMMENT ON TABLE geo.region IS 'region: one row; the extent that all geometry lies in';
COMMENT ON COLUMN geo.region.name IS 'name';
COMMENT ON COLUMN geo.region.title IS 'title';
COMMENT ON COLUMN geo.region.extent IS 'extent [m, EPSG:25833]';
COMMENT ON COLUMN geo.region.parcels_led_in IS 'parcels led in';
COMMENT ON COLUMN geo.region.created_at IS 'created at [UTC]';
ALTER TABLE geo.source_object ADD CONSTRAINT fk_source_object_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_source_object_object_id ON geo.source_object (object_id);
COMMENT ON TABLE geo.source_object IS 'source object: what a source gave us: its key, our object, the version we had after loading it';
COMMENT ON COLUMN geo.source_object.id IS 'id';
COMMENT ON COLUMN geo.source_object.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.source_object.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.source_object.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.source_object.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.source_object.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.source_object.source IS 'source';
COMMENT ON COLUMN geo.source_object.source_key IS 'source key';
COMMENT ON COLUMN geo.source_object.object_table IS 'object type';
COMMENT ON COLUMN geo.source_object.object_id IS 'object';
COMMENT ON COLUMN geo.source_object.loaded_version IS 'loaded version: our row_version after the last load from this source';
ALTER TABLE geo.statistic_value ADD CONSTRAINT fk_statistic_value_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.statistic_value ADD CONSTRAINT fk_statistic_value_district_id FOREIGN KEY(district_id) REFERENCES geo.district (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.statistic_value ADD CONSTRAINT fk_statistic_value_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_statistic_value_district_id ON geo.statistic_value (district_id);
CREATE UNIQUE INDEX ix_statistic_value_measure_area_kind_area_name_on_day ON geo.statistic_value (measure, area_kind, area_name, on_day);
COMMENT ON TABLE geo.statistic_value IS 'statistic value: one published figure for an area and a day';
COMMENT ON COLUMN geo.statistic_value.id IS 'id';
COMMENT ON COLUMN geo.statistic_value.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.statistic_value.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.statistic_value.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.statistic_value.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.statistic_value.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.statistic_value.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.statistic_value.area_kind IS 'kind of area';
COMMENT ON COLUMN geo.statistic_value.area_name IS 'area name';
COMMENT ON COLUMN geo.statistic_value.district_id IS 'district';
COMMENT ON COLUMN geo.statistic_value.measure IS 'measure';
COMMENT ON COLUMN geo.statistic_value.unit_of_measure IS 'unit of measure';
COMMENT ON COLUMN geo.statistic_value.on_day IS 'day';
COMMENT ON COLUMN geo.statistic_value.value IS 'value';
ALTER TABLE geo.stop ADD CONSTRAINT fk_stop_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.stop ADD CONSTRAINT fk_stop_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_stop_geom ON geo.stop USING gist (geom);
COMMENT ON TABLE geo.stop IS 'stop: a public transport stop with its lines';
COMMENT ON COLUMN geo.stop.id IS 'id';
COMMENT ON COLUMN geo.stop.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.stop.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.stop.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.stop.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.stop.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.stop.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.stop.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.stop.stop_key IS 'stop key';
COMMENT ON COLUMN geo.stop.name IS 'name';
COMMENT ON COLUMN geo.stop.modes IS 'modes';
COMMENT ON COLUMN geo.stop.lines IS 'lines';
ALTER TABLE geo.street ADD CONSTRAINT fk_street_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.street ADD CONSTRAINT fk_street_from_node_id_municipality_id FOREIGN KEY(from_node_id, municipality_id) REFERENCES geo.street_node (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.street ADD CONSTRAINT fk_street_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.street ADD CONSTRAINT fk_street_to_node_id_municipality_id FOREIGN KEY(to_node_id, municipality_id) REFERENCES geo.street_node (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_street_from_node_id ON geo.street (from_node_id);
CREATE INDEX ix_street_geom ON geo.street USING gist (geom);
CREATE INDEX ix_street_to_node_id ON geo.street (to_node_id);
COMMENT ON TABLE geo.street IS 'street segment: a street between two nodes; edge of the walking network';
COMMENT ON COLUMN geo.street.id IS 'id';
COMMENT ON COLUMN geo.street.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.street.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.street.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.street.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.street.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.street.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.street.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.street.name IS 'name';
COMMENT ON COLUMN geo.street.street_class IS 'street class';
COMMENT ON COLUMN geo.street.is_walkable IS 'walkable';
COMMENT ON COLUMN geo.street.length_m IS 'length: geodesic [m]';
COMMENT ON COLUMN geo.street.from_node_id IS 'from node';
COMMENT ON COLUMN geo.street.to_node_id IS 'to node';
ALTER TABLE geo.street_node ADD CONSTRAINT fk_street_node_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.street_node ADD CONSTRAINT fk_street_node_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_street_node_geom ON geo.street_node USING gist (geom);
COMMENT ON TABLE geo.street_node IS 'street node: where street segments meet';
COMMENT ON COLUMN geo.street_node.id IS 'id';
COMMENT ON COLUMN geo.street_node.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.street_node.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.street_node.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.street_node.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.street_node.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.street_node.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.street_node.geom IS 'geometry [m, EPSG:25833]';
ALTER TABLE geo.survey ADD CONSTRAINT fk_survey_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.survey ADD CONSTRAINT fk_survey_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_survey_geom ON geo.survey USING gist (geom);
COMMENT ON TABLE geo.survey IS 'survey: a round through a perimeter';
COMMENT ON COLUMN geo.survey.id IS 'id';
COMMENT ON COLUMN geo.survey.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.survey.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.survey.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.survey.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.survey.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.survey.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.survey.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.survey.title IS 'title';
COMMENT ON COLUMN geo.survey.started_on IS 'started on';
COMMENT ON COLUMN geo.survey.finished_on IS 'finished on';
COMMENT ON COLUMN geo.survey.is_complete IS 'complete';
ALTER TABLE geo.unit ADD CONSTRAINT fk_unit_address_id FOREIGN KEY(address_id) REFERENCES geo.address (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit ADD CONSTRAINT fk_unit_building_id_municipality_id FOREIGN KEY(building_id, municipality_id) REFERENCES geo.building (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit ADD CONSTRAINT fk_unit_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit ADD CONSTRAINT fk_unit_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit ADD CONSTRAINT fk_unit_parcel_id FOREIGN KEY(parcel_id) REFERENCES geo.parcel (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_unit_address_id ON geo.unit (address_id);
CREATE INDEX ix_unit_building_id ON geo.unit (building_id);
CREATE INDEX ix_unit_geom ON geo.unit USING gist (geom);
CREATE INDEX ix_unit_parcel_id ON geo.unit (parcel_id);
CREATE INDEX ix_unit_search_text ON geo.unit USING gin (search_text gin_trgm_ops);
COMMENT ON TABLE geo.unit IS 'unit: a commercial unit, located at its entrance';
COMMENT ON COLUMN geo.unit.id IS 'id';
COMMENT ON COLUMN geo.unit.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.unit.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.unit.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.unit.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.unit.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.unit.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.unit.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.unit.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN geo.unit.unit_no IS 'unit no.: short number that people can say; never used again';
COMMENT ON COLUMN geo.unit.building_id IS 'building';
COMMENT ON COLUMN geo.unit.parcel_id IS 'parcel';
COMMENT ON COLUMN geo.unit.address_id IS 'address';
COMMENT ON COLUMN geo.unit.address_text IS 'address as written';
COMMENT ON COLUMN geo.unit.sign_name IS 'name on the sign';
COMMENT ON COLUMN geo.unit.unit_use IS 'use';
COMMENT ON COLUMN geo.unit.floor IS 'floor: 0 is the ground floor (EG)';
COMMENT ON COLUMN geo.unit.position_text IS 'position in words';
COMMENT ON COLUMN geo.unit.frontage_m IS 'frontage [m]';
COMMENT ON COLUMN geo.unit.neighbour_ids IS 'neighbours on the floor';
COMMENT ON COLUMN geo.unit.floor_geom IS 'floor outline [m, EPSG:25833]';
COMMENT ON COLUMN geo.unit.search_text IS 'search text: folded for search';
ALTER TABLE geo.unit_area ADD CONSTRAINT fk_unit_area_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_area ADD CONSTRAINT fk_unit_area_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_area ADD CONSTRAINT fk_unit_area_unit_id_municipality_id FOREIGN KEY(unit_id, municipality_id) REFERENCES geo.unit (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_unit_area_unit_id ON geo.unit_area (unit_id);
COMMENT ON TABLE geo.unit_area IS 'unit area: a floor area of a unit under one standard';
COMMENT ON COLUMN geo.unit_area.id IS 'id';
COMMENT ON COLUMN geo.unit_area.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.unit_area.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.unit_area.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.unit_area.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.unit_area.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.unit_area.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.unit_area.unit_id IS 'unit';
COMMENT ON COLUMN geo.unit_area.area_standard IS 'area standard';
COMMENT ON COLUMN geo.unit_area.floor_area_m2 IS 'floor area: under the area standard stated [m²]';
COMMENT ON COLUMN geo.unit_area.is_estimated IS 'estimated';
COMMENT ON COLUMN geo.unit_area.source IS 'source';
COMMENT ON COLUMN geo.unit_area.measured_on IS 'measured on';
ALTER TABLE geo.unit_notice ADD CONSTRAINT fk_unit_notice_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_notice ADD CONSTRAINT fk_unit_notice_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_notice ADD CONSTRAINT fk_unit_notice_period_id_municipality_id FOREIGN KEY(period_id, municipality_id) REFERENCES geo.unit_period (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_unit_notice_period_id ON geo.unit_notice (period_id);
COMMENT ON TABLE geo.unit_notice IS 'notice: something announced for a running period; enters no rate';
COMMENT ON COLUMN geo.unit_notice.id IS 'id';
COMMENT ON COLUMN geo.unit_notice.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.unit_notice.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.unit_notice.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.unit_notice.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.unit_notice.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.unit_notice.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.unit_notice.period_id IS 'period';
COMMENT ON COLUMN geo.unit_notice.notice_kind IS 'kind of notice';
COMMENT ON COLUMN geo.unit_notice.due_on IS 'due on';
COMMENT ON COLUMN geo.unit_notice.source IS 'source';
ALTER TABLE geo.unit_period ADD CONSTRAINT fk_unit_period_continues_id FOREIGN KEY(continues_id) REFERENCES geo.unit_period (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_period ADD CONSTRAINT fk_unit_period_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_period ADD CONSTRAINT fk_unit_period_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.unit_period ADD CONSTRAINT fk_unit_period_unit_id_municipality_id FOREIGN KEY(unit_id, municipality_id) REFERENCES geo.unit (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_unit_period_continues_id ON geo.unit_period (continues_id);
CREATE INDEX ix_unit_period_unit_id ON geo.unit_period (unit_id);
COMMENT ON TABLE geo.unit_period IS 'unit period: one stretch of a unit''s timeline';
COMMENT ON COLUMN geo.unit_period.id IS 'id';
COMMENT ON COLUMN geo.unit_period.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.unit_period.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.unit_period.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.unit_period.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.unit_period.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.unit_period.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.unit_period.unit_id IS 'unit';
COMMENT ON COLUMN geo.unit_period.period_kind IS 'kind of period';
COMMENT ON COLUMN geo.unit_period.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN geo.unit_period.is_whole IS 'whole unit: the period concerns the unit as a whole';
COMMENT ON COLUMN geo.unit_period.start_precision IS 'precision of the start';
COMMENT ON COLUMN geo.unit_period.end_precision IS 'precision of the end';
COMMENT ON COLUMN geo.unit_period.continues_id IS 'continues';
COMMENT ON COLUMN geo.unit_period.publication IS 'publication level';
COMMENT ON COLUMN geo.unit_period.source IS 'source';
COMMENT ON COLUMN geo.unit_period.verified_on IS 'verified on';
ALTER TABLE geo.vacancy ADD CONSTRAINT fk_vacancy_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.vacancy ADD CONSTRAINT fk_vacancy_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE geo.vacancy ADD CONSTRAINT fk_vacancy_period_id_municipality_id FOREIGN KEY(period_id, municipality_id) REFERENCES geo.unit_period (id, municipality_id) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_vacancy_period_id ON geo.vacancy (period_id);
COMMENT ON TABLE geo.vacancy IS 'vacancy: that a regular user is missing in a period, and why';
COMMENT ON COLUMN geo.vacancy.id IS 'id';
COMMENT ON COLUMN geo.vacancy.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN geo.vacancy.municipality_id IS 'municipality';
COMMENT ON COLUMN geo.vacancy.dataset_id IS 'dataset';
COMMENT ON COLUMN geo.vacancy.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN geo.vacancy.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN geo.vacancy.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN geo.vacancy.period_id IS 'period';
COMMENT ON COLUMN geo.vacancy.vacancy_kind IS 'kind of vacancy';
COMMENT ON COLUMN geo.vacancy.reasons IS 'reasons';
COMMENT ON COLUMN geo.vacancy.vacant_share IS 'vacant share [0..1]';
COMMENT ON COLUMN geo.vacancy.evidence IS 'evidence';
ALTER TABLE market.company ADD CONSTRAINT fk_company_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE market.company ADD CONSTRAINT fk_company_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
COMMENT ON TABLE market.company IS 'company: a company; personal data where it is or may be a natural person';
COMMENT ON COLUMN market.company.id IS 'id';
COMMENT ON COLUMN market.company.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN market.company.municipality_id IS 'municipality';
COMMENT ON COLUMN market.company.dataset_id IS 'dataset';
COMMENT ON COLUMN market.company.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN market.company.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN market.company.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN market.company.name IS 'name';
COMMENT ON COLUMN market.company.legal_form IS 'legal form';
COMMENT ON COLUMN market.company.is_natural_person IS 'natural person: is or may be one';
COMMENT ON COLUMN market.company.wz_code IS 'WZ code';
COMMENT ON COLUMN market.company.wz_version IS 'WZ version';
COMMENT ON COLUMN market.company.publication IS 'publication level';
ALTER TABLE market.offer ADD CONSTRAINT fk_offer_building_id FOREIGN KEY(building_id) REFERENCES geo.building (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE market.offer ADD CONSTRAINT fk_offer_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE market.offer ADD CONSTRAINT fk_offer_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE market.offer ADD CONSTRAINT fk_offer_parcel_id FOREIGN KEY(parcel_id) REFERENCES geo.parcel (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE market.offer ADD CONSTRAINT fk_offer_unit_id FOREIGN KEY(unit_id) REFERENCES geo.unit (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_offer_building_id ON market.offer (building_id);
CREATE INDEX ix_offer_parcel_id ON market.offer (parcel_id);
CREATE INDEX ix_offer_unit_id ON market.offer (unit_id);
COMMENT ON TABLE market.offer IS 'offer: a unit, building or parcel offered on the market';
COMMENT ON COLUMN market.offer.id IS 'id';
COMMENT ON COLUMN market.offer.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN market.offer.municipality_id IS 'municipality';
COMMENT ON COLUMN market.offer.dataset_id IS 'dataset';
COMMENT ON COLUMN market.offer.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN market.offer.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN market.offer.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN market.offer.offer_kind IS 'kind of offer';
COMMENT ON COLUMN market.offer.offer_state IS 'state of the offer';
COMMENT ON COLUMN market.offer.unit_id IS 'unit';
COMMENT ON COLUMN market.offer.building_id IS 'building';
COMMENT ON COLUMN market.offer.parcel_id IS 'parcel';
COMMENT ON COLUMN market.offer.title IS 'title';
COMMENT ON COLUMN market.offer.description IS 'description';
COMMENT ON COLUMN market.offer.rent_eur_m2_month IS 'net cold rent: without VAT [€/m² and month]';
COMMENT ON COLUMN market.offer.price_eur IS 'price [€]';
COMMENT ON COLUMN market.offer.service_cost_eur_m2_month IS 'service costs [€/m² and month]';
COMMENT ON COLUMN market.offer.area_standard IS 'area standard';
COMMENT ON COLUMN market.offer.available_from IS 'available from';
COMMENT ON COLUMN market.offer.confirmed_on IS 'confirmed on';
COMMENT ON COLUMN market.offer.address_publication IS 'publication of the address';
COMMENT ON COLUMN market.offer.rent_publication IS 'publication of the rent';
COMMENT ON COLUMN market.offer.contact_publication IS 'publication of the contact';
COMMENT ON COLUMN market.offer.publication IS 'publication level';
ALTER TABLE person.contact ADD CONSTRAINT fk_contact_company_id FOREIGN KEY(company_id) REFERENCES market.company (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE person.contact ADD CONSTRAINT fk_contact_dataset_id FOREIGN KEY(dataset_id) REFERENCES geo.dataset (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE person.contact ADD CONSTRAINT fk_contact_municipality_id FOREIGN KEY(municipality_id) REFERENCES geo.municipality (id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE person.contact ADD CONSTRAINT fk_contact_offer_id FOREIGN KEY(offer_id) REFERENCES market.offer (id) DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX ix_contact_company_id ON person.contact (company_id);
CREATE INDEX ix_contact_offer_id ON person.contact (offer_id);
COMMENT ON TABLE person.contact IS 'contact: a person to talk to; restricted';
COMMENT ON COLUMN person.contact.id IS 'id';
COMMENT ON COLUMN person.contact.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN person.contact.municipality_id IS 'municipality';
COMMENT ON COLUMN person.contact.dataset_id IS 'dataset';
COMMENT ON COLUMN person.contact.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN person.contact.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN person.contact.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN person.contact.offer_id IS 'offer';
COMMENT ON COLUMN person.contact.company_id IS 'company';
COMMENT ON COLUMN person.contact.name IS 'name';
COMMENT ON COLUMN person.contact.mail IS 'e-mail';
COMMENT ON COLUMN person.contact.phone IS 'phone';
COMMENT ON COLUMN person.contact.purpose IS 'purpose';
CREATE INDEX ix_cell_tile ON tile.cell (z, (cx >> 5), (cy >> 5));
COMMENT ON TABLE tile.cell IS 'tile cell: counts of one grid cell as sums and differences to be added up';
COMMENT ON COLUMN tile.cell.z IS 'zoom';
COMMENT ON COLUMN tile.cell.cx IS 'column of the cell: counted from 180° west, 32 in a tile';
COMMENT ON COLUMN tile.cell.cy IS 'row of the cell: counted from the north, 32 in a tile';
COMMENT ON COLUMN tile.cell.n_units IS 'units: number of current units';
COMMENT ON COLUMN tile.cell.n_vacant IS 'vacant units: number of current units whose status is vacant';
COMMENT ON COLUMN tile.cell.n_parcels IS 'parcels: number of current parcels, by the middle of their box';
CREATE INDEX ix_change_at ON tile.change (at);
CREATE INDEX ix_change_xid ON tile.change (xid);
COMMENT ON TABLE tile.change IS 'change log: the one log of what moved on the ground';
COMMENT ON COLUMN tile.change.seq IS 'sequence number';
COMMENT ON COLUMN tile.change.xid IS 'transaction of the database: number that never wraps, for comparison with snapshots';
COMMENT ON COLUMN tile.change.layer IS 'tile layer';
COMMENT ON COLUMN tile.change.fids IS 'feature numbers: null means that every object of the layer may have moved';
COMMENT ON COLUMN tile.change.box IS 'box: xmin, ymin, xmax, ymax before and after the change; null where nothing is drawn [1/4096 of a tile at zoom 16]';
COMMENT ON COLUMN tile.change.at IS 'time';
COMMENT ON TABLE tile.layer IS 'tile layer: a layer as its files define it and as it was last applied';
COMMENT ON COLUMN tile.layer.name IS 'name';
COMMENT ON COLUMN tile.layer.definition IS 'definition';
COMMENT ON COLUMN tile.layer.digest IS 'digest of the definition';
COMMENT ON TABLE tile.pending IS 'pending tile changes: objects of large statements, refreshed at the end of the same transaction; empty in between';
COMMENT ON COLUMN tile.pending.seq IS 'sequence number';
COMMENT ON COLUMN tile.pending.layer IS 'tile layer';
COMMENT ON COLUMN tile.pending.fids IS 'feature numbers: null means that every object of the layer may have moved';
CREATE UNIQUE INDEX uq_today ON tile.today ((true));
COMMENT ON TABLE tile.today IS 'day of the tiles: one row: the day for which the tiles show the state of units';
COMMENT ON COLUMN tile.today.on_day IS 'day';
CREATE INDEX ix_hist_address_ended ON hist.address (ended_tx_id);
CREATE INDEX ix_hist_address_id ON hist.address (id, row_version);
COMMENT ON TABLE hist.address IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.address.id IS 'id';
COMMENT ON COLUMN hist.address.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.address.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.address.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.address.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.address.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.address.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.address.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.address.street IS 'street';
COMMENT ON COLUMN hist.address.house_number IS 'house number';
COMMENT ON COLUMN hist.address.postcode IS 'postcode';
COMMENT ON COLUMN hist.address.place IS 'place';
COMMENT ON COLUMN hist.address.building_id IS 'building';
COMMENT ON COLUMN hist.address.search_text IS 'search text: folded for search';
COMMENT ON COLUMN hist.address.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.address.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_building_ended ON hist.building (ended_tx_id);
CREATE INDEX ix_hist_building_id ON hist.building (id, row_version);
COMMENT ON TABLE hist.building IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.building.id IS 'id';
COMMENT ON COLUMN hist.building.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.building.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.building.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.building.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.building.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.building.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.building.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.building.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.building.building_function IS 'building function';
COMMENT ON COLUMN hist.building.name IS 'name';
COMMENT ON COLUMN hist.building.storeys IS 'storeys: above ground';
COMMENT ON COLUMN hist.building.built_year IS 'year built';
COMMENT ON COLUMN hist.building.building_state IS 'state';
COMMENT ON COLUMN hist.building.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON COLUMN hist.building.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.building.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_centre_ended ON hist.centre (ended_tx_id);
CREATE INDEX ix_hist_centre_id ON hist.centre (id, row_version);
COMMENT ON TABLE hist.centre IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.centre.id IS 'id';
COMMENT ON COLUMN hist.centre.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.centre.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.centre.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.centre.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.centre.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.centre.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.centre.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.centre.concept_version_id IS 'concept version';
COMMENT ON COLUMN hist.centre.name IS 'name';
COMMENT ON COLUMN hist.centre.centre_level IS 'level of the centre';
COMMENT ON COLUMN hist.centre.is_zvb IS 'central supply area';
COMMENT ON COLUMN hist.centre.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON COLUMN hist.centre.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.centre.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_commercial_site_ended ON hist.commercial_site (ended_tx_id);
CREATE INDEX ix_hist_commercial_site_id ON hist.commercial_site (id, row_version);
COMMENT ON TABLE hist.commercial_site IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.commercial_site.id IS 'id';
COMMENT ON COLUMN hist.commercial_site.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.commercial_site.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.commercial_site.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.commercial_site.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.commercial_site.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.commercial_site.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.commercial_site.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.commercial_site.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.commercial_site.name IS 'name';
COMMENT ON COLUMN hist.commercial_site.gross_area_m2 IS 'gross area [m²]';
COMMENT ON COLUMN hist.commercial_site.restricted_area_m2 IS 'restricted area [m²]';
COMMENT ON COLUMN hist.commercial_site.restriction IS 'restriction';
COMMENT ON COLUMN hist.commercial_site.availability IS 'availability';
COMMENT ON COLUMN hist.commercial_site.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.commercial_site.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_company_ended ON hist.company (ended_tx_id);
CREATE INDEX ix_hist_company_id ON hist.company (id, row_version);
COMMENT ON TABLE hist.company IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.company.id IS 'id';
COMMENT ON COLUMN hist.company.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.company.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.company.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.company.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.company.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.company.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.company.name IS 'name';
COMMENT ON COLUMN hist.company.legal_form IS 'legal form';
COMMENT ON COLUMN hist.company.is_natural_person IS 'natural person: is or may be one';
COMMENT ON COLUMN hist.company.wz_code IS 'WZ code';
COMMENT ON COLUMN hist.company.wz_version IS 'WZ version';
COMMENT ON COLUMN hist.company.publication IS 'publication level';
COMMENT ON COLUMN hist.company.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.company.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_concept_version_ended ON hist.concept_version (ended_tx_id);
CREATE INDEX ix_hist_concept_version_id ON hist.concept_version (id, row_version);
COMMENT ON TABLE hist.concept_version IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.concept_version.id IS 'id';
COMMENT ON COLUMN hist.concept_version.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.concept_version.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.concept_version.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.concept_version.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.concept_version.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.concept_version.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.concept_version.title IS 'title';
COMMENT ON COLUMN hist.concept_version.resolved_on IS 'resolved on';
COMMENT ON COLUMN hist.concept_version.concept_state IS 'state';
COMMENT ON COLUMN hist.concept_version.source IS 'source';
COMMENT ON COLUMN hist.concept_version.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.concept_version.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_contact_ended ON hist.contact (ended_tx_id);
CREATE INDEX ix_hist_contact_id ON hist.contact (id, row_version);
COMMENT ON TABLE hist.contact IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.contact.id IS 'id';
COMMENT ON COLUMN hist.contact.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.contact.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.contact.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.contact.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.contact.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.contact.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.contact.offer_id IS 'offer';
COMMENT ON COLUMN hist.contact.company_id IS 'company';
COMMENT ON COLUMN hist.contact.name IS 'name';
COMMENT ON COLUMN hist.contact.mail IS 'e-mail';
COMMENT ON COLUMN hist.contact.phone IS 'phone';
COMMENT ON COLUMN hist.contact.purpose IS 'purpose';
COMMENT ON COLUMN hist.contact.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.contact.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_decision_ended ON hist.decision (ended_tx_id);
CREATE INDEX ix_hist_decision_id ON hist.decision (id, row_version);
COMMENT ON TABLE hist.decision IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.decision.id IS 'id';
COMMENT ON COLUMN hist.decision.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.decision.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.decision.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.decision.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.decision.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.decision.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.decision.load_id IS 'load';
COMMENT ON COLUMN hist.decision.question IS 'question';
COMMENT ON COLUMN hist.decision.object_table IS 'object type';
COMMENT ON COLUMN hist.decision.object_id IS 'object';
COMMENT ON COLUMN hist.decision.candidate_ids IS 'candidates';
COMMENT ON COLUMN hist.decision.params IS 'parameters';
COMMENT ON COLUMN hist.decision.decision_state IS 'state of the decision';
COMMENT ON COLUMN hist.decision.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.decision.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_district_ended ON hist.district (ended_tx_id);
CREATE INDEX ix_hist_district_id ON hist.district (id, row_version);
COMMENT ON TABLE hist.district IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.district.id IS 'id';
COMMENT ON COLUMN hist.district.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.district.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.district.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.district.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.district.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.district.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.district.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.district.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.district.district_kind IS 'kind of district';
COMMENT ON COLUMN hist.district.district_code IS 'district code';
COMMENT ON COLUMN hist.district.name IS 'name';
COMMENT ON COLUMN hist.district.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON COLUMN hist.district.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.district.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_file_ended ON hist.file (ended_tx_id);
CREATE INDEX ix_hist_file_id ON hist.file (id, row_version);
COMMENT ON TABLE hist.file IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.file.id IS 'id';
COMMENT ON COLUMN hist.file.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.file.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.file.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.file.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.file.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.file.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.file.sha256 IS 'SHA-256';
COMMENT ON COLUMN hist.file.media_type IS 'media type';
COMMENT ON COLUMN hist.file.file_name IS 'file name';
COMMENT ON COLUMN hist.file.n_bytes IS 'size [bytes]';
COMMENT ON COLUMN hist.file.content IS 'content';
COMMENT ON COLUMN hist.file.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.file.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_file_link_ended ON hist.file_link (ended_tx_id);
CREATE INDEX ix_hist_file_link_id ON hist.file_link (id, row_version);
COMMENT ON TABLE hist.file_link IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.file_link.id IS 'id';
COMMENT ON COLUMN hist.file_link.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.file_link.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.file_link.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.file_link.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.file_link.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.file_link.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.file_link.file_id IS 'file';
COMMENT ON COLUMN hist.file_link.object_table IS 'object type';
COMMENT ON COLUMN hist.file_link.object_id IS 'object';
COMMENT ON COLUMN hist.file_link.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.file_link.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_gemarkung_ended ON hist.gemarkung (ended_tx_id);
CREATE INDEX ix_hist_gemarkung_id ON hist.gemarkung (id, row_version);
COMMENT ON TABLE hist.gemarkung IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.gemarkung.id IS 'id';
COMMENT ON COLUMN hist.gemarkung.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.gemarkung.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.gemarkung.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.gemarkung.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.gemarkung.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.gemarkung.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.gemarkung.gemarkung_key IS 'Gemarkung key: land and number, 6 digits';
COMMENT ON COLUMN hist.gemarkung.name IS 'name';
COMMENT ON COLUMN hist.gemarkung.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.gemarkung.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_land_ended ON hist.land (ended_tx_id);
CREATE INDEX ix_hist_land_id ON hist.land (id, row_version);
COMMENT ON TABLE hist.land IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.land.id IS 'id';
COMMENT ON COLUMN hist.land.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.land.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.land.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.land.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.land.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.land.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.land.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.land.land_kind IS 'kind';
COMMENT ON COLUMN hist.land.name IS 'name';
COMMENT ON COLUMN hist.land.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.land.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_municipality_ended ON hist.municipality (ended_tx_id);
CREATE INDEX ix_hist_municipality_id ON hist.municipality (id, row_version);
COMMENT ON TABLE hist.municipality IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.municipality.id IS 'id';
COMMENT ON COLUMN hist.municipality.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.municipality.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.municipality.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.municipality.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.municipality.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.municipality.ags IS 'municipality key: amtlicher Gemeindeschlüssel, 8 digits';
COMMENT ON COLUMN hist.municipality.name IS 'name';
COMMENT ON COLUMN hist.municipality.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.municipality.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.municipality.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_observation_ended ON hist.observation (ended_tx_id);
CREATE INDEX ix_hist_observation_id ON hist.observation (id, row_version);
COMMENT ON TABLE hist.observation IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.observation.id IS 'id';
COMMENT ON COLUMN hist.observation.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.observation.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.observation.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.observation.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.observation.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.observation.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.observation.survey_id IS 'survey';
COMMENT ON COLUMN hist.observation.unit_id IS 'unit';
COMMENT ON COLUMN hist.observation.seen_on IS 'seen on';
COMMENT ON COLUMN hist.observation.unit_status IS 'status';
COMMENT ON COLUMN hist.observation.note IS 'note';
COMMENT ON COLUMN hist.observation.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.observation.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_occupancy_ended ON hist.occupancy (ended_tx_id);
CREATE INDEX ix_hist_occupancy_id ON hist.occupancy (id, row_version);
COMMENT ON TABLE hist.occupancy IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.occupancy.id IS 'id';
COMMENT ON COLUMN hist.occupancy.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.occupancy.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.occupancy.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.occupancy.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.occupancy.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.occupancy.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.occupancy.period_id IS 'period';
COMMENT ON COLUMN hist.occupancy.company_id IS 'company';
COMMENT ON COLUMN hist.occupancy.sign_name IS 'name on the sign';
COMMENT ON COLUMN hist.occupancy.occupancy_kind IS 'kind of occupancy';
COMMENT ON COLUMN hist.occupancy.branch IS 'branch';
COMMENT ON COLUMN hist.occupancy.branch_is_estimated IS 'branch estimated';
COMMENT ON COLUMN hist.occupancy.wz_code IS 'WZ code';
COMMENT ON COLUMN hist.occupancy.wz_version IS 'WZ version';
COMMENT ON COLUMN hist.occupancy.assortment_shares IS 'assortments: share of sales area by Sortiment [0..1]';
COMMENT ON COLUMN hist.occupancy.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.occupancy.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_offer_ended ON hist.offer (ended_tx_id);
CREATE INDEX ix_hist_offer_id ON hist.offer (id, row_version);
COMMENT ON TABLE hist.offer IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.offer.id IS 'id';
COMMENT ON COLUMN hist.offer.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.offer.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.offer.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.offer.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.offer.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.offer.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.offer.offer_kind IS 'kind of offer';
COMMENT ON COLUMN hist.offer.offer_state IS 'state of the offer';
COMMENT ON COLUMN hist.offer.unit_id IS 'unit';
COMMENT ON COLUMN hist.offer.building_id IS 'building';
COMMENT ON COLUMN hist.offer.parcel_id IS 'parcel';
COMMENT ON COLUMN hist.offer.title IS 'title';
COMMENT ON COLUMN hist.offer.description IS 'description';
COMMENT ON COLUMN hist.offer.rent_eur_m2_month IS 'net cold rent: without VAT [€/m² and month]';
COMMENT ON COLUMN hist.offer.price_eur IS 'price [€]';
COMMENT ON COLUMN hist.offer.service_cost_eur_m2_month IS 'service costs [€/m² and month]';
COMMENT ON COLUMN hist.offer.area_standard IS 'area standard';
COMMENT ON COLUMN hist.offer.available_from IS 'available from';
COMMENT ON COLUMN hist.offer.confirmed_on IS 'confirmed on';
COMMENT ON COLUMN hist.offer.address_publication IS 'publication of the address';
COMMENT ON COLUMN hist.offer.rent_publication IS 'publication of the rent';
COMMENT ON COLUMN hist.offer.contact_publication IS 'publication of the contact';
COMMENT ON COLUMN hist.offer.publication IS 'publication level';
COMMENT ON COLUMN hist.offer.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.offer.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_parcel_ended ON hist.parcel (ended_tx_id);
CREATE INDEX ix_hist_parcel_id ON hist.parcel (id, row_version);
COMMENT ON TABLE hist.parcel IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.parcel.id IS 'id';
COMMENT ON COLUMN hist.parcel.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.parcel.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.parcel.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.parcel.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.parcel.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.parcel.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.parcel.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.parcel.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.parcel.gemarkung_id IS 'Gemarkung';
COMMENT ON COLUMN hist.parcel.parcel_key IS 'parcel key: 20 characters, derived by the system';
COMMENT ON COLUMN hist.parcel.flur IS 'Flur: part of a Gemarkung; not used in Saxony';
COMMENT ON COLUMN hist.parcel.numerator IS 'numerator';
COMMENT ON COLUMN hist.parcel.denominator IS 'denominator: number or letter';
COMMENT ON COLUMN hist.parcel.label IS 'number: as people write it, numerator/denominator';
COMMENT ON COLUMN hist.parcel.official_area_m2 IS 'official area [m²]';
COMMENT ON COLUMN hist.parcel.area_m2 IS 'area: geodesic, on the ellipsoid [m²]';
COMMENT ON COLUMN hist.parcel.legal_state IS 'legal state';
COMMENT ON COLUMN hist.parcel.originated_on IS 'originated on';
COMMENT ON COLUMN hist.parcel.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.parcel.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_parcel_event_ended ON hist.parcel_event (ended_tx_id);
CREATE INDEX ix_hist_parcel_event_id ON hist.parcel_event (id, row_version);
COMMENT ON TABLE hist.parcel_event IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.parcel_event.id IS 'id';
COMMENT ON COLUMN hist.parcel_event.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.parcel_event.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.parcel_event.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.parcel_event.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.parcel_event.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.parcel_event.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.parcel_event.event_kind IS 'reason code';
COMMENT ON COLUMN hist.parcel_event.happened_on IS 'happened on';
COMMENT ON COLUMN hist.parcel_event.ordinal IS 'order on the day';
COMMENT ON COLUMN hist.parcel_event.source IS 'source';
COMMENT ON COLUMN hist.parcel_event.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.parcel_event.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_parcel_lineage_ended ON hist.parcel_lineage (ended_tx_id);
CREATE INDEX ix_hist_parcel_lineage_id ON hist.parcel_lineage (id, row_version);
COMMENT ON TABLE hist.parcel_lineage IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.parcel_lineage.id IS 'id';
COMMENT ON COLUMN hist.parcel_lineage.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.parcel_lineage.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.parcel_lineage.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.parcel_lineage.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.parcel_lineage.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.parcel_lineage.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.parcel_lineage.parcel_event_id IS 'parcel event';
COMMENT ON COLUMN hist.parcel_lineage.predecessor_id IS 'predecessor';
COMMENT ON COLUMN hist.parcel_lineage.successor_id IS 'successor';
COMMENT ON COLUMN hist.parcel_lineage.overlap_share IS 'overlap: share of the predecessor that the successor covers [0..1]';
COMMENT ON COLUMN hist.parcel_lineage.lineage_basis IS 'basis';
COMMENT ON COLUMN hist.parcel_lineage.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.parcel_lineage.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_plan_area_ended ON hist.plan_area (ended_tx_id);
CREATE INDEX ix_hist_plan_area_id ON hist.plan_area (id, row_version);
COMMENT ON TABLE hist.plan_area IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.plan_area.id IS 'id';
COMMENT ON COLUMN hist.plan_area.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.plan_area.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.plan_area.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.plan_area.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.plan_area.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.plan_area.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.plan_area.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.plan_area.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.plan_area.plan_name IS 'plan';
COMMENT ON COLUMN hist.plan_area.zone_code IS 'type of use: XPlanung code of the zone';
COMMENT ON COLUMN hist.plan_area.baunvo_year IS 'BauNVO version [year]';
COMMENT ON COLUMN hist.plan_area.resolved_on IS 'resolved on';
COMMENT ON COLUMN hist.plan_area.site_coverage IS 'site coverage ratio';
COMMENT ON COLUMN hist.plan_area.floor_space_index IS 'floor space index';
COMMENT ON COLUMN hist.plan_area.sales_area_max_m2 IS 'maximum sales area [m²]';
COMMENT ON COLUMN hist.plan_area.plan_text IS 'text clauses';
COMMENT ON COLUMN hist.plan_area.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.plan_area.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_source_object_ended ON hist.source_object (ended_tx_id);
CREATE INDEX ix_hist_source_object_id ON hist.source_object (id, row_version);
COMMENT ON TABLE hist.source_object IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.source_object.id IS 'id';
COMMENT ON COLUMN hist.source_object.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.source_object.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.source_object.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.source_object.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.source_object.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.source_object.source IS 'source';
COMMENT ON COLUMN hist.source_object.source_key IS 'source key';
COMMENT ON COLUMN hist.source_object.object_table IS 'object type';
COMMENT ON COLUMN hist.source_object.object_id IS 'object';
COMMENT ON COLUMN hist.source_object.loaded_version IS 'loaded version: our row_version after the last load from this source';
COMMENT ON COLUMN hist.source_object.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.source_object.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_statistic_value_ended ON hist.statistic_value (ended_tx_id);
CREATE INDEX ix_hist_statistic_value_id ON hist.statistic_value (id, row_version);
COMMENT ON TABLE hist.statistic_value IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.statistic_value.id IS 'id';
COMMENT ON COLUMN hist.statistic_value.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.statistic_value.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.statistic_value.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.statistic_value.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.statistic_value.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.statistic_value.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.statistic_value.area_kind IS 'kind of area';
COMMENT ON COLUMN hist.statistic_value.area_name IS 'area name';
COMMENT ON COLUMN hist.statistic_value.district_id IS 'district';
COMMENT ON COLUMN hist.statistic_value.measure IS 'measure';
COMMENT ON COLUMN hist.statistic_value.unit_of_measure IS 'unit of measure';
COMMENT ON COLUMN hist.statistic_value.on_day IS 'day';
COMMENT ON COLUMN hist.statistic_value.value IS 'value';
COMMENT ON COLUMN hist.statistic_value.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.statistic_value.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_stop_ended ON hist.stop (ended_tx_id);
CREATE INDEX ix_hist_stop_id ON hist.stop (id, row_version);
COMMENT ON TABLE hist.stop IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.stop.id IS 'id';
COMMENT ON COLUMN hist.stop.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.stop.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.stop.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.stop.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.stop.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.stop.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.stop.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.stop.stop_key IS 'stop key';
COMMENT ON COLUMN hist.stop.name IS 'name';
COMMENT ON COLUMN hist.stop.modes IS 'modes';
COMMENT ON COLUMN hist.stop.lines IS 'lines';
COMMENT ON COLUMN hist.stop.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.stop.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_street_ended ON hist.street (ended_tx_id);
CREATE INDEX ix_hist_street_id ON hist.street (id, row_version);
COMMENT ON TABLE hist.street IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.street.id IS 'id';
COMMENT ON COLUMN hist.street.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.street.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.street.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.street.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.street.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.street.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.street.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.street.name IS 'name';
COMMENT ON COLUMN hist.street.street_class IS 'street class';
COMMENT ON COLUMN hist.street.is_walkable IS 'walkable';
COMMENT ON COLUMN hist.street.length_m IS 'length: geodesic [m]';
COMMENT ON COLUMN hist.street.from_node_id IS 'from node';
COMMENT ON COLUMN hist.street.to_node_id IS 'to node';
COMMENT ON COLUMN hist.street.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.street.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_street_node_ended ON hist.street_node (ended_tx_id);
CREATE INDEX ix_hist_street_node_id ON hist.street_node (id, row_version);
COMMENT ON TABLE hist.street_node IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.street_node.id IS 'id';
COMMENT ON COLUMN hist.street_node.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.street_node.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.street_node.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.street_node.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.street_node.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.street_node.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.street_node.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.street_node.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.street_node.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_survey_ended ON hist.survey (ended_tx_id);
CREATE INDEX ix_hist_survey_id ON hist.survey (id, row_version);
COMMENT ON TABLE hist.survey IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.survey.id IS 'id';
COMMENT ON COLUMN hist.survey.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.survey.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.survey.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.survey.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.survey.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.survey.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.survey.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.survey.title IS 'title';
COMMENT ON COLUMN hist.survey.started_on IS 'started on';
COMMENT ON COLUMN hist.survey.finished_on IS 'finished on';
COMMENT ON COLUMN hist.survey.is_complete IS 'complete';
COMMENT ON COLUMN hist.survey.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.survey.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
ALTER TABLE hist.tx ADD CONSTRAINT fk_tx_undoes FOREIGN KEY(undoes) REFERENCES hist.tx (tx_id);
COMMENT ON TABLE hist.tx IS 'transaction: one writing transaction: who, when, with what program, why';
COMMENT ON COLUMN hist.tx.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.tx.actor IS 'actor: who did it';
COMMENT ON COLUMN hist.tx.client IS 'client: with which program';
COMMENT ON COLUMN hist.tx.reason IS 'reason';
COMMENT ON COLUMN hist.tx.at IS 'time';
COMMENT ON COLUMN hist.tx.undoes IS 'undoes';
CREATE INDEX ix_hist_unit_ended ON hist.unit (ended_tx_id);
CREATE INDEX ix_hist_unit_id ON hist.unit (id, row_version);
COMMENT ON TABLE hist.unit IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.unit.id IS 'id';
COMMENT ON COLUMN hist.unit.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.unit.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.unit.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.unit.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.unit.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.unit.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.unit.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.unit.geom IS 'geometry [m, EPSG:25833]';
COMMENT ON COLUMN hist.unit.unit_no IS 'unit no.: short number that people can say; never used again';
COMMENT ON COLUMN hist.unit.building_id IS 'building';
COMMENT ON COLUMN hist.unit.parcel_id IS 'parcel';
COMMENT ON COLUMN hist.unit.address_id IS 'address';
COMMENT ON COLUMN hist.unit.address_text IS 'address as written';
COMMENT ON COLUMN hist.unit.sign_name IS 'name on the sign';
COMMENT ON COLUMN hist.unit.unit_use IS 'use';
COMMENT ON COLUMN hist.unit.floor IS 'floor: 0 is the ground floor (EG)';
COMMENT ON COLUMN hist.unit.position_text IS 'position in words';
COMMENT ON COLUMN hist.unit.frontage_m IS 'frontage [m]';
COMMENT ON COLUMN hist.unit.neighbour_ids IS 'neighbours on the floor';
COMMENT ON COLUMN hist.unit.floor_geom IS 'floor outline [m, EPSG:25833]';
COMMENT ON COLUMN hist.unit.search_text IS 'search text: folded for search';
COMMENT ON COLUMN hist.unit.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.unit.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_unit_area_ended ON hist.unit_area (ended_tx_id);
CREATE INDEX ix_hist_unit_area_id ON hist.unit_area (id, row_version);
COMMENT ON TABLE hist.unit_area IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.unit_area.id IS 'id';
COMMENT ON COLUMN hist.unit_area.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.unit_area.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.unit_area.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.unit_area.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.unit_area.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.unit_area.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.unit_area.unit_id IS 'unit';
COMMENT ON COLUMN hist.unit_area.area_standard IS 'area standard';
COMMENT ON COLUMN hist.unit_area.floor_area_m2 IS 'floor area: under the area standard stated [m²]';
COMMENT ON COLUMN hist.unit_area.is_estimated IS 'estimated';
COMMENT ON COLUMN hist.unit_area.source IS 'source';
COMMENT ON COLUMN hist.unit_area.measured_on IS 'measured on';
COMMENT ON COLUMN hist.unit_area.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.unit_area.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_unit_notice_ended ON hist.unit_notice (ended_tx_id);
CREATE INDEX ix_hist_unit_notice_id ON hist.unit_notice (id, row_version);
COMMENT ON TABLE hist.unit_notice IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.unit_notice.id IS 'id';
COMMENT ON COLUMN hist.unit_notice.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.unit_notice.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.unit_notice.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.unit_notice.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.unit_notice.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.unit_notice.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.unit_notice.period_id IS 'period';
COMMENT ON COLUMN hist.unit_notice.notice_kind IS 'kind of notice';
COMMENT ON COLUMN hist.unit_notice.due_on IS 'due on';
COMMENT ON COLUMN hist.unit_notice.source IS 'source';
COMMENT ON COLUMN hist.unit_notice.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.unit_notice.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_unit_period_ended ON hist.unit_period (ended_tx_id);
CREATE INDEX ix_hist_unit_period_id ON hist.unit_period (id, row_version);
COMMENT ON TABLE hist.unit_period IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.unit_period.id IS 'id';
COMMENT ON COLUMN hist.unit_period.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.unit_period.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.unit_period.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.unit_period.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.unit_period.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.unit_period.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.unit_period.unit_id IS 'unit';
COMMENT ON COLUMN hist.unit_period.period_kind IS 'kind of period';
COMMENT ON COLUMN hist.unit_period.valid IS 'valid: days on the ground, half-open';
COMMENT ON COLUMN hist.unit_period.is_whole IS 'whole unit: the period concerns the unit as a whole';
COMMENT ON COLUMN hist.unit_period.start_precision IS 'precision of the start';
COMMENT ON COLUMN hist.unit_period.end_precision IS 'precision of the end';
COMMENT ON COLUMN hist.unit_period.continues_id IS 'continues';
COMMENT ON COLUMN hist.unit_period.publication IS 'publication level';
COMMENT ON COLUMN hist.unit_period.source IS 'source';
COMMENT ON COLUMN hist.unit_period.verified_on IS 'verified on';
COMMENT ON COLUMN hist.unit_period.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.unit_period.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
CREATE INDEX ix_hist_vacancy_ended ON hist.vacancy (ended_tx_id);
CREATE INDEX ix_hist_vacancy_id ON hist.vacancy (id, row_version);
COMMENT ON TABLE hist.vacancy IS 'history: superseded and deleted versions of the rows of the table of the same name';
COMMENT ON COLUMN hist.vacancy.id IS 'id';
COMMENT ON COLUMN hist.vacancy.fid IS 'feature number: feature id in tiles and GeoPackage only';
COMMENT ON COLUMN hist.vacancy.municipality_id IS 'municipality';
COMMENT ON COLUMN hist.vacancy.dataset_id IS 'dataset';
COMMENT ON COLUMN hist.vacancy.row_version IS 'version: counts the changes of the row';
COMMENT ON COLUMN hist.vacancy.recorded_from IS 'recorded from: when this version was written';
COMMENT ON COLUMN hist.vacancy.tx_id IS 'transaction: transaction that wrote this version';
COMMENT ON COLUMN hist.vacancy.period_id IS 'period';
COMMENT ON COLUMN hist.vacancy.vacancy_kind IS 'kind of vacancy';
COMMENT ON COLUMN hist.vacancy.reasons IS 'reasons';
COMMENT ON COLUMN hist.vacancy.vacant_share IS 'vacant share [0..1]';
COMMENT ON COLUMN hist.vacancy.evidence IS 'evidence';
COMMENT ON COLUMN hist.vacancy.recorded IS 'recorded: when this version was current in the database';
COMMENT ON COLUMN hist.vacancy.ended_tx_id IS 'ended by: transaction that superseded or deleted this version';
