-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Deliveries, what they hold, and what is derived from them. Dates are numbers (20261001): small and sorted alike everywhere.

CREATE TABLE delivery (
  id bigint PRIMARY KEY,
  source text NOT NULL,
  name text NOT NULL,
  holder text NOT NULL,
  file_name text NOT NULL,
  file_hash text NOT NULL,
  format text NOT NULL,
  mapping text,
  purpose text NOT NULL,
  legal_basis text NOT NULL,
  compartment text NOT NULL,
  period_from bigint,
  period_to bigint,
  retention_until bigint NOT NULL,
  municipality bigint,
  extract_date bigint,
  state text NOT NULL,
  state_at timestamptz NOT NULL,
  rows_in bigint NOT NULL,
  accepted bigint NOT NULL,
  rejected bigint NOT NULL,
  -- Headings of the columns that were taken in, as a JSON list.
  columns text NOT NULL
);

CREATE TABLE delivery_step (
  delivery bigint NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (delivery, seq)
);

-- The parts of a file: inner archives, sheets, layers.
CREATE TABLE delivery_member (
  delivery bigint NOT NULL,
  member bigint NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (delivery, member)
);

CREATE TABLE problem (
  delivery bigint NOT NULL,
  seq bigint NOT NULL,
  sheet text,
  row_number bigint,
  column_name text,
  value text,
  code text NOT NULL,
  reason text NOT NULL,
  action text NOT NULL,
  rejected boolean NOT NULL,
  PRIMARY KEY (delivery, seq)
);
CREATE INDEX problem_by_code ON problem (code, delivery);

