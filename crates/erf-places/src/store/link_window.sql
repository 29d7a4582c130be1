-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2

-- A scan also asks until which day a match counts; without that day here every match was looked up in its own wide row.
DROP INDEX link_for_scans;
CREATE INDEX link_for_scans ON link (delivery, seq, decision, last_day, target_kind, target_id, place, precision_m);
