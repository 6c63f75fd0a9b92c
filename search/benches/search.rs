//! Time of building and of searching a synthetic directory of 100,000 listings (or the number given as argument).
//! Prints the median and the slowest hundredth by sort of query; asserts nothing, for machines differ.

#[expect(dead_code, reason = "the small directories are for the tests")]
#[path = "../tests/search/directory.rs"]
mod directory;

use std::time::{Duration, Instant};

use carbet_search::{FilterSpec, Index, Query, search, suggest};

const ROUNDS: u32 = 200;

fn report(name: &str, mut run: impl FnMut(u32)) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            run(round);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1_000.0;
    println!("{name:<28} p50 {:>8.3} ms   p99 {:>8.3} ms", at(50), at(99));
}

fn searching(index: &Index, name: &str, text: &str, filters: &FilterSpec, near: Option<(f64, f64)>) {
    report(name, |round| {
        let seed = u64::from(round);
        let query = Query {
            text: text.to_owned(),
            near,
            filters: filters.clone(),
            limit: 20,
            seed,
            ..Query::default()
        };
        std::hint::black_box(search(index, &query).expect("a plain query"));
    });
}

fn main() {
    let size = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let documents = directory::synthetic(size);
    let start = Instant::now();
    let index = directory::index(&documents);
    println!("{size} listings indexed in {:.0} ms", start.elapsed().as_secs_f64() * 1_000.0);
    let none = FilterSpec::default();
    let some = FilterSpec {
        kind: vec!["professional".to_owned()],
        flag: vec!["new_patients".to_owned()],
        ..FilterSpec::default()
    };
    let near = Some((-61.0, 14.6));
    searching(&index, "browse, all facets", "", &none, None);
    searching(&index, "browse, filters", "", &some, None);
    searching(&index, "browse, near", "", &none, near);
    searching(&index, "what", "kiné", &none, None);
    searching(&index, "what + where", "infirmière au lamentin", &none, None);
    searching(&index, "ambiguous", "psy", &none, None);
    searching(&index, "name", "bacédo aline", &none, None);
    searching(&index, "name, one slip", "bacdo alnie", &none, near);
    searching(&index, "trade, two slips", "kinésiterapeut", &none, None);
    searching(&index, "what + where + name, slips", "infirmeir lamantin baceod", &none, None);
    let sentence = "bonjour je cherche une infirmière pour des soins près de la trinité";
    searching(&index, "sentence", sentence, &none, None);
    for text in ["", "m", "ma", "psy", "kine lam", "bacé", "kinésiterap"] {
        report(&format!("suggest « {text} »"), |round| {
            std::hint::black_box(suggest(&index, text, None, 5, u64::from(round)));
        });
    }
}
