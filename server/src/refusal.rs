//! What PostgreSQL answered, as a French sentence for whoever runs the command. Its own words stay out: they are English
//! and may quote a row. Its code is kept: that is what one looks up.

use sqlx::migrate::MigrateError;
use std::io::ErrorKind;

/// Why a database did not do what was asked.
pub fn reason(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refusal) => refused(refusal.code().as_deref().unwrap_or_default()),
        sqlx::Error::Io(error) => unreachable(error.kind()),
        sqlx::Error::PoolTimedOut => "aucune réponse dans le délai".into(),
        sqlx::Error::PoolClosed => "les connexions sont déjà fermées".into(),
        sqlx::Error::Tls(_) => "la connexion chiffrée est refusée".into(),
        sqlx::Error::Configuration(_) => "l'adresse de la base est mal formée".into(),
        sqlx::Error::RowNotFound => "une ligne attendue manque".into(),
        sqlx::Error::Migrate(error) => migration(error),
        _ => "réponse inattendue".into(),
    }
}

/// Why the schemas are not at this version.
pub fn migration(error: &MigrateError) -> String {
    match error {
        MigrateError::Execute(error) => reason(error),
        MigrateError::ExecuteMigration(error, version) => format!("migration {version}, {}", reason(error)),
        MigrateError::VersionMissing(version) => {
            format!(
                "la base a reçu la migration {version}, que cette version de Carbet ne connaît pas ; il faut une version plus récente"
            )
        }
        MigrateError::VersionMismatch(version) => {
            format!(
                "la migration {version} n'est plus celle que la base a reçue ; il faut la version de Carbet qui l'a créée, ou une base neuve"
            )
        }
        MigrateError::Dirty(version) => format!("la migration {version} s'est arrêtée au milieu"),
        _ => "les migrations ne s'appliquent pas".into(),
    }
}

/// By SQLSTATE (PostgreSQL, appendix A).
fn refused(code: &str) -> String {
    let said = match code {
        "28000" | "28P01" => "compte ou mot de passe refusé",
        "3D000" => "cette base n'existe pas",
        "42501" => "ce compte n'a pas le droit de le faire",
        "22023" | "42704" => "un rôle ou un réglage demandé n'existe pas",
        "53300" => "trop de connexions sont ouvertes",
        "53100" => "le disque est plein",
        "57014" => "le temps accordé est dépassé",
        "57P01" | "57P02" => "la base s'arrête",
        "57P03" => "la base démarre ; il faut réessayer dans un instant",
        "25006" => "la base n'accepte que des lectures",
        "0A000" | "58P01" => "une extension manque à cette installation (PostGIS ?)",
        _ if code.starts_with("08") => "la connexion est coupée",
        _ if code.starts_with("23") => "une valeur contredit une règle de la base",
        _ => "refus inattendu",
    };
    format!("{said} (code {code})")
}

fn unreachable(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::ConnectionRefused => "rien n'écoute à l'adresse donnée".into(),
        ErrorKind::NotFound => "l'adresse ou la prise locale n'existe pas".into(),
        ErrorKind::TimedOut => "aucune réponse dans le délai".into(),
        ErrorKind::PermissionDenied => "le système refuse la connexion".into(),
        _ => "la connexion est coupée".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_database_s_own_words_is_repeated() {
        let io = sqlx::Error::Io(std::io::Error::new(ErrorKind::ConnectionRefused, "secret words"));
        assert_eq!(reason(&io), "rien n'écoute à l'adresse donnée");
        let protocol = sqlx::Error::Protocol("secret words".into());
        assert_eq!(reason(&protocol), "réponse inattendue");
        assert!(refused("57P03").starts_with("la base démarre"));
        assert!(refused("XX000").contains("XX000"));
        assert!(migration(&MigrateError::VersionMissing(7)).contains("migration 7"));
    }
}
