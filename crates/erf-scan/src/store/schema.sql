-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Cards, scans, what people decided and what must stay after a scan expired. Days are numbers (20261001).

CREATE TABLE card (
  id bigint PRIMARY KEY, name text NOT NULL, variant text NOT NULL, version bigint NOT NULL,
  entries text NOT NULL, motivation text NOT NULL, hash text NOT NULL, author text NOT NULL, at timestamptz NOT NULL
);
CREATE UNIQUE INDEX card_by_version ON card (variant, version);

CREATE TABLE card_signature (
  card bigint NOT NULL, partner text NOT NULL, role text NOT NULL, day text NOT NULL,
  actor text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (card, partner)
);

CREATE TABLE scan (
  id bigint PRIMARY KEY, name text NOT NULL, area text NOT NULL, area_name text NOT NULL,
  variant text NOT NULL, ground text, date bigint NOT NULL, capacity bigint NOT NULL, random_share double precision NOT NULL,
  seed text NOT NULL, orders text NOT NULL, card bigint NOT NULL, card_hash text NOT NULL, card_version bigint NOT NULL,
  state text NOT NULL, state_at timestamptz NOT NULL, author text NOT NULL, at timestamptz NOT NULL,
  approved_by text, approved_at timestamptz, expires bigint NOT NULL, ended text,
  data_version bigint NOT NULL, input_hash text NOT NULL, result_hash text NOT NULL,
  places bigint NOT NULL, summary text NOT NULL, area_names text NOT NULL, base_rate text NOT NULL
);
CREATE INDEX scan_by_time ON scan (at);

CREATE TABLE scan_step (
  scan bigint NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, actor text NOT NULL, state text NOT NULL, reason text NOT NULL,
  PRIMARY KEY (scan, seq)
);

-- Copied from the register, so that it stays when a delivery goes.
CREATE TABLE scan_input (
  scan bigint NOT NULL, delivery bigint NOT NULL, file_hash text NOT NULL, name text NOT NULL, source text NOT NULL, holder text NOT NULL,
  municipality bigint, period_from bigint, period_to bigint, legal_basis text NOT NULL, purpose text NOT NULL,
  retention_until bigint NOT NULL, compartment text NOT NULL,
  rows_in bigint NOT NULL, accepted bigint NOT NULL, rejected bigint NOT NULL, linked bigint NOT NULL, matched bigint NOT NULL,
  PRIMARY KEY (scan, delivery)
);
CREATE INDEX scan_input_by_delivery ON scan_input (delivery);

-- What was corrected when the scan was made: part of its inputs.
CREATE TABLE scan_correction (
  scan bigint NOT NULL, correction bigint NOT NULL,
  PRIMARY KEY (scan, correction)
);

-- One row for each place with points, proposed, or with something found that does not count. The ordinal is the order.
CREATE TABLE scan_place (
  scan bigint NOT NULL, ordinal bigint NOT NULL, place text NOT NULL, kind text NOT NULL, name text NOT NULL,
  municipality bigint, neighbourhood text, x double precision NOT NULL, y double precision NOT NULL,
  points bigint NOT NULL, band text NOT NULL, rank_low bigint NOT NULL, rank_high bigint NOT NULL, drawn boolean NOT NULL,
  proposed boolean NOT NULL, random boolean NOT NULL, chance double precision NOT NULL,
  -- Bit n is entry n of the card.
  codes bigint NOT NULL,
  PRIMARY KEY (scan, ordinal)
);
CREATE INDEX scan_place_by_place ON scan_place (place, scan);
CREATE INDEX scan_place_by_municipality ON scan_place (scan, municipality, ordinal);
CREATE INDEX scan_place_by_neighbourhood ON scan_place (scan, neighbourhood, ordinal);
CREATE INDEX scan_place_by_name ON scan_place (scan, name, ordinal);
CREATE INDEX scan_place_proposed ON scan_place (scan, ordinal) WHERE proposed;

-- The wide part of the same rows: lists never touch it.
CREATE TABLE scan_reason (
  scan bigint NOT NULL, ordinal bigint NOT NULL, counted text NOT NULL, uncounted text NOT NULL, unknown text NOT NULL,
  PRIMARY KEY (scan, ordinal)
);

-- Places without any of that, many to a row, by id from `first` on.
CREATE TABLE scan_rest (
  scan bigint NOT NULL, first text NOT NULL, places bytea NOT NULL,
  PRIMARY KEY (scan, first)
);

CREATE TABLE scan_matrix (
  scan bigint PRIMARY KEY, matrix bytea NOT NULL
);

