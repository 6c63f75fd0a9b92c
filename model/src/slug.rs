//! Readable URL words made from labels. Not a search normaliser: that one is `carbet-search`.

/// Lower-case ASCII words joined by `-`: `Fort-de-France` → `fort-de-france`, `Cœur` → `coeur`.
pub fn slug(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for c in label.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            "" if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            word => out.push_str(word),
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The ASCII spelling of a lower-case French letter or digit; empty for a separator.
fn plain(c: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ÿ' | 'ý' => "y",
        'œ' => "oe",
        'æ' => "ae",
        _ => ASCII.find(c).map_or("", |at| &ASCII[at..=at]),
    }
}

/// The first 40 characters of a refused value: enough to recognise it, too little to flood a page or a log.
pub(crate) fn clip(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_become_words() {
        for (label, expected) in [
            ("Fort-de-France", "fort-de-france"),
            ("Le Prêcheur", "le-precheur"),
            ("Maison de santé (MSP)", "maison-de-sante-msp"),
            ("L'Ajoupa-Bouillon", "l-ajoupa-bouillon"),
        ] {
            assert_eq!(slug(label), expected);
        }
    }

    proptest! {
        #[test]
        fn always_fit_for_a_url(label in ".{0,60}") {
            let made = slug(&label);
            prop_assert!(made.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert_eq!(slug(&made), made.clone());
        }
    }
}
