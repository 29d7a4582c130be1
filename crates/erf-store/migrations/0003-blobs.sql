-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Files by the SHA-256 of their bytes: the same file is kept once.
CREATE TABLE blob (
    sha256 text PRIMARY KEY,
    length bigint NOT NULL,
    bytes bytea NOT NULL
);
