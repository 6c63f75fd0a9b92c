#!/usr/bin/env bash
# Rewrites .sqlx, the cache of checked statements, against a throw-away database with today's migrations.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh
# shellcheck source=scripts/test_database.sh
. scripts/test_database.sh
# shellcheck source=scripts/statements.sh
. scripts/statements.sh

base=$(mktemp -d)
trap 'stop_test_database; rm -rf "$base"' EXIT
trap 'exit 130' INT TERM
chmod 0711 "$base"
start_test_database "$base"
build_and_collect "$base/sqlx"
rm -rf .sqlx
cp -r "$base/sqlx" .sqlx
say "   .sqlx : $(find .sqlx -name '*.json' | wc -l) requêtes"
