-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- People who may sign in. password_hash is empty for the demo users, who sign in with a button and only in the demo.
CREATE TABLE account (
    id identity,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    role text NOT NULL,
    municipality bigint,
    password_hash text,
    active boolean NOT NULL,
    demo boolean NOT NULL,
    created timestamptz NOT NULL
);
-- Failed attempts by what was typed as a name (hashed), whether or not such an account exists.
CREATE TABLE sign_in_attempt (
    login_hash text PRIMARY KEY,
    failed bigint NOT NULL,
    last timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last);
