-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Work that takes longer than a request. state: wachtend, bezig, klaar, mislukt, onderbroken.
CREATE TABLE job (
    id identity,
    kind text NOT NULL,
    state text NOT NULL,
    input jsonb NOT NULL,
    owner text,
    progress_done bigint NOT NULL,
    progress_total bigint NOT NULL,
    message text NOT NULL,
    created timestamptz NOT NULL,
    started timestamptz,
    finished timestamptz,
    error text
);
CREATE INDEX job_state ON job (state, id);
