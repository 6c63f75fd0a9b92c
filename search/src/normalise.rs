//! The only text normaliser of the project: lower case, no accents, no ligatures, words apart.
//! It must never reorder, stem or guess: two spellings of one word meet here, two words never do.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A normalised word and where it stands in the original text.
/// `start..end` are character (not byte) offsets, so that a span can be highlighted on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub start: u32,
    pub end: u32,
}

/// The normalised text: its words, one space between them. Idempotent.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

/// The normalised words of a text, in order, with their place in it.
///
/// Apostrophes, hyphens and all punctuation separate words; digits are kept; invisible characters (soft hyphen,
/// direction marks) are dropped without separating; dotted sigles come out whole ("I.R.M." is `irm`); "St" and
/// "Ste" are written `saint` and `sainte`.
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut dots: Vec<bool> = Vec::new();
    let mut current: Option<Word> = None;
    let mut length = 0u32;
    for (position, original) in (0u32..).zip(text.chars()) {
        length = position + 1;
        if is_invisible(original) || is_combining_mark(original) {
            continue;
        }
        let before = current.as_ref().map_or(0, |word| word.text.len());
        let mut word = current.take().unwrap_or(Word { text: String::new(), start: position, end: position });
        push_letters(&mut word.text, original);
        if word.text.len() > before {
            word.end = position + 1;
            current = Some(word);
        } else if !word.text.is_empty() {
            found.push(word);
            dots.push(original == '.');
        }
    }
    if let Some(mut word) = current {
        word.end = word.end.min(length);
        found.push(word);
        dots.push(false);
    }
    let mut joined = join_sigles(found, &dots);
    for word in &mut joined {
        expand(&mut word.text);
    }
    joined
}

/// Soft hyphen, zero-width characters, direction marks, byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn push_letters(out: &mut String, original: char) {
    if original.is_ascii() {
        if original.is_ascii_alphanumeric() {
            out.push(original.to_ascii_lowercase());
        }
        return;
    }
    // Compatibility first ("ﬁ", "①"), then case, then what lower case may have brought back.
    for letter in std::iter::once(original).nfkd().flat_map(char::to_lowercase).nfkd() {
        match letter {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            _ if is_combining_mark(letter) || !letter.is_alphanumeric() => {}
            _ => out.push(letter),
        }
    }
}

/// Single letters that a dot ties to the next one become one word.
fn join_sigles(found: Vec<Word>, dots: &[bool]) -> Vec<Word> {
    let is_letter =
        |word: &Word| word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic);
    let mut out: Vec<Word> = Vec::with_capacity(found.len());
    let mut tied = false;
    for (at, word) in found.into_iter().enumerate() {
        let single = is_letter(&word);
        match out.last_mut() {
            Some(last) if tied && single && word.start == last.end + 1 => {
                last.text.push_str(&word.text);
                last.end = word.end;
            }
            _ => out.push(word),
        }
        tied = single && dots[at];
    }
    out
}

fn expand(word: &mut String) {
    match word.as_str() {
        "st" => *word = "saint".to_owned(),
        "ste" => *word = "sainte".to_owned(),
        _ => {}
    }
}

/// A word without the marks of plural and feminine, the same for both sides of a comparison; never shown.
/// "infirmières", "infirmière" and "infirmier" meet; words under five letters are left alone ("mas", "pass").
pub(crate) fn fold(word: &str) -> &str {
    if word.len() < 5 || !word.is_ascii() {
        return word;
    }
    let singular = match word.as_bytes() {
        [.., b's', b's'] => word,
        [.., b's' | b'x'] => &word[..word.len() - 1],
        _ => word,
    };
    for ending in ["enne", "onne"] {
        if singular.ends_with(ending) && singular.len() > 6 {
            return &singular[..singular.len() - 2];
        }
    }
    match singular.strip_suffix('e') {
        Some(masculine) if masculine.len() >= 5 => masculine,
        _ => singular,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_meet() {
        for (typed, expected) in [
            ("Kinésithérapeute", "kinesitherapeute"),
            ("CŒUR", "coeur"),
            ("Sage‑femme", "sage femme"),
            ("l'hôpital d’Île", "l hopital d ile"),
            ("St-Pierre, Ste. Luce", "saint pierre sainte luce"),
            ("I.R.M. et C.M.P", "irm et cmp"),
            ("J.-B. Martin", "j b martin"),
            ("M.Martin", "m martin"),
            ("soft\u{ad}hyphen \u{200f}droite", "softhyphen droite"),
            ("e\u{301}te\u{301}", "ete"),
            ("  --  ", ""),
            ("97 232", "97 232"),
        ] {
            assert_eq!(normalise(typed), expected, "{typed}");
        }
    }

    #[test]
    fn offsets_are_characters_of_the_original() {
        let found = words("L’hôpital St-Éloi");
        let cut: Vec<(u32, u32)> = found.iter().map(|word| (word.start, word.end)).collect();
        assert_eq!(cut, [(0, 1), (2, 9), (10, 12), (13, 17)]);
    }

    #[test]
    fn plural_and_feminine_fold_together() {
        for (one, other) in [
            ("infirmieres", "infirmiere"),
            ("infirmiere", "infirmier"),
            ("dieteticiennes", "dieteticien"),
            ("assistante", "assistant"),
            ("generalistes", "generaliste"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold("pass"), "pass");
    }

    proptest! {
        #[test]
        fn normalise_is_idempotent(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn spans_are_ordered_and_inside(text in any::<String>()) {
            let length = text.chars().count() as u32;
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.start >= last && word.start < word.end && word.end <= length);
                last = word.end;
            }
        }
    }
}
