#!/usr/bin/env bash
# `make test` and `.ci/run`: every check of the repository, from a bare machine, with the seconds of each stage.
# Everything it starts is stopped, whatever the end.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh
# shellcheck source=scripts/test_database.sh
. scripts/test_database.sh
# shellcheck source=scripts/statements.sh
. scripts/statements.sh
# shellcheck source=scripts/test_server.sh
. scripts/test_server.sh

unset DATABASE_URL
export SQLX_OFFLINE=true CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
# Both the database's account and the server's must go through it.
base=$(mktemp -d "${TMPDIR:-/tmp}/carbet-test.XXXXXX")
chmod 0711 "$base"

finish() {
    local code=$?
    trap '' INT TERM
    stop_test_server
    stop_test_database
    rm -rf "$base"
    stage_table
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

check_web() {
    (
        cd web
        npm ci --no-audit --no-fund --loglevel=error
        npm run --silent lint
        npm run --silent check
        npm test --silent
        npm run --silent build
        npm run --silent size
    )
}

check_scripts() {
    if command -v shellcheck >/dev/null; then
        shellcheck -x scripts/*.sh .ci/run
    fi
    cargo fmt --all --check
}

check_lints() {
    cargo clippy --locked --workspace --all-targets -- -D warnings
}

build() {
    start_test_database "$base"
    build_and_collect "$base/sqlx"
    check_statements "$base/sqlx"
}

serve_demo() {
    use_test_folder "$base/demo"
    env -u DATABASE_URL "$target/debug/carbet" demo
    start_test_server
}

run_tests() {
    cargo test --locked --workspace --lib --bins --tests --no-fail-fast
}

walk_in_browser() {
    CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v google-chrome)}
    export CHROMIUM
    (cd web && npm run --silent browser)
}

check_real() {
    if [ -d ../shared ]; then
        scripts/check_real.sh
    else
        say '   le dossier ../shared est absent : les essais sur données réelles ne sont pas faits'
    fi
}

stage install scripts/install.sh test
stage web check_web
stage fmt check_scripts
stage clippy check_lints
stage build build
stage tests run_tests
stage server serve_demo
stage tiles scripts/check_tiles.sh
stage browser walk_in_browser
stop_test_server
stage real check_real
