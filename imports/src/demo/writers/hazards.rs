//! `zones-danger.geojson`: hazard zones as rounded shapes on the drawn coast, invented like everything else.

use crate::demo::{
    DemoError,
    geography::{Commune, geography},
    manifest::Manifest,
    outline::Ground,
    rng::Rng,
    sink::Sink,
};
use serde_json::{Value, json};
use std::{f64::consts::TAU, path::Path};

/// Summits of the volcanoes, WGS 84 degrees.
const VOLCANOES: [(&str, &str, [f64; 2]); 3] = [
    ("971", "Soufrière", [-61.6635, 16.0438]),
    ("972", "Montagne Pelée", [-61.1657, 14.8096]),
    ("974", "Piton de la Fournaise", [55.7089, -21.2425]),
];
const LEVELS: [&str; 3] = ["fort", "moyen", "faible"];

/// Opens the collection.
pub fn create(out: &Path) -> Result<Sink, DemoError> {
    let mut sink = Sink::create(out, "zones-danger.geojson")?;
    sink.text("{\"type\":\"FeatureCollection\",\"features\":[")?;
    Ok(sink)
}

/// Closes the collection.
pub fn finish(mut sink: Sink) -> Result<(String, u64), DemoError> {
    sink.text("\n]}\n")?;
    sink.finish()
}

/// The zones of a département; none where the demo has no outlines.
pub fn departement(sink: &mut Sink, seed: u64, code: &str, manifest: &mut Manifest) -> Result<(), DemoError> {
    let mut rng = Rng::new(seed, "hazards", code);
    let before = sink.rows;
    for commune in &geography().communes[code] {
        let Some(rings) = geography().outlines.get(&commune.code) else { continue };
        let ground = Ground::new(commune, Some(rings));
        let mut zone = |rng: &mut Rng, kind: &str, name: String, centre, km: f64| {
            let level = LEVELS[rng.below(3)];
            let shape = blob(rng, &ground, centre, km, 0.35);
            sink.element(&feature(code, commune, (kind, level, name), json!([shape])))
        };
        let river = ground.point(&mut rng);
        let slope = ground.point(&mut rng);
        zone(&mut rng, "inondation", format!("Zone inondable, {}", commune.name), river, 0.7)?;
        zone(&mut rng, "mouvement_terrain", format!("Mouvements de terrain, {}", commune.name), slope, 0.5)?;
        // One stretch of shore in sixty points of the outline, when there are that many.
        for point in rings[0].iter().skip(20).step_by(60) {
            zone(&mut rng, "submersion", format!("Submersion marine, {}", commune.name), *point, 0.35)?;
        }
    }
    for (_, name, summit) in VOLCANOES.iter().filter(|row| row.0 == code) {
        volcano(sink, &mut rng, code, name, *summit)?;
    }
    manifest.of(code).hazards = sink.rows - before;
    Ok(())
}

/// Three zones around a summit, each a ring around the more dangerous one.
fn volcano(
    sink: &mut Sink,
    rng: &mut Rng,
    code: &str,
    name: &str,
    summit: [f64; 2],
) -> Result<(), DemoError> {
    let communes = &geography().communes[code];
    let distance = |c: &&Commune| (c.centre[0] - summit[0]).hypot(c.centre[1] - summit[1]);
    let near = communes.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).expect("communes exist");
    let ground = Ground::new(near, None);
    let mut inner: Option<Vec<[f64; 2]>> = None;
    for (level, km) in LEVELS.into_iter().zip([2.2, 4.5, 7.5]) {
        let outer = blob(rng, &ground, summit, km, 0.08);
        let rings = match inner {
            None => json!([outer]),
            Some(mut hole) => {
                hole.reverse();
                json!([outer, hole])
            }
        };
        sink.element(&feature(code, near, ("volcan", level, format!("{name}, aléa {level}")), rings))?;
        inner = Some(outer);
    }
    Ok(())
}

fn feature(
    departement: &str,
    commune: &Commune,
    (kind, level, name): (&str, &str, String),
    rings: Value,
) -> Value {
    let place = &rings[0][0];
    // Unique and stable: what it is, where it starts.
    let id = format!("{kind}-{}-{}", commune.code, place[0].to_string().replace(['-', '.'], ""));
    json!({
        "type": "Feature",
        "properties": {
            "id": id, "kind": kind, "level": level, "nom": name, "departement": departement, "commune": commune.code,
        },
        "geometry": { "type": "Polygon", "coordinates": rings },
    })
}

/// A closed counter-clockwise ring around a centre whose radius wavers; never crosses itself, since each of its
/// points stands in its own direction.
fn blob(rng: &mut Rng, ground: &Ground<'_>, centre: [f64; 2], km: f64, wavering: f64) -> Vec<[f64; 2]> {
    let phases = [rng.unit() * TAU, rng.unit() * TAU];
    let size = km * rng.between(0.85, 1.15);
    let mut ring: Vec<[f64; 2]> = (0..28)
        .map(|step| {
            let angle = TAU * f64::from(step) / 28.0;
            let waver = 0.6 * (2.0 * angle + phases[0]).sin() + 0.4 * (3.0 * angle + phases[1]).sin();
            let radius = size * (1.0 + wavering * waver);
            ground.step(centre, angle.cos() * radius, angle.sin() * radius)
        })
        .collect();
    ring.push(ring[0]);
    ring
}
