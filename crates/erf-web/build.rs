// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Builds the web files of `/web` into `OUT_DIR/web`, from where they are embedded.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("web");
    println!("cargo:rerun-if-env-changed=ERFZICHT_WEB_DIR");
    let made = match env::var_os("ERFZICHT_WEB_DIR") {
        Some(ready) => copy(Path::new(&ready), &out),
        None => build(&out),
    };
    if let Err(why) = made {
        panic!("\n\nDe webbestanden zijn niet gemaakt: {why}\n");
    }
}

fn build(out: &Path) -> Result<(), String> {
    let web = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR")).join("../../web");
    for part in ["src", "build.mjs", "package-lock.json"] {
        println!("cargo:rerun-if-changed={}", web.join(part).display());
    }
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|found| found.status.success()) {
        let help = "installeer Node 20 of nieuwer, of zet ERFZICHT_WEB_DIR op een map die met `node build.mjs MAP` is gemaakt.";
        return Err(format!("Node is niet gevonden; {help}"));
    }
    install(&web)?;
    run(Command::new("node").arg("build.mjs").arg(out).current_dir(&web), "node build.mjs")
}

/// Installs the packages when the lock file is not the one they were installed from.
fn install(web: &Path) -> Result<(), String> {
    let lock = read(&web.join("package-lock.json"))?;
    let stamp = web.join("node_modules/.erfzicht-lock");
    if fs::read_to_string(&stamp).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web), "npm ci")?;
    fs::write(&stamp, lock).map_err(|e| format!("{}: {e}", stamp.display()))
}

fn run(command: &mut Command, name: &str) -> Result<(), String> {
    let done = command.output().map_err(|e| format!("`{name}` is niet te starten: {e}"))?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!("`{name}` is mislukt.\n{}", String::from_utf8_lossy(&done.stderr)))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", from.display());
    let fail = |e: std::io::Error| format!("map ERFZICHT_WEB_DIR ({}): {e}", from.display());
    fs::create_dir_all(to).map_err(fail)?;
    for entry in fs::read_dir(from).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, to.join(name)).map_err(fail)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
