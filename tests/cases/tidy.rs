//! Rules of the house that a machine can check: floors, file length, places of SQL, banned names, no outside address.
//! Reads the tree as text; runs nothing.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests crate sits in the workspace").to_owned()
}

/// Files git knows or would add, relative to the root: what a clone holds.
fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the tree");
    assert!(listed.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&listed.stderr));
    let text = String::from_utf8(listed.stdout).expect("paths are UTF-8");
    text.lines().filter(|path| root().join(path).is_file()).map(str::to_owned).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn sources(extensions: &[&str]) -> Vec<(String, String)> {
    let chosen: Vec<_> = files()
        .into_iter()
        .filter(|path| extensions.iter().any(|ext| path.ends_with(ext)))
        .map(|path| (read(&path), path))
        .map(|(text, path)| (path, text))
        .collect();
    assert!(!chosen.is_empty(), "no file ends in {extensions:?}: the rule would check nothing");
    chosen
}

/// The part of a Rust file before its unit tests.
fn product(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text)
}

#[test]
fn files_stay_under_four_hundred_lines() {
    let long: Vec<_> = sources(&[".rs", ".ts", ".sql", ".css", ".html", ".sh", ".py", ".mjs"])
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(path, text)| format!("{path}: {} lines", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "split by what they are about:\n{}", long.join("\n"));
}

#[test]
fn every_rust_file_opens_with_what_it_is_for() {
    let silent: Vec<_> = sources(&[".rs"])
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no `//!` line: {silent:?}");
}

#[test]
fn crates_keep_to_their_floor() {
    for (member, allowed) in [
        ("model", &[][..]),
        ("tiles", &["carbet-model"][..]),
        ("search", &["carbet-model"][..]),
        ("imports", &["carbet-model", "carbet-search"][..]),
        ("server", &["carbet-model", "carbet-search", "carbet-tiles", "carbet-imports"][..]),
    ] {
        for line in read(&format!("{member}/Cargo.toml")).lines().filter(|line| line.starts_with("carbet-")) {
            let name = line.split(['.', ' ', '=']).next().unwrap_or(line);
            assert!(allowed.contains(&name), "{member} may not depend on {name}");
        }
    }
    for (path, text) in sources(&[".rs"]).iter().filter(|(path, _)| path.starts_with("imports/src")) {
        for line in product(text).lines().filter(|line| line.contains("carbet_search")) {
            assert!(
                line.contains("normalise"),
                "{path}: imports may use the normaliser of search only: {line}"
            );
        }
    }
}

#[test]
fn inside_the_server_arrows_go_down() {
    let forbidden = [
        ("server/src/store/", &["crate::http", "crate::routes", "axum::"][..]),
        ("server/src/snapshot/", &["crate::http", "crate::routes", "axum::"][..]),
        ("server/src/http/", &["crate::routes"][..]),
        ("server/src/routes/", &["crate::store", "sqlx::", "crate::commands"][..]),
    ];
    for (path, text) in sources(&[".rs"]) {
        for (folder, words) in forbidden {
            if path.starts_with(folder) {
                let bad = words.iter().find(|word| product(&text).contains(**word));
                assert!(bad.is_none(), "{path} may not name {bad:?}");
            }
        }
    }
}

/// What answers one address is found in one file: what two routes share stands below both.
#[test]
fn a_route_never_imports_a_route() {
    let routes: Vec<_> = sources(&[".rs"])
        .into_iter()
        .filter(|(path, _)| path.starts_with("server/src/routes/") && !path.ends_with("/mod.rs"))
        .collect();
    let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned();
    let is_page = |path: &str| path.starts_with("server/src/routes/pages/");
    // Among pages, those that answer an address; the others are their parts.
    let answering: Vec<String> = routes
        .iter()
        .filter(|(path, text)| is_page(path) && text.contains("pub async fn show_"))
        .map(|(path, _)| stem(path))
        .collect();
    assert!(!answering.is_empty(), "no page answers: the rule would check nothing");
    for (path, text) in &routes {
        let text = product(text);
        assert!(!text.contains("crate::routes"), "{path} imports a route");
        if !is_page(path) {
            assert!(!text.contains("super::"), "{path} imports a route");
            continue;
        }
        for other in answering.iter().filter(|other| **other != stem(path)) {
            for spelled in
                [format!("super::{other}::"), format!("super::{other};"), format!("super::{{{other},")]
            {
                assert!(!text.contains(&spelled), "{path} imports {other}, which answers an address");
            }
        }
    }
}

#[test]
fn pure_crates_know_no_database_no_network_no_clock() {
    for (path, text) in sources(&[".rs"]) {
        if ["model/src", "tiles/src", "search/src"].iter().any(|floor| path.starts_with(floor)) {
            for word in ["sqlx", "axum", "tokio", "std::net", "SystemTime", "Instant::now", "std::fs"] {
                assert!(!product(&text).contains(word), "{path} names {word}");
            }
        }
    }
}

