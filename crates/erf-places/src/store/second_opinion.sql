-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- Whether a judgement is the answer that ended a difference of opinion between people.

ALTER TABLE judgement ADD COLUMN ends boolean NOT NULL DEFAULT false;
