//! Invented names: people, streets, quarters, structures, from lists that sound like the place.
//!
//! Family names are put together from halves so that nobody in particular is meant. Draws only; writes nothing.

use super::rng::Rng;

const WOMEN: &str = "Marie Anaïs Nadia Sylvie Claudine Josiane Nathalie Valérie Corinne Sandra Mélissa Laura Émilie Céline \
Audrey Aurélie Christelle Ketty Murielle Ghislaine Marlène Yolande Raymonde Solange Lucette Manuella Axelle Léa Chloé \
Camille Inès Sarah Maëva Océane Jade Élodie Karine Isabelle Françoise Monique Fatima Amina Zaïna Priya Lakshmi Mei Tania \
Noémie Clémence Agathe Bérénice Honorine Euphrasie Myriam Rachel Judith Ornella Wendy";
const MEN: &str = "Jean Pierre Michel Philippe Alain Patrick Christian Daniel Bernard Éric Thierry Laurent Nicolas Julien \
David Sébastien Olivier Frédéric Stéphane Ludovic Steeve Jocelyn Rodrigue Guylain Joby Félix Aimé Raphaël Gabriel Ethan \
Lucas Hugo Nathan Mathis Yannick Cédric Jérôme Emmanuel Fabrice Serge Hervé Claudy Rosan Victorin Édouard Karim Rachid \
Youssouf Ravi Arnaud Benoît Tristan Maxence Loïc Gaël Hilaire Théophile Malik";
const COMPOUND: &str = "Jean Marie Saint Sainte Louis Pierre Charles Paul";
const ISLAND_STARTS: &str = "Bel Mar Lau Ro Val Cé Flo Ger Ozi Zé Cla Dor Lor Mon Nel Per Sal Tri Vic Bris Cadi Fla Gabi \
Hya Isi Jupi Lin Méri Nor Pla Ralu Sylo Théo Ursu Zabi";
const ISLAND_ENDS: &str = "zan rose val tine lise mise vert rin doc sel mène tor gat lin zile rive fort loré pin ros tus \
nelle dor vil phor thée sor quin mard lor";
const MAIN_STARTS: &str = "Beau Haute Ville Mont Fon Char Ro Gri Bru Lam Des Gau Per Mo Cour Vau Tail Bou Mal Che Ri \
Ferr Blan Gar Leu Mar Del Fau Her Ber Cas Gui Del Sau Thi Vi";
const MAIN_ENDS: &str = "mont court rier gnard main teau bert chard nault lier vaux rand lot celin det nier pont moulin sac \
guet laud ville gny reau rac zin gneau valet taine";
const OTHER: &str = "Benhalim Saïdoune Ouzerdi Karamadi Abdourani Moussalim Souffiane Madirane Soundaravel Virapin Ramalou \
Apavoux Chane-Lim Wong-Tai Thia-Kiou Ferreiras Almendao Costeira Nguyentho Diaramé Kouyamba Traorelli Rakotomina \
Andriavolo Kowalec Rossalini";
const PLANTS: &str = "Flamboyants Alizés Bougainvillées Hibiscus Balisiers Alamandas Frangipaniers Tamariniers Manguiers \
Cocotiers Bambous Filaos Orchidées Lauriers Gliricidias Fromagers Acajous Corossols Goyaviers Raisiniers";
const TREES: &str = "Tilleuls Lilas Acacias Chênes Peupliers Érables Bouleaux Platanes Marronniers Cerisiers Églantiers \
Noisetiers Glycines Saules Mimosas Genêts Bruyères Coquelicots Frênes Charmes";
const THINGS: &str = "Écoles|Pêcheurs|Distillerie|Église|Mairie|Liberté|République|Source|Rivière|Moulin|Marché|Stade|\
Gare|Lavoir|Calvaire|Fontaine|Tisserands|Artisans|Jardins|Hauts";
const FIGURES: &str = "Victor Schœlcher|Aimé Césaire|Victor Hugo|Jules Ferry|Louis Pasteur|Marie Curie|Jean Jaurès|\
Général de Gaulle|Toussaint Louverture|Frantz Fanon|Léon Gambetta|Gaston Monnerville|Paulette Nardal|Josephine Baker";
const PLACES: &str = "Fond Lahaye|Bellevue|Belle Étoile|Bois Neuf|Fond Capot|Pointe Fort|Petit Bourg|Grande Anse|Anse Noire|\
La Palun|Beauséjour|Desforges|Morne Vent|Ravine Bleue|Dumaine|La Plaine|Les Hauts|Fond Zombi|Croix Blanche|Four à Chaux|\
Habitation Blanche|Cap Est|Trou Crabe|Vieux Moulin";
const HAMLETS: &str = "Le Clos|Les Granges|La Croix|Bellevue|Le Mas|Les Fontaines|La Borde|Le Bois|La Métairie|Les Vignes|\
La Roche|Le Pré|Montplaisir|La Grange Neuve|Les Ormeaux";

/// One of the words of a list written on one line.
fn word<'a>(rng: &mut Rng, list: &'a str) -> &'a str {
    let separator = if list.contains('|') { '|' } else { ' ' };
    let count = list.split(separator).filter(|part| !part.is_empty()).count();
    let chosen = rng.below(count);
    list.split(separator).filter(|part| !part.is_empty()).nth(chosen).expect("chosen below the count")
}

/// A given name; `woman` chooses the list.
pub fn given(rng: &mut Rng, woman: bool) -> String {
    let first = word(rng, if woman { WOMEN } else { MEN });
    if rng.chance(6.0) && !woman {
        format!("{first}-{}", word(rng, "Luc Marc Yves Paul Noël"))
    } else {
        first.to_owned()
    }
}

