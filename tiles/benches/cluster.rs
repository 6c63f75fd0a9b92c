//! Times of the hot paths over made-up points; prints, and judges nothing.

use std::hint::black_box;
use std::time::Instant;

use carbet_model::kind::Kind;
use carbet_tiles::{Atlas, Filter, Point, TileCoord, clusters, places_tile};

const POINTS: u32 = 200_000;

fn main() {
    let points: Vec<Point> = (0..POINTS).map(point).collect();
    let start = Instant::now();
    let atlas = Atlas::build(points).expect("made-up points are finite and of known kinds");
    println!("build {POINTS} points: {:?}", start.elapsed());
    let filters = [
        ("everything", Filter::new()),
        ("two kinds", Filter::new().kinds([Kind::Professional, Kind::Facility])),
        ("a profession and a territory", Filter::new().professions([3]).territories([7])),
    ];
    for (label, filter) in &filters {
        for (z, x, y) in [(0, 0, 0), (7, 42, 58), (10, 338, 469), (14, 5412, 7520)] {
            let tile = TileCoord::new(z, x, y).expect("these tiles exist");
            let size = places_tile(&atlas, filter, tile).map_or(0, |bytes| bytes.len());
            let cluster = time(|| clusters(&atlas, filter, tile).len());
            let encode = time(|| places_tile(&atlas, filter, tile));
            println!("{label}, {z}/{x}/{y}: clusters {cluster:.1} µs, tile {encode:.1} µs, {size} bytes");
        }
    }
}

/// Mean microseconds of a call.
fn time<T>(mut call: impl FnMut() -> T) -> f64 {
    const CALLS: u32 = 50;
    let start = Instant::now();
    for _ in 0..CALLS {
        black_box(call());
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
}

/// Points spread by the golden ratio, a quarter of them at one of a hundred shared positions.
fn point(number: u32) -> Point {
    let place = if number.is_multiple_of(4) { number / 4 % 100 } else { number };
    let share = |factor: f64| (f64::from(place) * factor).fract();
    let (lon, lat) = (-61.25 + 0.45 * share(0.618_033_988_749), 14.4 + 0.5 * share(0.754_877_666_246));
    Point {
        profession: (number % 37) as u16,
        territories: vec![number % 34, 100],
        ..Point::new(number, lon, lat, Kind::ALL[number as usize % 6])
    }
}
