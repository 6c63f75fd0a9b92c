#!/usr/bin/env bash
# Real files, which stay outside the repository: published files and samples go through the importers; then the official
# outlines of two départements and an address base through the private PostgreSQL, the snapshot and the tiles.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh
# shellcheck source=scripts/test_database.sh
. scripts/test_database.sh
# shellcheck source=scripts/test_server.sh
. scripts/test_server.sh

real=../shared/data
if [ ! -d "$real" ]; then
    say '   le dossier ../shared est absent : les essais sur données réelles ne sont pas faits'
    exit 0
fi
if [ ! -x "$target/debug/carbet" ]; then
    SQLX_OFFLINE=true cargo build --locked -p carbet-server
fi

unset DATABASE_URL
base=$(mktemp -d "${TMPDIR:-/tmp}/carbet-real.XXXXXX")
chmod 0711 "$base"
trap 'stop_test_server; stop_test_database; rm -rf "$base"' EXIT
trap 'exit 130' INT TERM

# Fails unless the text in $1 holds $2.
expect() {
    grep -q -- "$2" <<<"$1" || fail "attendu : $2 ; obtenu : $(head -c 400 <<<"$1")"
}

imported() {
    "$target/debug/carbet" import "$@"
}

# check_outlines DÉPARTEMENT COMMUNES COMMUNE NAME TILE: every commune is read, served under its official name, and
# drawn in the one tile of zoom 8 that holds the whole territory.
check_outlines() {
    local code=$1 communes=$2 commune=$3 name=$4 tile=$5 drawn
    export CARBET_TERRITORY=$code
    use_test_folder "$base/$code"
    expect "$(imported communes --from "$real/communes-$code.geojson")" "$communes gardées, 0 écartées"
    if [ -f "$real/ban/adresses-$code.csv.gz" ]; then
        expect "$(imported ban --from "$real/ban/adresses-$code.csv.gz")" 'gardées'
    fi
    start_test_server
    expect "$(curl -fsS "$CARBET_URL/api/frame")" '"outlines":"official"'
    expect "$(curl -fsS "$CARBET_URL/api/territories/commune:$commune")" "\"label\":\"$name\""
    curl -fsS -o "$base/tile.mvt" "$CARBET_URL/tiles/territories/$tile.mvt"
    drawn=$(ogrinfo -ro -q -al "MVT:$base/tile.mvt" territories | grep -c 'kind (String) = commune')
    [ "$drawn" = "$communes" ] || fail "la tuile $tile dessine $drawn communes au lieu de $communes"
    stop_test_server
    say "   $code : $communes communes, contours officiels, dessinées"
}

# The tests of the importers on the published files themselves, each in a database of its own.
check_imports() {
    start_test_database "$base"
    CARBET_SHARED=$(realpath ../shared) SQLX_OFFLINE=true \
        cargo test --locked -p carbet-imports --test published
    stop_test_database
    unset DATABASE_URL
}

check_imports
check_outlines 972 34 97209 Fort-de-France 8/84/117
check_outlines 971 32 97101 'Les Abymes' 8/84/116