#[test]
fn sql_stands_only_where_it_may() {
    for (path, text) in sources(&[".rs"]) {
        let text = product(&text);
        let may =
            ["server/src/store/", "imports/src/", "imports/tests/", "server/src/private_postgres", "tests/"];
        if !may.iter().any(|place| path.starts_with(place)) {
            assert!(!text.contains("sqlx::query"), "{path} holds a query");
        }
        assert!(
            !text.contains("AssertSqlSafe") || path.starts_with("tests/"),
            "{path} builds SQL at run time"
        );
        if path.starts_with("server/src/") && path != "server/src/store/published.rs" {
            assert!(!text.contains("from published."), "{path} reads the door past store/published.rs");
        }
    }
}

#[test]
fn names_say_what_they_hold() {
    let banned = ["utils", "helpers", "common", "misc", "manager", "service"];
    for path in files() {
        let stem = Path::new(&path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert!(!banned.contains(&stem), "{path}");
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        "#[ignore",
        concat!("dbg", "!("),
        concat!("console", ".log("),
    ];
    for (path, text) in sources(&[".rs", ".ts", ".sql", ".sh"]) {
        for mark in marks {
            assert!(path.ends_with("tidy.rs") || !text.contains(mark), "{path} holds {mark}");
        }
    }
}

#[test]
fn every_setting_is_in_the_readme_and_every_setting_of_the_readme_exists() {
    let readme = read("README.md");
    for (name, _) in carbet_server::config::SETTINGS {
        assert!(readme.contains(&format!("`{name}`")), "{name} is not in README.md");
    }
    let known: Vec<_> = carbet_server::config::SETTINGS.iter().map(|(name, _)| *name).collect();
    for word in readme.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')) {
        assert!(
            !word.starts_with("CARBET_") || known.contains(&word),
            "README.md names {word}, which does not exist"
        );
    }
    assert!(readme.lines().count() <= 150, "README.md has {} lines", readme.lines().count());
}

/// Namespaces and schema names are words, not requests.
const NAMES_THAT_LOOK_LIKE_ADDRESSES: [&str; 4] =
    ["http://www.w3.org/", "https://www.w3.org/", "http://schemas.", "https://json-schema.org/"];

#[test]
fn the_page_holds_no_outside_address() {
    for (path, text) in sources(&[".ts", ".html", ".css"]) {
        let shown =
            ["web/src", "web/index.html", "server/templates"].iter().any(|part| path.starts_with(part));
        if !shown || path.ends_with(".test.ts") {
            continue;
        }
        for scheme in ["http://", "https://", "url(//", "src=\"//", "href=\"//"] {
            for (at, _) in text.match_indices(scheme) {
                let rest = &text[at..];
                assert!(
                    NAMES_THAT_LOOK_LIKE_ADDRESSES.iter().any(|name| rest.starts_with(name)),
                    "{path}: {}",
                    rest.chars().take(60).collect::<String>()
                );
            }
        }
    }
}

/// Addresses written in the built application that no request is made of, and why they are there.
const BUILT_WORDS: [(&str, &str); 7] = [
    ("http://www.w3.org/", "XML namespaces"),
    ("https://maplibre.org/", "link of the map library's own credit, opened by a click"),
    (
        "https://maplibre.invalid/",
        "base the map library resolves relative addresses against; it never resolves",
    ),
    ("https://github.com/maplibre/maplibre-gl-js/blob/", "licence comment of the map library"),
    ("https://github.com/mapbox/mapbox-gl-js/issues/2907", "text of an error of the map library"),
    ("https://wiki.openstreetmap.org/wiki/This_map_requires_WebGL", "text of an error of the map library"),
    ("https://github.com/protomaps/PMTiles/tree/main/js", "text of an error of the archive reader"),
];

/// The page asks nothing of any other host: what the build adds to our sources is checked as it is served.
#[test]
fn the_built_application_holds_no_outside_address() {
    let dist = root().join("web/dist");
    if !dist.join("assets").is_dir() {
        println!("web/dist is the placeholder of a build without the web: nothing to check");
        return;
    }
    let folders = [dist.clone(), dist.join("assets")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of the build"));
    let readable = ["html", "js", "mjs", "css", "svg", "json", "webmanifest"];
    let mut checked = 0;
    for path in entries.map(|entry| entry.expect("readable").path()) {
        if !path.extension().is_some_and(|ext| readable.iter().any(|it| ext == *it)) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("built texts are UTF-8");
        checked += 1;
        for scheme in ["http://", "https://", "ws://", "wss://", "\"//", "'//", "`//", "url(//"] {
            for (at, _) in text.match_indices(scheme) {
                let rest: String = text[at..].chars().take(80).collect();
                // A lone pair of slashes names no host.
                let names_a_host = rest[scheme.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
                let is_known = BUILT_WORDS.iter().any(|(known, _)| rest.starts_with(known));
                assert!(!names_a_host || is_known, "{}: {rest}", path.display());
            }
        }
    }
    assert!(checked > 2, "{checked} files: the rule would check nothing");
}

#[test]
fn styles_take_their_colours_from_the_tokens() {
    for (path, text) in sources(&[".css"]) {
        if path.ends_with("tokens.css") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let literal = line.match_indices('#').any(|(at, _)| {
                let hex: String = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).collect();
                matches!(hex.len(), 3 | 6 | 8) && line[..at].contains(':')
            });
            assert!(!literal, "{path}:{}: a colour outside tokens.css: {line}", number + 1);
        }
    }
}
