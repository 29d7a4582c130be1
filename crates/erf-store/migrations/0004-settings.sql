-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Small facts about this installation, such as the name of the region or the version of a rule.
CREATE TABLE setting (
    name text PRIMARY KEY,
    value jsonb NOT NULL
);
