//! Cleaning of one field: spaces, leftovers of exports, telephone numbers, e-mail addresses. Pure.

/// The field without spaces around it, inner spaces made single and control characters dropped; `None` when nothing
/// is left. A lone backslash is a leftover of the FINESS export (FORMATS of FINESS+: `"\\ "`).
pub fn clean(field: &str) -> Option<String> {
    let mut out = String::with_capacity(field.len());
    for word in field.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() || word == "\\" {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// The present parts joined by one space.
pub fn join(parts: &[Option<&str>]) -> Option<String> {
    let present: Vec<_> = parts.iter().flatten().copied().collect();
    clean(&present.join(" "))
}

/// French telephone numbers found in a field: ten digits each, in order, without repetition.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Phones {
    pub numbers: Vec<String>,
    /// Something was there that is no number.
    pub faulty: bool,
}

/// International prefixes of France and of its overseas territories whose numbers keep a leading zero at home.
const PREFIXES: [&str; 5] = ["33", "590", "594", "596", "262"];

/// Reads the numbers of a field: `0690…/0590…`, `+596 596 00 00 01`, `0596.00.00.01 ou 0696000001`.
pub fn phones(field: &str) -> Phones {
    let mut found = Phones::default();
    let lower = field.to_lowercase().replace(" ou ", "/").replace(" et ", "/");
    for part in lower.split(['/', ';', ',', '|']) {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            found.faulty |= part.chars().any(char::is_alphabetic);
            continue;
        }
        let international = part.trim_start().starts_with('+') || digits.starts_with("00");
        match national(&digits, international) {
            Some(numbers) => numbers.into_iter().for_each(|number| {
                if !found.numbers.contains(&number) {
                    found.numbers.push(number);
                }
            }),
            None => found.faulty = true,
        }
    }
    found
}

/// One number, or two glued together, in the national form; `None` when the digits are neither.
fn national(digits: &str, international: bool) -> Option<Vec<String>> {
    let shape = |number: &str| {
        number.len() == 10 && number.starts_with('0') && !number.starts_with("00") && number != "0000000000"
    };
    if international {
        let bare = digits.trim_start_matches('0');
        let rest = PREFIXES.iter().find_map(|prefix| bare.strip_prefix(prefix))?;
        let number = format!("0{}", rest.trim_start_matches('0'));
        return shape(&number).then(|| vec![number]);
    }
    match digits.len() {
        10 if shape(digits) => Some(vec![digits.to_owned()]),
        // A spreadsheet has eaten the leading zero.
        9 if !digits.starts_with('0') => Some(vec![format!("0{digits}")]),
        20 if shape(&digits[..10]) && shape(&digits[10..]) => {
            Some(vec![digits[..10].to_owned(), digits[10..].to_owned()])
        }
        _ => None,
    }
}

/// Does the text look like one e-mail address?
pub fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    !user.is_empty()
        && user.chars().all(plain)
        && domain.chars().all(plain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && text.len() <= 254
}

/// True for a mailbox of the secure health network (MSSanté): for peers only, never shown to the public.
pub fn is_secure_mailbox(email: &str) -> bool {
    email.split_once('@').is_some_and(|(_, domain)| domain.to_lowercase().contains("mssante"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn junk_is_swept() {
        for (field, expected) in [
            ("BD  ", Some("BD")),
            ("\\ ", None),
            (" ", None),
            ("JEAN   MOULIN\t", Some("JEAN MOULIN")),
            ("AVENUE \"LE BOURG\"", Some("AVENUE \"LE BOURG\"")),
            ("a\0b", Some("a b")),
        ] {
            assert_eq!(clean(field).as_deref(), expected, "{field:?}");
        }
    }

    #[test]
    fn numbers_are_found() {
        for (field, expected, faulty) in [
            ("0596000001", &["0596000001"][..], false),
            ("05 96-00.00 01", &["0596000001"], false),
            ("0690000001/0590000002", &["0690000001", "0590000002"], false),
            ("0596000001 ou 0696000002", &["0596000001", "0696000002"], false),
            ("+596 596 00 00 01", &["0596000001"], false),
            ("0033123456789", &["0123456789"], false),
            ("596000001", &["0596000001"], false),
            ("05960000010696000002", &["0596000001", "0696000002"], false),
            ("0596000001 / 0596000001", &["0596000001"], false),
            ("05960000", &[], true),
            ("0000000000", &[], true),
            ("voir site", &[], true),
            ("", &[], false),
        ] {
            assert_eq!(
                phones(field),
                Phones { numbers: expected.iter().map(|&n| n.to_owned()).collect(), faulty },
                "{field}"
            );
        }
    }

    #[test]
    fn secure_mailboxes_are_told_apart() {
        assert!(is_email("contact@cabinet.example") && !is_secure_mailbox("contact@cabinet.example"));
        assert!(is_secure_mailbox("a.b@medecin.MSSante.fr"));
        for text in ["", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b@c.fr", "a@.fr"] {
            assert!(!is_email(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_field_gives_numbers_of_ten_digits(field in "\\PC{0,60}") {
            for number in phones(&field).numbers {
                prop_assert!(number.len() == 10 && number.bytes().all(|b| b.is_ascii_digit()));
            }
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(field in any::<String>()) {
            let once = clean(&field);
            prop_assert_eq!(once.as_deref().and_then(clean), once.clone());
        }
    }
}
