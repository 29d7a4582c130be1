-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2

-- From the parcel of a place to where it stands in its file.
CREATE INDEX feature_parcel ON feature (code) WHERE kind = 'perceel';
