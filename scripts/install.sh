#!/usr/bin/env bash
# Installs what this machine lacks: `install.sh run` to build and serve, `install.sh test` for the tests as well.
# Quick when nothing is missing. Debian 12 and 13, Ubuntu 24.04; as root, or as a user who may use sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh

purpose=${1:-run}
log=$root/.carbet/install.log
# shellcheck source=scripts/install_postgresql.sh
. scripts/install_postgresql.sh
# shellcheck source=scripts/install_node.sh
. scripts/install_node.sh
# shellcheck source=scripts/install_rust.sh
. scripts/install_rust.sh

distribution=$(sed -n 's/^\(ID\|VERSION_ID\)="\{0,1\}\([^"]*\)"\{0,1\}$/\2/p' /etc/os-release 2>/dev/null | sort -r | xargs || true)

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

# apt-get, without a question, waiting for another installation to end. Its words go to the log; a person who
# watches sees which package it is at.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -y -o DPkg::Lock::Timeout=600 \
        -o Dpkg::Use-Pty=0 "$@" </dev/null 2>&1 | tee -a "$log" | show_progress
}

show_progress() {
    if [ ! -t 1 ]; then
        cat >/dev/null
        return
    fi
    awk '/^(Get:|Unpacking|Setting up)/ { printf "\r\033[K     %.70s", $0; fflush() } END { printf "\r\033[K" }'
}

# Packages out of a list that are not installed.
missing_of() {
    local package installed
    # dpkg-query fails when it does not know one of them: that is an answer too.
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -qx "$package installed" <<<"$installed" || printf '%s\n' "$package"
    done
}

has_browser() {
    [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null
}

wanted_packages() {
    missing_of build-essential pkg-config curl ca-certificates git fonts-dejavu-core
    if ! node_is_ready && ! command -v npm >/dev/null; then
        printf '%s\n' nodejs npm
    fi
    if [ "$purpose" = test ]; then
        command -v ogrinfo >/dev/null || printf '%s\n' gdal-bin
        # Ubuntu's chromium package is a stub for its snap: a browser is to be given there.
        case $distribution in
            ubuntu*) has_browser || fail "les tests veulent un navigateur : installez Chromium et donnez son chemin, par exemple CHROMIUM=/opt/chromium/chrome make test" ;;
            *) has_browser || printf '%s\n' chromium ;;
        esac
    fi
}

check_may_install() {
    command -v apt-get >/dev/null ||
        fail "cette machine n'est ni Debian ni Ubuntu ; installez vous-même : $*"
    if [ "$(id -u)" != 0 ] && ! { command -v sudo >/dev/null && sudo -v; }; then
        fail "il manque des paquets et ce compte ne peut pas les installer ; en root : apt-get install $*"
    fi
    case $distribution in
        'debian 12' | 'debian 13' | 'ubuntu 24.04') ;;
        *) say "   $distribution n'a pas été essayée ; on continue" ;;
    esac
}

install_packages() {
    local packages=("$@") package
    for package in "${packages[@]}"; do
        say "   + $package"
    done
    apt install --no-install-recommends "${packages[@]}" ||
        fail "apt-get n'a pas pu installer ${packages[*]} ; la raison est à la fin de $log"
}

# Root serves under an account of its own.
ensure_account() {
    if [ "$(id -u)" = 0 ] && ! getent passwd carbet >/dev/null; then
        say '   + compte système carbet'
        useradd --system --user-group --no-create-home --shell /usr/sbin/nologin carbet
    fi
}

list=$(wanted_packages)
if [ -n "$list" ] || needs_postgresql; then
    packages=()
    [ -z "$list" ] || mapfile -t packages <<<"$list"
    lacking=("${packages[@]}")
    ! needs_postgresql || lacking+=(postgresql postgresql-postgis)
    check_may_install "${lacking[@]}"
    say '   liste des paquets…'
    apt update || fail "apt-get update a échoué : vérifiez l'accès au réseau ; la raison est à la fin de $log"
    [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
    ! needs_postgresql || install_postgresql
fi
ensure_account
ensure_node
ensure_rust
