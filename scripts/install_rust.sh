# shellcheck shell=bash
# Sourced by install.sh: the compiler of rust-toolchain.toml, by rustup unless the machine's cargo will do.

# From install.sh.
: "${root:?}" "${log:?}"

rust_wanted=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)

# rustup serves one toolchain by number; a cargo without rustup will do when it is as recent and complete.
rust_is_ready() {
    local version tool
    if command -v rustup >/dev/null; then
        rustup toolchain list 2>/dev/null | grep -q "^$rust_wanted-" || return 1
    else
        version=$(cargo --version 2>/dev/null | cut -d' ' -f2)
        [ -n "$version" ] && at_least "$version" "$rust_wanted" || return 1
    fi
    for tool in cargo rustc rustfmt cargo-clippy; do
        command -v $tool >/dev/null || return 1
    done
}

install_rustup() {
    local candidate source
    candidate=$(LC_ALL=C apt-cache policy rustup 2>/dev/null | awk '/Candidate:/ { print $2 }')
    # The distribution's rustup would remove its own cargo, if somebody here uses it.
    if [ -n "$candidate" ] && [ "$candidate" != '(none)' ] && ! command -v cargo >/dev/null; then
        check_may_install rustup
        install_packages rustup
        return
    fi
    say '   + rustup'
    # The official site, then the place it sends to.
    for source in https://sh.rustup.rs https://static.rust-lang.org/rustup/rustup-init.sh; do
        if curl --proto '=https' --tlsv1.2 -sSf "$source" -o "$root/.carbet/rustup-init.sh" 2>>"$log"; then
            sh "$root/.carbet/rustup-init.sh" -y --no-modify-path --default-toolchain none --profile minimal \
                >>"$log" 2>&1 && return
        fi
    done
    fail "rustup n'a pas pu être installé : vérifiez l'accès au réseau, ou installez Rust $rust_wanted ; la raison est à la fin de $log"
}

ensure_rust() {
    rust_is_ready && return 0
    command -v rustup >/dev/null || install_rustup
    hash -r
    say "   + Rust $rust_wanted"
    rustup toolchain install "$rust_wanted" --profile minimal --component rustfmt --component clippy >>"$log" 2>&1 ||
        fail "rustup n'a pas pu installer Rust $rust_wanted : vérifiez l'accès au réseau ; la raison est à la fin de $log"
}