/// A family name in capitals without accents, as the register writes them.
pub fn family(rng: &mut Rng, overseas: bool) -> String {
    let draw = rng.unit();
    let (islands, elsewhere) = if overseas { (0.66, 0.90) } else { (0.06, 0.90) };
    let simple = if draw < islands {
        format!("{}{}", word(rng, ISLAND_STARTS), word(rng, ISLAND_ENDS))
    } else if draw < elsewhere {
        format!("{}{}", word(rng, MAIN_STARTS), word(rng, MAIN_ENDS))
    } else {
        word(rng, OTHER).to_owned()
    };
    let compound = overseas && draw < 0.16;
    capitals_kept(&if compound { format!("{}-{simple}", word(rng, COMPOUND)) } else { simple })
}

/// A street: code of its kind (TRE of the RPPS, empty when it has none), kind, name.
pub fn street(rng: &mut Rng, overseas: bool) -> (&'static str, &'static str, String) {
    const ISLANDS: [(&str, &str, f64); 11] = [
        ("R", "Rue", 40.0),
        ("AV", "Avenue", 8.0),
        ("CHE", "Chemin", 8.0),
        ("IMP", "Impasse", 7.0),
        ("RTE", "Route", 8.0),
        ("LOT", "Lotissement", 12.0),
        ("RES", "Résidence", 6.0),
        ("BD", "Boulevard", 3.0),
        ("ALL", "Allée", 4.0),
        ("", "Morne", 2.0),
        ("QUA", "Quartier", 2.0),
    ];
    let mainland = |(_, kind, weight): &(&str, &str, f64)| match *kind {
        "Morne" | "Quartier" => 0.0,
        "Lotissement" => 2.0,
        _ => *weight,
    };
    let position = if overseas {
        rng.weighted(ISLANDS.iter().map(|row| row.2))
    } else {
        rng.weighted(ISLANDS.iter().map(mainland))
    };
    let (code, kind, _) = ISLANDS[position];
    let name = match kind {
        "Morne" | "Quartier" => word(rng, PLACES).to_owned(),
        _ => match rng.below(4) {
            0 => word(rng, FIGURES).to_owned(),
            1 => of(word(rng, THINGS)),
            _ => format!("des {}", word(rng, if overseas { PLANTS } else { TREES })),
        },
    };
    (code, kind, name)
}

/// `de l'Église`, `du Marché`, `des Écoles`.
fn of(thing: &str) -> String {
    match thing {
        "Moulin" | "Marché" | "Stade" | "Lavoir" | "Calvaire" => format!("du {thing}"),
        "Église" => format!("de l'{thing}"),
        _ if thing.ends_with('s') => format!("des {thing}"),
        _ => format!("de la {thing}"),
    }
}

/// A quarter or hamlet: `Quartier Fond Lahaye`, `Morne Balata`, `Les Granges`.
pub fn hamlet(rng: &mut Rng, overseas: bool) -> String {
    if overseas {
        format!(
            "{} {}",
            rng.pick(&["Quartier", "Quartier", "Morne", "Habitation", "Lieu-dit"]),
            word(rng, PLACES)
        )
    } else {
        word(rng, HAMLETS).to_owned()
    }
}

/// What a structure is called after its kind: `des Alizés`, `du Bourg`, `de la Rivière`.
pub fn after(rng: &mut Rng, overseas: bool) -> String {
    match rng.below(5) {
        0 => rng
            .pick(&["du Bourg", "du Centre", "du Port", "de la Place", "du Rond-Point", "de la Plage"])
            .to_owned(),
        1 => of(word(rng, THINGS)),
        2 => word(rng, FIGURES).to_owned(),
        _ => format!("des {}", word(rng, if overseas { PLANTS } else { TREES })),
    }
}

/// Capitals without accents nor punctuation, as on an envelope: `L'Ajoupa-Bouillon` gives `L AJOUPA BOUILLON`.
pub fn capitals(text: &str) -> String {
    capitals_kept(text).replace(['-', '\'', '’'], " ")
}

/// Capitals without accents; hyphens and apostrophes stay.
pub fn capitals_kept(text: &str) -> String {
    let plain = |letter: char| match letter {
        'À'..='Å' => "A",
        'Ç' => "C",
        'È'..='Ë' => "E",
        'Ì'..='Ï' => "I",
        'Ò'..='Ö' => "O",
        'Ù'..='Ü' => "U",
        'Ÿ' => "Y",
        'Œ' => "OE",
        'Æ' => "AE",
        _ => "",
    };
    text.chars().flat_map(char::to_uppercase).fold(String::new(), |mut done, letter| {
        match plain(letter) {
            "" => done.push(letter),
            replaced => done.push_str(replaced),
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_varied_and_plain() {
        let mut rng = Rng::new(3, "names", "");
        let mut seen = std::collections::HashSet::new();
        for turn in 0..2_000 {
            let name = family(&mut rng, turn % 2 == 0);
            assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name}");
            seen.insert(name);
        }
        assert!(seen.len() > 900, "{} family names", seen.len());
    }

    #[test]
    fn envelopes_have_no_accents() {
        assert_eq!(capitals("L'Ajoupa-Bouillon"), "L AJOUPA BOUILLON");
        assert_eq!(capitals_kept("Schœlcher-Étoile"), "SCHOELCHER-ETOILE");
    }

    #[test]
    fn every_list_gives_words() {
        let mut rng = Rng::new(3, "lists", "");
        for overseas in [true, false] {
            for _ in 0..500 {
                assert!(!street(&mut rng, overseas).2.is_empty());
                assert!(!after(&mut rng, overseas).ends_with(' '));
                assert!(!hamlet(&mut rng, overseas).is_empty());
                assert!(!given(&mut rng, overseas).is_empty());
            }
        }
    }
}
