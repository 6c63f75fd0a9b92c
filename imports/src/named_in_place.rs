//! Which staged sites bear the name of somebody who practises there (« CABINET DU DR DUPONT »), so that the door can
//! hide the name of a site with that of its owner. Words are compared as everywhere else, by the one normaliser.

use sqlx::PgConnection;

/// Practices read and marked at a time: bounds the memory of a whole country.
const ROWS_AT_ONCE: i64 = 50_000;
/// Words of family names that say nothing alone. Anything shorter than three letters is one too.
const PARTICLES: [&str; 9] = ["des", "del", "den", "der", "van", "von", "les", "ben", "saint"];

/// Marks the staged practices whose site is named after the person.
pub(crate) async fn mark(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    let mut last = (String::new(), String::new(), String::new());
    loop {
        let rows = sqlx::query!(
            r#"select p.rpps, p.place_id, p.profession, n.family_name,
                concat_ws(' ', s.name, s.address_complement) as "text!"
            from incoming.practices p
            join incoming.professionals n on n.rpps = p.rpps
            join incoming.places s on s.place_id = p.place_id
            where (p.rpps, p.place_id, p.profession) > ($1, $2, $3)
            order by p.rpps, p.place_id, p.profession
            limit $4"#,
            last.0,
            last.1,
            last.2,
            ROWS_AT_ONCE
        )
        .fetch_all(&mut *conn)
        .await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = (end.rpps.clone(), end.place_id.clone(), end.profession.clone());
        let (mut people, mut places, mut professions) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows.into_iter().filter(|row| names(&row.text, &row.family_name)) {
            people.push(row.rpps);
            places.push(row.place_id);
            professions.push(row.profession);
        }
        sqlx::query!(
            "update incoming.practices p set named_in_place = true
            from unnest($1::text[], $2::text[], $3::text[]) as m (rpps, place_id, profession)
            where p.rpps = m.rpps and p.place_id = m.place_id and p.profession = m.profession",
            &people,
            &places,
            &professions
        )
        .execute(&mut *conn)
        .await?;
    }
}

/// Does the text hold the family name, or one telling word of it? Whole words, whatever the accents, the hyphens and
/// the spaces: « ST-AUBIN » is named by « Cabinet Saint Aubin » and by « CABINET SAINTAUBIN ».
fn names(text: &str, family_name: &str) -> bool {
    let text = carbet_search::normalise(text);
    let name = carbet_search::normalise(family_name);
    if name.is_empty() {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let telling = |word: &&str| word.chars().count() > 2 && !PARTICLES.contains(word);
    if name.split(' ').filter(telling).any(|word| words.contains(&word)) {
        return true;
    }
    // The whole name, glued or cut otherwise: it begins and ends where words do.
    let glued: String = name.split(' ').collect();
    (0..words.len()).any(|from| {
        let mut rest = glued.as_str();
        words[from..]
            .iter()
            .map_while(|word| rest.strip_prefix(word).inspect(|left| rest = left))
            .any(str::is_empty)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words() {
        for (text, name, expected) in [
            ("CABINET DU DR DUPONT", "DUPONT", true),
            ("CABINET DUPONTEL", "DUPONT", false),
            ("Cabinet Hélène-Zoé", "HELENE ZOE", true),
            ("CABINET SAINTAUBIN", "ST-AUBIN", true),
            ("CABINET LE BRAS", "LEBRAS", true),
            ("SCM DUPONT ET ASSOCIÉS", "DUPONT MARTIN", true),
            ("CABINET DE LA PLACE", "DE LA", true),
            ("CABINET LI", "LI", true),
            ("CABINET VAN GOGH", "VAN DYCK", false),
            ("MAISON SAINT JEAN", "SAINT-AUBIN", false),
            ("CABINET", "", false),
            ("", "DUPONT", false),
        ] {
            assert_eq!(names(text, name), expected, "{text} / {name}");
        }
    }
}
