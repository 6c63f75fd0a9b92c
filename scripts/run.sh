#!/usr/bin/env bash
# `make run`: from a bare machine to a served demo. A second run finds everything done and keeps the data.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh

listen=${CARBET_LISTEN:-127.0.0.1:8080}
carbet=$target/release/carbet

check_port() {
    if answers "$listen"; then
        fail "l'adresse $listen est déjà occupée : arrêtez ce qui l'utilise, ou choisissez-en une autre, par exemple CARBET_LISTEN=127.0.0.1:8081 make run"
    fi
}

build_server() {
    SQLX_OFFLINE=true cargo build --locked --release -p carbet-server
}

# Whether accounts other than root may go through every folder down to $1 (the database refuses to run as root).
is_open_path() {
    local folder=$1
    while [ "$folder" != / ]; do
        [ ! -e "$folder" ] || [ -n "$(find "$folder" -maxdepth 0 -perm -o+x)" ] || return 1
        folder=$(dirname "$folder")
    done
}

# One data folder per checkout, and its keys beside it, never inside.
choose_folders() {
    local folder=$root/.carbet
    if [ "$(id -u)" = 0 ] && ! is_open_path "$folder"; then
        folder=/var/lib/carbet-$(printf '%s' "$root" | sha256sum | cut -c1-12)
        mkdir -p "$folder"
        chmod 0755 "$folder"
    fi
    export CARBET_DATA_DIR="${CARBET_DATA_DIR:-$folder/data}"
    export CARBET_SNAPSHOT_KEY_FILE="${CARBET_SNAPSHOT_KEY_FILE:-$folder/snapshot.key}"
}

check_port
stage install scripts/install.sh run
stage web scripts/build_web.sh
stage serveur build_server
choose_folders
stage démo "$carbet" demo --if-empty
say
exec "$carbet" serve
