# shellcheck shell=bash
# Sourced: a PostgreSQL for the tests alone, in a temporary folder, fast because nothing in it must survive.

# The folder of the newest server programs.
postgresql_bin() {
    local bin
    bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    [ -x "$bin/initdb" ] || bin=$(pg_config --bindir)
    printf '%s' "$bin"
}

# PostgreSQL refuses root: its programs then run as its own account, in a clean environment.
as_cluster() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups env -i PATH="$PATH" LANG=C.UTF-8 TZ=UTC "$@")
    else
        env LANG=C.UTF-8 TZ=UTC "$@"
    fi
}

# Starts it under $1 and exports DATABASE_URL, as superuser: #[sqlx::test] makes a database for each test.
start_test_database() {
    local base=$1 bin cluster=$1/cluster socket=$1/socket
    bin=$(postgresql_bin)
    mkdir "$cluster" "$socket"
    chmod 0700 "$cluster"
    if [ "$(id -u)" = 0 ]; then
        chown postgres:postgres "$cluster" "$socket"
    fi
    as_cluster "$bin/initdb" -D "$cluster" -A trust -U postgres --locale=C.UTF-8 -E UTF8 --no-sync >"$base/initdb.log"
    cat >>"$cluster/postgresql.conf" <<-SETTINGS
		listen_addresses = ''
		unix_socket_directories = '$socket'
		fsync = off
		full_page_writes = off
		synchronous_commit = off
		jit = off
		shared_buffers = 256MB
		max_connections = 200
	SETTINGS
    as_cluster "$bin/pg_ctl" start -s -w -t 60 -D "$cluster" -l "$cluster/log.txt"
    test_cluster=$cluster
    psql -X -q -h "$socket" -U postgres -d template1 -c 'create extension if not exists postgis'
    psql -X -q -h "$socket" -U postgres -d postgres -c 'create database carbet_tests'
    export DATABASE_URL="postgres://postgres@localhost/carbet_tests?host=${socket//\//%2F}"
    say "   base d'essai : $("$bin/postgres" --version)"
}

stop_test_database() {
    if [ -n "${test_cluster:-}" ]; then
        as_cluster "$(postgresql_bin)/pg_ctl" stop -s -m immediate -D "$test_cluster" || true
        test_cluster=''
    fi
}

# Makes in the test cluster the database the checked statements are compared with, and prints its address.
describe_database() {
    local address=${DATABASE_URL/carbet_tests/carbet_statements} file
    psql -X -q -d "$DATABASE_URL" -c 'create database carbet_statements'
    for file in migrations/*.sql; do
        PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -d "$address" -1 -f "$file" >/dev/null
    done
    printf '%s' "$address"
}
