-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2

-- Matches are wide: what a scan reads of each of them stands here together.
CREATE INDEX link_for_scans ON link (delivery, seq, decision, target_kind, target_id, place, precision_m);
