// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// The parts of proj4 that we bundle have no types of their own.
declare module "proj4/lib/core.js" {
  import proj4 from "proj4";
  export default proj4;
}
declare module "proj4/lib/Proj.js" {
  const Proj: { projections: { add(projection: unknown): void } };
  export default Proj;
}
declare module "proj4/lib/projections/sterea.js" {
  const sterea: unknown;
  export default sterea;
}
