// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What `cargo metadata` tells about the packages.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::run;

/// Always the same platform, so that the answer does not depend on the machine of the developer.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// The workspace and everything it uses.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub workspace_members: Vec<String>,
    pub target_directory: PathBuf,
    resolve: Resolve,
}

/// One package in one version.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    #[serde(default)]
    pub dependencies: Vec<Dependency>,
}

/// A line under `[dependencies]`, `[dev-dependencies]` or `[build-dependencies]`.
#[derive(Debug, Clone, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `dev` or `build`; nothing for what is part of the program.
    pub kind: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
}

impl Metadata {
    /// The packages of this repository, by name.
    pub fn members(&self) -> Vec<&Package> {
        let mut members: Vec<_> = self.packages.iter().filter(|package| self.is_member(package)).collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        members
    }

    /// The packages of others that are really built on our platform, by name and version.
    pub fn foreign(&self) -> Vec<&Package> {
        let used = |package: &&Package| self.resolve.nodes.iter().any(|node| node.id == package.id);
        let mut foreign: Vec<_> = self.packages.iter().filter(used).filter(|package| !self.is_member(package)).collect();
        foreign.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        foreign
    }

    fn is_member(&self, package: &Package) -> bool {
        self.workspace_members.contains(&package.id)
    }
}

/// Asks cargo.
pub fn load() -> Result<Metadata> {
    let mut cargo = run::cargo();
    cargo.args(["metadata", "--format-version", "1", "--filter-platform", PLATFORM]);
    serde_json::from_str(&run::output(&mut cargo)?).context("de uitvoer van cargo metadata is anders dan verwacht")
}
