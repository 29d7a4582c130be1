-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- What became of the columns of a table before it was linked: those that were left out because they give the answer, as a JSON list; and
-- the column that names the rows, empty for the number of the row, unknown of a linkage that was made before this was kept.
ALTER TABLE linkage_input ADD COLUMN left_out text NOT NULL DEFAULT '[]';
ALTER TABLE linkage_input ADD COLUMN named_by text;