-- Totals: they answer the counts of pages, and stay.
CREATE TABLE scan_count (
  scan bigint NOT NULL, municipality bigint NOT NULL, neighbourhood text NOT NULL, kind text NOT NULL, band text NOT NULL,
  proposed boolean NOT NULL, random boolean NOT NULL,
  -- Whether scan_place has a row for each of them.
  listed boolean NOT NULL,
  -- How many, and the first and last of them in the order.
  places bigint NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
  PRIMARY KEY (scan, municipality, neighbourhood, kind, band, proposed, random, listed)
);
CREATE TABLE scan_code_count (
  scan bigint NOT NULL, code text NOT NULL, municipality bigint NOT NULL, neighbourhood text NOT NULL, kind text NOT NULL,
  band text NOT NULL, proposed boolean NOT NULL, random boolean NOT NULL, places bigint NOT NULL,
  PRIMARY KEY (scan, code, municipality, neighbourhood, kind, band, proposed, random)
);

-- Where in the order the places of an indicator are that counts at few places: looking for those would walk the whole list.
CREATE TABLE scan_rare (
  scan bigint NOT NULL, code text NOT NULL, ordinal bigint NOT NULL,
  PRIMARY KEY (scan, code, ordinal)
);

CREATE TABLE scan_rerun (
  scan bigint NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, actor text NOT NULL, outcome text NOT NULL, detail text NOT NULL,
  PRIMARY KEY (scan, seq)
);

CREATE TABLE recipient (
  scan bigint NOT NULL, seq bigint NOT NULL, form text NOT NULL, name text NOT NULL, organisation text NOT NULL, purpose text NOT NULL,
  municipality bigint, format text NOT NULL, destroy_by bigint NOT NULL, actor text NOT NULL, at timestamptz NOT NULL,
  destroyed_by text, destroyed_at timestamptz, flagged_at timestamptz,
  PRIMARY KEY (scan, seq)
);
CREATE UNIQUE INDEX recipient_by_form ON recipient (scan, form);

CREATE TABLE decision (
  scan bigint NOT NULL, place text NOT NULL, turn bigint NOT NULL, municipality bigint, choice text NOT NULL, reason text NOT NULL,
  disagrees boolean NOT NULL, actor text NOT NULL, at timestamptz NOT NULL,
  undone_by text, undone_at timestamptz, is_current boolean NOT NULL,
  PRIMARY KEY (scan, place, turn)
);
CREATE INDEX decision_current ON decision (scan, choice) WHERE is_current;

CREATE TABLE correction (
  id bigint PRIMARY KEY, place text NOT NULL, municipality bigint, code text NOT NULL, note text NOT NULL, told_by text NOT NULL,
  variant text NOT NULL, actor text NOT NULL, at timestamptz NOT NULL,
  accepted boolean, decided_by text, decided_at timestamptz, reason text NOT NULL
);
CREATE INDEX correction_by_place ON correction (place, code);

-- What an owner said of the proposal of a place. It holds in every scan of the variant until somebody lifts it, and so outlives the
-- scan in which it was noted.
CREATE TABLE objection (
  place text NOT NULL, variant text NOT NULL, seq bigint NOT NULL, scan bigint NOT NULL, municipality bigint, reason text NOT NULL,
  actor text NOT NULL, at timestamptz NOT NULL, lifted_by text, lifted_at timestamptz, lift_reason text,
  PRIMARY KEY (place, variant, seq)
);
CREATE INDEX objection_of_scan ON objection (scan);

CREATE TABLE visit_outcome (
  scan bigint NOT NULL, place text NOT NULL, municipality bigint, outcome text NOT NULL, visited bigint NOT NULL, random boolean NOT NULL, proposed boolean NOT NULL,
  chance double precision NOT NULL, actor text NOT NULL, at timestamptz NOT NULL,
  PRIMARY KEY (scan, place)
);

-- What remains of decisions, objections and visits of a scan that expired: numbers, no places.
CREATE TABLE scan_tally (
  scan bigint NOT NULL, municipality bigint NOT NULL, subject text NOT NULL, item text NOT NULL, random boolean NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (scan, municipality, subject, item, random)
);

CREATE TABLE indicator_figure (
  scan bigint NOT NULL, code text NOT NULL, version bigint NOT NULL, variant text NOT NULL, date bigint NOT NULL, area text NOT NULL,
  applicable bigint NOT NULL, present bigint NOT NULL, absent bigint NOT NULL, unknown bigint NOT NULL,
  with_find bigint, finds bigint, places_known bigint, histogram text NOT NULL, data_version bigint NOT NULL,
  PRIMARY KEY (scan, code)
);
CREATE INDEX indicator_figure_by_code ON indicator_figure (code, variant, date);
