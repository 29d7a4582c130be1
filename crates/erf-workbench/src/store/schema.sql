-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Linkages of tables: what went in, what came out, what people said of it. Days are numbers (20261001).

CREATE TABLE linkage (
  id bigint PRIMARY KEY, name text NOT NULL,
  -- 'upload' or 'levering'.
  origin text NOT NULL,
  purpose text NOT NULL, legal_basis text NOT NULL, holder text NOT NULL, retention_until bigint NOT NULL,
  -- The one municipality whose people may meet it; nothing for the whole region.
  municipality bigint,
  author text NOT NULL, at timestamptz NOT NULL,
  -- 'wachtend', 'klaar', 'mislukt' or 'vervallen'.
  state text NOT NULL, error text,
  seed bigint NOT NULL, one_to_one boolean NOT NULL, sides bigint NOT NULL,
  -- Headings per side, as a JSON list of lists.
  headers text NOT NULL,
  row_count bigint NOT NULL, input_hash text NOT NULL,
  -- What came out. The version grows with every new model, so that what is remembered of an old one is not used.
  version bigint NOT NULL, entities bigint NOT NULL, pairs bigint NOT NULL, cut double precision NOT NULL,
  engine text NOT NULL, result_hash text NOT NULL, model text NOT NULL, first_model text NOT NULL, facts text NOT NULL
);
CREATE INDEX linkage_by_time ON linkage (at);

CREATE TABLE linkage_input (
  linkage bigint NOT NULL, side bigint NOT NULL, delivery bigint, name text NOT NULL, hash text NOT NULL,
  rows_in bigint NOT NULL, rejected bigint NOT NULL,
  PRIMARY KEY (linkage, side)
);
CREATE INDEX linkage_input_by_delivery ON linkage_input (delivery);

-- One row of a table; `nr` counts over all sides, `key` is unlike that of any other row of the linkage, `name` is what the sender calls
-- it. The entity it had when the linkage was made stays: later entities take their names from it.
CREATE TABLE linkage_row (
  linkage bigint NOT NULL, nr bigint NOT NULL, side bigint NOT NULL, key text NOT NULL, name text NOT NULL, cells text NOT NULL,
  delivery bigint, seq bigint, entity text NOT NULL, first_entity text NOT NULL,
  PRIMARY KEY (linkage, nr)
);
CREATE INDEX linkage_row_by_entity ON linkage_row (linkage, entity, nr);

-- Pairs that were kept, best first. Doubt is how far the score is from an even chance: small is least known.
CREATE TABLE linkage_pair (
  linkage bigint NOT NULL, ordinal bigint NOT NULL, a bigint NOT NULL, b bigint NOT NULL,
  bits double precision NOT NULL, doubt double precision NOT NULL,
  PRIMARY KEY (linkage, ordinal)
);
CREATE INDEX linkage_pair_by_doubt ON linkage_pair (linkage, doubt, ordinal);
CREATE INDEX linkage_pair_by_rows ON linkage_pair (linkage, a, b);

CREATE TABLE linkage_judgement (
  linkage bigint NOT NULL, seq bigint NOT NULL, a bigint NOT NULL, b bigint NOT NULL, verdict text NOT NULL, reason text NOT NULL,
  actor text NOT NULL, at timestamptz NOT NULL, undone_at timestamptz,
  PRIMARY KEY (linkage, seq)
);
CREATE INDEX linkage_judgement_by_rows ON linkage_judgement (linkage, a, b);

-- What happened to groups, and why: a judgement, another cut, another model.
CREATE TABLE linkage_event (
  linkage bigint NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, actor text NOT NULL, cause text NOT NULL, reason text NOT NULL,
  bits double precision, detail text NOT NULL,
  PRIMARY KEY (linkage, seq)
);

-- Files that were made once: the report.
CREATE TABLE linkage_file (
  linkage bigint NOT NULL, name text NOT NULL, bytes bytea NOT NULL,
  PRIMARY KEY (linkage, name)
);
