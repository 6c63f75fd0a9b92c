# shellcheck shell=bash
# Sourced by install.sh: a Node recent enough for the web tools, the machine's own or one beside the checkout.

# From install.sh.
: "${root:?}" "${log:?}"

# What the web's package.json asks for ("engines"), and what is installed when the machine's is older.
node_least='22.19.0'
node_given='node@22.23.3'
npm_given='npm@11'

# Whether version $1 is at least version $2.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

node_is_ready() {
    local version
    version=$(node --version 2>/dev/null) && command -v npm >/dev/null && at_least "${version#v}" "$node_least"
}

ensure_node() {
    node_is_ready && return 0
    say "   + $node_given dans .tools"
    # The machine's npm fetches a newer Node and npm; it is old, and need not do more.
    npm install --prefix "$root/.tools" --no-audit --no-fund --loglevel=error "$node_given" "$npm_given" >>"$log" 2>&1 ||
        fail "npm n'a pas pu installer $node_given ; la raison est à la fin de $log"
    hash -r
    node_is_ready || fail "Node $node_least ou plus récent est nécessaire ; installez-le, puis relancez"
}
