# shellcheck shell=bash
# Sourced: the debug server, on the demo and a private cluster of its own, for the browser and the tile checks.

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

# Starts it on data under $1 and exports CARBET_URL.
start_test_server() {
    local port
    port=$(free_port)
    export CARBET_URL="http://127.0.0.1:$port"
    test_server_log=$root/.carbet/test-server.log
    (
        unset DATABASE_URL
        export CARBET_DATA_DIR=$1/data CARBET_SNAPSHOT_KEY_FILE=$1/keys/snapshot.key CARBET_LISTEN=127.0.0.1:$port
        "$target/debug/carbet" demo
        exec "$target/debug/carbet" serve
    ) >"$test_server_log" 2>&1 &
    test_server=$!
    # The debug build loads the demo in a minute or two on two slow processors.
    for _ in $(seq 600); do
        if curl -fsS -o /dev/null "$CARBET_URL/readyz" 2>/dev/null; then
            say "   $CARBET_URL"
            return
        fi
        kill -0 "$test_server" 2>/dev/null || break
        sleep 0.5
    done
    tail -n 30 "$test_server_log" >&2
    fail "le serveur d'essai n'a pas démarré ; son journal est $test_server_log"
}

# SIGINT is what Ctrl-C sends; the server stops its cluster before it leaves.
stop_test_server() {
    if [ -n "${test_server:-}" ]; then
        kill -TERM "$test_server" 2>/dev/null || true
        wait "$test_server" 2>/dev/null || true
        test_server=''
    fi
}
