-- SPDX-FileCopyrightText: 2026 The Erfzicht developers
-- SPDX-License-Identifier: EUPL-1.2
-- What was learned from the rows of a delivery when they were matched: the weights, and how sure certain is. Derived; goes with its delivery.
CREATE TABLE link_model (
  delivery bigint PRIMARY KEY, model text NOT NULL
);
