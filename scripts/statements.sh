# shellcheck shell=bash
# Sourced, after test_database.sh: the checked statements, collected while the workspace is built.

# Builds everything the tests need with each statement checked against the migrations, and keeps what was learnt in
# the new folder $1. One build serves the freshness of .sqlx, the tests and the server the browser walks through.
build_and_collect() {
    local folder=$1 address
    mkdir -p "$folder"
    address=$(describe_database)
    # A statement is only written while its crate compiles.
    grep -rlE --include='*.rs' 'query[a-z_]*!' imports server tests | xargs touch
    DATABASE_URL=$address SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$folder \
        cargo build --locked --workspace --lib --bins --tests
}

check_statements() {
    if ! diff -rq .sqlx "$1"; then
        fail "le cache .sqlx n'est pas celui des requêtes d'aujourd'hui ; refaites-le avec « make sqlx » et archivez-le"
    fi
    say "   $(find .sqlx -name '*.json' | wc -l) requêtes, cache à jour"
}
