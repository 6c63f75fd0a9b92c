# shellcheck shell=bash
# Sourced by install.sh: PostgreSQL with PostGIS from the distribution, without the cluster it would start by itself.

# From install.sh.
: "${purpose:?}"

creation=/etc/postgresql-common/createcluster.conf
kept=$creation.before-carbet

has_postgresql() {
    local share
    for share in /usr/share/postgresql/*/extension/postgis.control; do
        share=${share#/usr/share/postgresql/}
        [ -x "/usr/lib/postgresql/${share%%/*}/bin/initdb" ] && return 0
    done
    [ -x "$(pg_config --bindir 2>/dev/null)/initdb" ] && [ -f "$(pg_config --sharedir)/extension/postgis.control" ]
}

# With DATABASE_URL another database is used, and nothing private is started; the tests always start their own.
needs_postgresql() {
    { [ "$purpose" = test ] || [ -z "${DATABASE_URL:-}" ]; } && ! has_postgresql
}

restore_creation() {
    if [ -f "$kept" ]; then
        as_root mv -f "$kept" "$creation"
    fi
}

install_postgresql() {
    local version
    version=$(LC_ALL=C apt-cache policy postgresql | awk '/Candidate:/ { print $2 }')
    version=${version%%+*}
    case $version in
        '' | *[!0-9]*) fail "la distribution ne propose pas le paquet « postgresql » : vérifiez les sources d'apt (main, et universe sur Ubuntu)" ;;
    esac
    # A run that was cut in the middle may have left its change.
    restore_creation
    if [ -n "$(missing_of postgresql-common)" ]; then
        install_packages postgresql-common
    fi
    trap restore_creation EXIT
    as_root cp -p "$creation" "$kept"
    as_root sed -i '/^[# ]*create_main_cluster/d' "$creation"
    printf 'create_main_cluster = false\n' | as_root tee -a "$creation" >/dev/null
    install_packages "postgresql-$version" "postgresql-$version-postgis-3"
    restore_creation
    trap - EXIT
}
