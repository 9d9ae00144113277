//! How long a keystroke of the find field takes: `cargo bench --bench find`.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "the names are written here")]

use std::time::{Duration, Instant};

use cordon::atlas::{Atlas, gazetteer::Gazetteer};

/// What is typed, letter by letter: names right and wrong, in both scripts, and nonsense.
const TYPED: [&str; 8] = [
    "Чугуївський район",
    "Bakhmutskyi raion",
    "Kramatrosk",
    "харківська область",
    "Sieverodontesk",
    "порт Ізмаїл",
    "Івано-Франківськ",
    "xqzvbnmtrkwplj",
];

const ROUNDS: usize = 20;

fn main() {
    let atlas = Atlas::embedded().expect("the embedded data is readable");
    let began = Instant::now();
    let gazetteer = Gazetteer::of(&atlas.map);
    println!("{} places, their keys made in {:.1} ms", gazetteer.places().len(), ms(began.elapsed()));
    let (mut all, mut worst) = (Vec::new(), (Duration::ZERO, String::new()));
    for text in TYPED {
        let ends: Vec<usize> = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
        for end in ends {
            let typed = &text[..end];
            let mut best = Duration::MAX;
            for _ in 0..ROUNDS {
                let began = Instant::now();
                let found = gazetteer.find(typed, 8);
                best = best.min(began.elapsed());
                assert!(found.len() <= 8);
            }
            all.push(best);
            if best > worst.0 {
                worst = (best, typed.to_owned());
            }
        }
    }
    all.sort_unstable();
    println!("{} keystrokes: median {:.2} ms", all.len(), ms(all[all.len() / 2]));
    println!("dearest: {:.2} ms at “{}”", ms(worst.0), worst.1);
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
