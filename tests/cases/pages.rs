//! The plain pages: complete without JavaScript, the same items in the same order as the search, nothing unescaped.

use axum::http::StatusCode;
use carbet_server::snapshot::DatabaseState;
use carbet_tests::app::{Answer, App};
use carbet_tests::given;
use serde_json::Value;
use sqlx::PgPool;

/// Pages that do not depend on what the directory holds.
const FIXED: [&str; 8] = [
    "/annuaire",
    "/annuaire?q=infirmier",
    "/annuaire/tout-le-territoire/pharmacy",
    "/sources",
    "/accessibilite",
    "/donnees-personnelles",
    "/mentions-legales",
    "/plan-du-site",
];

/// Values of `before…after` in a text, in order.
fn all<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

/// What a browser makes of the entities our templates write.
fn unescaped(text: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<")];
    let more = [("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")];
    entities.into_iter().chain(more).fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// Number, id and name of each row of the list of a page.
fn rows(page: &str) -> Vec<(String, String, String)> {
    let row = |html: &str| {
        let number = all(html, "<b>", "</b>")[0].to_owned();
        let id = all(html, "href=\"/fiche/", "\"")[0].to_owned();
        let link = all(html, "<a href=\"/fiche/", "</a>")[0];
        (number, id, unescaped(link.split_once('>').unwrap().1))
    };
    all(page, "<th scope=\"row\">", "</th>").into_iter().map(row).collect()
}

/// The same of each item of a search, numbered from `first`.
fn items(answer: &Value, first: usize) -> Vec<(String, String, String)> {
    let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    let items = answer["items"].as_array().unwrap().iter();
    (first..).zip(items).map(|(n, item)| (n.to_string(), word(item, "id"), word(item, "label"))).collect()
}

fn next_page(page: &str) -> Option<String> {
    all(page, "rel=\"next\" href=\"", "\"").first().map(|href| unescaped(href))
}

/// A page a person can read and act upon, with nothing that a script or a style attribute would be needed for.
fn assert_complete(answer: &Answer, address: &str) {
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::OK, "{address}: {page}");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{address}");
    for part in [
        "<html lang=\"fr\">",
        "<title>",
        "href=\"#contenu\"",
        "id=\"contenu\"",
        "role=\"contentinfo\"",
        "tel:15",
        "fictif",
    ] {
        assert!(page.contains(part), "{address} has no {part}");
    }
    assert_eq!(page.matches("<h1>").count(), 1, "{address} has one title");
    for part in ["<script", " style=\"", " onclick", "javascript:", "…</", "{{", "href=\"http://"] {
        assert!(!page.contains(part), "{address} has {part}");
    }
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn every_page_is_complete(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    for address in FIXED {
        assert_complete(&app.get(address).await, address);
    }
    let index = app.get("/annuaire").await.text();
    for (place, trade) in [("", ""), ("", "/irm"), ("", "/infirmier-60")] {
        let commune =
            all(&index, "href=\"/annuaire/", "\"").into_iter().find(|word| !word.contains('/')).unwrap();
        let address = format!("/annuaire/{commune}{place}{trade}");
        assert_complete(&app.get(&address).await, &address);
    }
    for item in app.all_items("").await.iter().step_by(7) {
        let address = format!("/fiche/{}", item["id"].as_str().unwrap());
        let answer = app.get(&address).await;
        assert_complete(&answer, &address);
        let place_or_person = unescaped(&answer.text());
        let is_own = item["kind"] != "equipment";
        assert!(
            !is_own || place_or_person.contains(item["label"].as_str().unwrap()),
            "{address} says whose it is"
        );
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn a_page_lists_what_the_search_lists(pool: PgPool) {
    given::small_demo(&pool).await;
    let app = App::start(&pool).await;
    let commune = app.json("/api/frame").await["communes"].as_array().unwrap().clone();
    let commune = commune.iter().max_by_key(|it| it["count"].as_u64()).unwrap();
    let (slug, id) = (commune["slug"].as_str().unwrap(), commune["id"].as_str().unwrap());
    let pairs = [
        ("/annuaire/tout-le-territoire/infirmier-60".to_owned(), "profession=60".to_owned()),
        (
            "/annuaire/tout-le-territoire/medecin-generaliste".to_owned(),
            "skill=medecin-generaliste".to_owned(),
        ),
        (
            "/annuaire/tout-le-territoire/pharmacy?flag=wheelchair".to_owned(),
            "kind=pharmacy&flag=wheelchair".to_owned(),
        ),
        (format!("/annuaire/{slug}/infirmier-60"), format!("profession=60&territory={id}")),
        ("/annuaire?q=kine".to_owned(), "q=kine".to_owned()),
        ("/annuaire?q=psy&flag=new_patients".to_owned(), "q=psy&flag=new_patients".to_owned()),
        ("/annuaire?kind=shelter".to_owned(), "kind=shelter".to_owned()),
    ];
    for (mut address, query) in pairs {
        let (mut first, mut cursor) = (1, String::new());
        loop {
            let page = app.get(&address).await.text();
            let answer = app.json(&format!("/api/search?{query}{cursor}")).await;
            let expected = items(&answer, first);
            assert_eq!(rows(&page), expected, "{address}");
            first += expected.len();
            let (following, next) = (next_page(&page), answer["next"].as_str());
            assert_eq!(following.is_some(), next.is_some(), "{address}");
            let (Some(following), Some(next)) = (following, next) else { break };
            (address, cursor) = (following, format!("&cursor={next}"));
        }
        assert_eq!(
            first as u64 - 1,
            app.json(&format!("/api/search?limit=0&{query}")).await["total"].as_u64().unwrap()
        );
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn names_are_text_and_nothing_else(pool: PgPool) {
    given::small_demo(&pool).await;
    let nasty = "<script>alert(1)</script> \"Alizés\" & 'fils' <img src=x onerror=alert(1)>";
    sqlx::query("update directory.places set name = $1, address_line = $1 where place_id like 'finess:%'")
        .bind(nasty)
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("update directory.sources set label = $1, attribution = $1")
        .bind(nasty)
        .execute(&pool)
        .await
        .unwrap();
    let app = App::start(&pool).await;
    let pharmacy =
        app.json("/api/search?kind=pharmacy&limit=1").await["items"][0]["id"].as_str().unwrap().to_owned();
    let asked = "/annuaire?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27";
    for address in ["/annuaire/tout-le-territoire/pharmacy", &format!("/fiche/{pharmacy}"), "/sources", asked]
    {
        let page = app.get(address).await.text();
        assert!(!page.contains("<script") && !page.contains("<img"), "{address}");
        assert!(page.contains("script"), "{address} shows the words");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn forms_lead_to_the_address_of_what_was_chosen(pool: PgPool) {
    let app = App::start(&pool).await;
    for (asked, expected) in [
        ("/annuaire?trade=infirmier-60&commune=ducos-97207", "/annuaire/ducos-97207/infirmier-60"),
        (
            "/annuaire?trade=irm&commune=tout-le-territoire&flag=wheelchair&flag=walk_in&lang=en",
            "/annuaire/tout-le-territoire/irm?flag=wheelchair,walk_in&lang=en",
        ),
        ("/annuaire?commune=ducos-97207", "/annuaire/ducos-97207"),
        ("/annuaire?trade=//elsewhere.example/x", "/annuaire/tout-le-territoire/elsewhereexamplex"),
    ] {
        let answer = app.get(asked).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{asked}");
        assert_eq!(answer.header("location"), Some(expected), "{asked}");
    }
    for (asked, parameter) in [("/annuaire?colour=red", "colour"), ("/annuaire?flag=open", "flag")] {
        let answer = app.get(asked).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked} refuses {parameter}");
        assert!(answer.text().contains("/annuaire"), "{asked} leads somewhere");
    }
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn words_that_ask_for_help_are_answered_first(pool: PgPool) {
    let app = App::start(&pool).await;
    for (asked, calls) in
        [("/annuaire?q=urgence", ["tel:15", "sms:114"]), ("/annuaire?q=suicide", ["tel:3114", "tel:15"])]
    {
        let page = app.get(asked).await.text();
        let banner = all(&page, "role=\"alert\"", "</h1>").len();
        assert_eq!(banner, 1, "{asked} has a banner");
        for call in calls {
            assert!(page.contains(&format!("href=\"{call}\"")), "{asked} offers {call}");
        }
    }
    assert!(!app.get("/annuaire?q=infirmier").await.text().contains("role=\"alert\""));
    app.stop().await;
}

#[sqlx::test(migrator = "carbet_server::MIGRATOR")]
async fn pages_say_when_the_database_is_away_and_speak_english(pool: PgPool) {
    let app = App::start(&pool).await;
    assert!(!app.get("/annuaire").await.text().contains("base injoignable"));
    app.holder.note_database(DatabaseState::Away);
    for address in FIXED.into_iter().chain(["/nothing"]) {
        let page = app.get(address).await.text();
        assert!(page.contains("21\u{a0}nov.\u{a0}2026 (base injoignable)"), "{address}");
    }
    let english = app.get("/annuaire?lang=en").await.text();
    assert!(english.contains("<html lang=\"en\">") && english.contains("database unreachable"));
    assert!(english.contains("href=\"/sources?lang=en\"") && english.contains("href=\"/annuaire?lang=fr\""));
    let by_browser =
        app.ask(axum::http::Method::GET, "/sources", &[("accept-language", "en-GB,fr;q=0.5")]).await;
    assert!(by_browser.text().contains("<html lang=\"en\">"));
    assert_eq!(by_browser.header("vary"), Some("Accept-Encoding, Accept-Language"));
    app.stop().await;
}
