-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Where an extract says it is complete, per kind of object, and what of a file was lost.

-- Municipality 0 is the whole country. What an extract does not hold is closed there and nowhere else.
CREATE TABLE bag_complete (
  delivery bigint NOT NULL, kind text NOT NULL, municipality bigint NOT NULL,
  PRIMARY KEY (delivery, kind, municipality)
);
DROP TABLE bag_coverage;

-- Parts of the file that broke off or could not be opened, as a JSON list.
ALTER TABLE delivery ADD COLUMN incomplete text NOT NULL DEFAULT '[]';