-- Occurrences of BAG objects, all of them, as each extract gave them. The state on a date is derived.
CREATE TABLE bag_building (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, occurrence bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL, live boolean NOT NULL,
  year bigint, area double precision NOT NULL, shape bytea NOT NULL,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_unit (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, occurrence bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL, live boolean NOT NULL,
  x double precision NOT NULL, y double precision NOT NULL, area bigint, uses text NOT NULL,
  buildings text NOT NULL, main_address bigint NOT NULL, side_addresses text NOT NULL, shape bytea,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_address (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, occurrence bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL, live boolean NOT NULL,
  number bigint NOT NULL, letter text, suffix text, postcode text, street bigint NOT NULL, town bigint,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_street (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, occurrence bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL, live boolean NOT NULL,
  name text NOT NULL, short_name text, town bigint,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_town (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, occurrence bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL, live boolean NOT NULL,
  name text NOT NULL, shape bytea NOT NULL,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_town_municipality (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  town bigint NOT NULL, municipality bigint NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  status text NOT NULL,
  PRIMARY KEY (delivery, seq)
);
CREATE TABLE bag_investigation (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  id bigint NOT NULL, property text NOT NULL, ongoing boolean NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
  PRIMARY KEY (delivery, seq)
);
-- Which registering municipalities an extract speaks of: it closes what it no longer holds, there and nowhere else.
CREATE TABLE bag_coverage (
  delivery bigint NOT NULL, municipality bigint NOT NULL,
  PRIMARY KEY (delivery, municipality)
);

-- Shapes that are not BAG: boundaries, parcels, roads, water, parks, fields.
CREATE TABLE feature (
  delivery bigint NOT NULL, seq bigint NOT NULL, member bigint NOT NULL, ordinal bigint NOT NULL,
  kind text NOT NULL, code text NOT NULL, name text, year_from bigint, year_to bigint, parent text,
  attributes text NOT NULL, shape bytea NOT NULL,
  PRIMARY KEY (delivery, seq)
);

-- Rows of tables: as found and as understood.
CREATE TABLE source_row (
  delivery bigint NOT NULL, seq bigint NOT NULL, sheet text NOT NULL, row_number bigint NOT NULL,
  kind text NOT NULL, event_date bigint, raw text NOT NULL, fields text NOT NULL, attributes text NOT NULL,
  PRIMARY KEY (delivery, seq)
);

-- Derived: the present state, made anew from released deliveries.
CREATE TABLE building (
  id bigint PRIMARY KEY, delivery bigint NOT NULL, seq bigint NOT NULL,
  municipality bigint, cell bigint NOT NULL, x double precision NOT NULL, y double precision NOT NULL,
  year bigint, status text NOT NULL, area double precision NOT NULL, addresses bigint NOT NULL,
  place text NOT NULL, reason text NOT NULL, detail text NOT NULL
);
CREATE INDEX building_by_cell ON building (cell);
CREATE INDEX building_by_place ON building (place);

CREATE TABLE address (
  id bigint PRIMARY KEY, unit bigint NOT NULL, delivery bigint NOT NULL, seq bigint NOT NULL,
  municipality bigint, cell bigint NOT NULL, x double precision NOT NULL, y double precision NOT NULL,
  street text NOT NULL, number bigint NOT NULL, letter text, suffix text, postcode text, town text NOT NULL,
  kind text NOT NULL, uses text NOT NULL, area bigint, side boolean NOT NULL, search_key text NOT NULL,
  place text NOT NULL, reason text NOT NULL, detail text NOT NULL
);
CREATE INDEX address_by_cell ON address (cell);
CREATE INDEX address_by_place ON address (place);
CREATE INDEX address_by_key ON address (search_key);
CREATE INDEX address_by_postcode ON address (postcode, number);

CREATE TABLE place (
  id text PRIMARY KEY, kind text NOT NULL, name text NOT NULL, municipality bigint,
  cell bigint NOT NULL, x double precision NOT NULL, y double precision NOT NULL,
  buildings bigint NOT NULL, addresses bigint NOT NULL, shed_area double precision NOT NULL, countryside boolean NOT NULL,
  parcel text, rule text NOT NULL
);
CREATE INDEX place_by_cell ON place (cell);
CREATE INDEX place_by_municipality ON place (municipality, kind);
CREATE INDEX place_by_parcel ON place (parcel);

CREATE TABLE countryside_cell (
  cell bigint PRIMARY KEY, addresses bigint NOT NULL, density double precision NOT NULL, inside boolean NOT NULL
);

-- What each row was matched to. `automatic` is what the matcher decided, `decision` what holds after people judged.
-- `candidates` holds everything the matcher considered, best first.
CREATE TABLE link (
  delivery bigint NOT NULL, seq bigint NOT NULL, compartment text NOT NULL,
  automatic text NOT NULL, decision text NOT NULL, target_kind text, target_id text, place text, municipality bigint,
  probability double precision NOT NULL, precision_m double precision, last_day bigint,
  evidence text NOT NULL, candidates text NOT NULL,
  PRIMARY KEY (delivery, seq)
);
CREATE INDEX link_by_place ON link (place);
-- Matches are wide; these three answer the counts of pages without touching them.
CREATE INDEX link_by_decision ON link (decision, municipality, probability, compartment, delivery, seq);
CREATE INDEX link_by_delivery ON link (delivery, decision, municipality, compartment);
CREATE INDEX link_by_municipality ON link (municipality, decision, delivery, last_day, place);
CREATE INDEX link_by_target ON link (target_kind, target_id);

-- What people said of a match. It outlives every re-run and goes only with its delivery.
CREATE TABLE judgement (
  delivery bigint NOT NULL, seq bigint NOT NULL, turn bigint NOT NULL,
  verdict text NOT NULL, target_kind text, target_id text, reason text NOT NULL,
  actor text NOT NULL, at timestamptz NOT NULL,
  undone_by text, undone_at timestamptz,
  PRIMARY KEY (delivery, seq, turn)
);

-- One number that changes whenever released data change; caches of tiles and names compare it.
CREATE TABLE data_version (
  only_one bigint PRIMARY KEY, version bigint NOT NULL
);
INSERT INTO data_version (only_one, version) VALUES (1, 0);

CREATE TABLE partner (
  name text PRIMARY KEY, sector text NOT NULL, class text NOT NULL, role text NOT NULL
);
