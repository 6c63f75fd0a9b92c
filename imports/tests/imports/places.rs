//! Where things are put: official points, centres of communes, grounds of territories, secrets.

use crate::given::{self, COMMUNES, Folder, import};
use carbet_imports::Source;
use sqlx::PgConnection;

#[derive(Debug, PartialEq)]
struct Spot {
    id: String,
    precision: String,
    lon: Option<f64>,
    lat: Option<f64>,
}

fn spot(id: &str, precision: &str, at: Option<(f64, f64)>) -> Spot {
    Spot { id: id.to_owned(), precision: precision.to_owned(), lon: at.map(|p| p.0), lat: at.map(|p| p.1) }
}

async fn spots(conn: &mut PgConnection) -> Vec<Spot> {
    sqlx::query_as!(
        Spot,
        r#"select place_id as id, location_precision as precision, round(st_x(geom)::numeric, 4)::float8 as lon,
               round(st_y(geom)::numeric, 4)::float8 as lat
           from directory.places order by place_id"#
    )
    .fetch_all(conn)
    .await
    .unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn finess_points_and_their_fallback(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let point = |x: &str, y: &str, lat: &str, lon: &str, key: &str| {
        format!(
            r#"{{"coordonneeX":"{x}","coordonneeY":"{y}","directionLatitude":"{lat}","directionLongitude":"{lon}","cleInInteropBAN":"{key}"}}"#
        )
    };
    // Easting and northing in EPSG:5490 of 61.05 W, 14.65 N, from ST_Transform. The third has no degrees at all.
    let documents = given::structures(&[
        given::establishment(
            "979200001",
            "124",
            &point("-61.05", "14.65", "1620519.14", "710012.26", "97209_1_1"),
        ),
        given::establishment(
            "979200002",
            "603",
            &point("710012.26", "1620519.14", "14.65", "-61.05", "97209_1_1"),
        ),
        given::establishment("979200003", "620", &point("1620519.14", "710012.26", "0", "0", "97209_1_1")),
        given::establishment("979200004", "620", &point("-61.05", "14.65", "0", "0", "97209")),
        given::establishment("979200005", "620", &point("2.35", "48.85", "0", "0", "97209_1_1")),
        given::establishment("979200006", "604", "null"),
        given::establishment("979200007", "214", &point("-61.05", "14.65", "0", "0", "97209_1_1")),
    ]);
    let file = folder.write("finess-structures.json", documents);
    let mut conn = pool.acquire().await.unwrap();
    let report = import(&mut conn, Source::Finess, &file).await.unwrap();
    assert_eq!((report.read(), report.kept()), (7, 7));
    assert_eq!(report.tally.warnings.values().sum::<u64>(), 1, "the point in Paris");
    let at = Some((-61.05, 14.65));
    let id = |n: u8| format!("finess:97920000{n}");
    let found = spots(&mut conn).await;
    for n in [1, 2, 3, 7] {
        assert_eq!(found[usize::from(n) - 1], spot(&id(n), "address", at));
    }
    for n in [4, 5, 6] {
        assert_eq!(found[usize::from(n) - 1], spot(&id(n), "none", None), "no communes yet");
    }
    let communes = folder.write("communes.geojson", COMMUNES.replace("[-61.05,14.65]", "[-61.06,14.66]"));
    let report = import(&mut conn, Source::Communes, &communes).await.unwrap();
    assert_eq!(report.kept(), 2);
    let found = spots(&mut conn).await;
    for n in [4, 5, 6] {
        assert_eq!(found[usize::from(n) - 1], spot(&id(n), "commune", Some((-61.06, 14.66))));
    }
    assert!(import(&mut conn, Source::Finess, &file).await.unwrap().unchanged);
    let kinds = sqlx::query!(
        r#"select kind, phone, phone_2, address_line, address_complement, name, visibility
        from directory.places order by place_id"#
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let kind: Vec<_> = kinds.iter().map(|row| row.kind.as_deref()).collect();
    let facility = Some("facility");
    let pharmacy = Some("pharmacy");
    assert_eq!(kind, [facility, facility, pharmacy, pharmacy, pharmacy, None, Some("shelter")]);
    let visible: Vec<_> = kinds.iter().filter(|row| row.visibility == "commune_only").collect();
    assert_eq!((visible.len(), visible[0].name.as_str()), (1, "ETABLISSEMENT 979200007"));
    assert_eq!(
        (kinds[0].phone.as_deref(), kinds[0].phone_2.as_deref()),
        (Some("0199000001"), Some("0199000002"))
    );
    assert_eq!(
        (kinds[0].address_line.as_deref(), kinds[0].address_complement.as_deref()),
        (Some("4 R NEUVE"), None)
    );
}

#[sqlx::test(migrations = "../migrations")]
async fn territories_follow_their_communes(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let communes = folder.write("communes.geojson", COMMUNES);
    let cpts = folder.write(
        "cpts.csv",
        "id;nom;etape;taille;communes\nnord;CPTS du Nord;aci_signe;1;97204 97209\nsud;CPTS du Sud;preprojet;9;97209,97299\n",
    );
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, Source::Cpts, &cpts).await.unwrap();
    import(&mut conn, Source::Communes, &communes).await.unwrap();
    let rows = sqlx::query!(
        r#"select t.territory_id as id, t.name, t.outline_nature as nature,
               round(st_area(t.outline)::numeric, 4)::float8 as area,
               (select count(*) from directory.territory_members m where m.territory_id = t.territory_id) as "members!"
           from directory.territories t order by t.territory_id"#
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|r| (r.id.as_str(), r.name.as_str(), r.nature.as_deref(), r.area, r.members))
        .collect();
    let drawn = Some("schematic");
    assert_eq!(
        rows,
        [
            ("commune:97204", "Le Carbet", drawn, Some(0.01), 0),
            ("commune:97209", "Fort-de-France", drawn, Some(0.01), 0),
            ("cpts:nord", "CPTS du Nord", drawn, Some(0.02), 2),
            ("cpts:sud", "CPTS du Sud", None, None, 2),
            ("departement:972", "Martinique", drawn, Some(0.02), 2),
            ("epci:200041788", "CA du Pays Nord Martinique", drawn, Some(0.01), 1),
            ("epci:249720061", "CA du Centre de la Martinique", drawn, Some(0.01), 1),
        ]
    );
    for (source, file) in [(Source::Cpts, &cpts), (Source::Communes, &communes)] {
        assert!(import(&mut conn, source, file).await.unwrap().unchanged, "{source}");
    }

    // Another département leaves the first alone.
    let mut options = given::options(&communes);
    options.departements.push("971".parse().unwrap());
    let guadeloupe = folder.write(
        "communes-971.geojson",
        r#"{"features":[{"properties":{"code":"97101","nom":"Abymes"},"geometry":{"type":"Point","coordinates":[-61.5,16.27]}}]}"#,
    );
    options.from = guadeloupe;
    let report = given::import_with(&mut conn, Source::Communes, &options).await.unwrap();
    assert_eq!((report.difference().added > 0, report.difference().removed), (true, 0));
    let name = sqlx::query_scalar!("select name from directory.territories where code = '97101'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(name, "Les Abymes");
}

#[sqlx::test(migrations = "../migrations")]
async fn shelters_keep_their_secrets(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let header = "id;nom;commune_insee;adresse;lon;lat;capacite_pendant;capacite_apres;type;risques;pmr;groupe_electrogene;eau;gestionnaire;telephone;confidentiel;source;date_verification\n";
    let rows = "a1;École fictive;97204;1 rue Neuve;-61.17;14.71;120;60;abri;cyclone,seisme;oui;non;;Mairie;0199000004;non;PCS;2026-05-15\n\
                a2;Accueil protégé;97209;;;;10;;hebergement;;;;;;;oui;;15/05/2026\n\
                a3;Gymnase;97209;;2.35;48.85;beaucoup;;abri;tempête;;;;;;non;;\n\
                a4;Stade;97209;;;;;;stade;;;;;;;non;;\n\
                a5;Salle;97209;;;;;;abri;;;;;;;;;\n\
                a6;Foyer;97209;;;;;;abri;;;;;;;peut-être;;\n";
    let file = folder.write("abris.csv", format!("{header}{rows}"));
    let mut conn = pool.acquire().await.unwrap();
    let report = import(&mut conn, Source::Shelters, &file).await.unwrap();
    assert_eq!((report.read(), report.kept(), report.rejected()), (6, 5, 1));
    assert_eq!(report.tally.warnings.values().sum::<u64>(), 4);
    let rows = sqlx::query!(
        "select s.place_id, p.visibility, p.phone, s.manager_phone, s.risks, s.verified_on
         from directory.shelters s join directory.places p using (place_id) order by s.place_id"
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    assert_eq!(rows[0].risks, ["cyclone", "seisme"]);
    assert_eq!((rows[0].phone.as_deref(), rows[0].manager_phone.as_deref()), (None, Some("0199000004")));
    assert_eq!(rows[1].visibility, "secret");
    assert_eq!(rows[1].verified_on.unwrap().to_string(), "2026-05-15");
    let hidden: Vec<_> =
        rows.iter().filter(|row| row.visibility == "secret").map(|row| row.place_id.as_str()).collect();
    assert_eq!(hidden, ["shelter:a2", "shelter:a5", "shelter:a6"], "only a clear no makes one public");
    let shown = sqlx::query_scalar!(r#"select count(*) as "count!" from published.shelters"#)
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(shown, 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_point_far_from_its_commune_is_not_believed(pool: sqlx::PgPool) {
    let folder = Folder::new();
    let point = |lat: &str| {
        format!(r#"{{"coordonneeX":"-61.05","coordonneeY":"{lat}","cleInInteropBAN":"97209_1_1"}}"#)
    };
    // In the commune, 5 km north of it, 20 km north of it, in another island under the same projection.
    let latitudes = ["14.65", "14.745", "14.88", "16.2"];
    let numbered = latitudes
        .iter()
        .zip(1..)
        .map(|(lat, n)| given::establishment(&format!("97920000{n}"), "620", &point(lat)));
    let finess = folder.write("finess-structures.json", given::structures(&numbered.collect::<Vec<_>>()));
    let communes = folder.write("communes.geojson", COMMUNES);
    let mut conn = pool.acquire().await.unwrap();
    let expected = ["address", "address", "commune", "commune"];
    let precisions = |spots: Vec<Spot>| spots.into_iter().map(|spot| spot.precision).collect::<Vec<_>>();

    import(&mut conn, Source::Finess, &finess).await.unwrap();
    assert_eq!(precisions(spots(&mut conn).await), ["address"; 4], "no communes to tell yet");
    import(&mut conn, Source::Communes, &communes).await.unwrap();
    assert_eq!(precisions(spots(&mut conn).await), expected);
    let report = import(&mut conn, Source::Finess, &finess).await.unwrap();
    assert_eq!(report.tally.warnings.values().sum::<u64>(), 2);
    assert!(report.difference().is_empty());
    assert_eq!(precisions(spots(&mut conn).await), expected);
}
