# shellcheck shell=bash
# Sourced: the debug server on a private cluster of its own, for the browser, the tile checks and the real files.

# From stages.sh.
: "${root:?}" "${target:?}"

# A free port below those the system gives by itself.
free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        if ! answers "127.0.0.1:$port"; then
            printf '%s' "$port"
            return
        fi
    done
    fail 'aucun port libre entre 20000 et 32000'
}

# Everything the product keeps goes under the new folder $1.
use_test_folder() {
    mkdir "$1"
    chmod 0711 "$1"
    export CARBET_DATA_DIR=$1/data CARBET_SNAPSHOT_KEY_FILE=$1/keys/snapshot.key
    unset CARBET_SUBJECT_KEY_FILE CARBET_BASEMAP
}

# Serves that folder and exports CARBET_URL.
start_test_server() {
    local port
    port=$(free_port)
    export CARBET_URL="http://127.0.0.1:$port"
    test_server_log=$root/.carbet/test-server.log
    env -u DATABASE_URL CARBET_LISTEN="127.0.0.1:$port" "$target/debug/carbet" serve >"$test_server_log" 2>&1 &
    test_server=$!
    for _ in $(seq 300); do
        if curl -fsS -o /dev/null "$CARBET_URL/readyz" 2>/dev/null; then
            say "   $CARBET_URL"
            return
        fi
        kill -0 "$test_server" 2>/dev/null || break
        sleep 0.2
    done
    tail -n 30 "$test_server_log" >&2
    fail "le serveur d'essai n'a pas démarré ; son journal est $test_server_log"
}

# The server stops its cluster before it leaves.
stop_test_server() {
    if [ -n "${test_server:-}" ]; then
        kill -TERM "$test_server" 2>/dev/null || true
        wait "$test_server" 2>/dev/null || true
        test_server=''
    fi
}
