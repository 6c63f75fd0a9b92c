//! Recompiles the crate when what it embeds changes: migrations, the built web application.
//! Without a built web application, leaves a page that says so, for the crate to compile and serve the rest.

use std::path::Path;

const NOT_BUILT: &str = r#"<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Carbet</title></head>
<body><main><h1>Carbet</h1><p>La carte n’est pas construite dans cette version.</p>
<p><a href="/annuaire">Ouvrir l’annuaire</a></p></main></body>
</html>
"#;

fn main() {
    let built = Path::new("../web/dist");
    if !built.join("index.html").exists() {
        std::fs::create_dir_all(built).expect("the web folder can be written");
        std::fs::write(built.join("index.html"), NOT_BUILT).expect("the web folder can be written");
    }
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-changed=../web/dist");
    println!("cargo:rerun-if-changed=templates");
}
