# shellcheck shell=bash
# Sourced by the other scripts, from the root of the checkout: where the tools are, how to speak, how stages are timed.

shopt -s inherit_errexit
root=$(pwd)
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export PATH="$root/.tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH:/usr/sbin:/sbin"
export target="${CARGO_TARGET_DIR:-$root/target}"
mkdir -p "$root/.carbet"

bold='' plain=''
if [ -t 1 ]; then
    bold=$(printf '\033[1m') plain=$(printf '\033[0m')
fi

say() {
    printf '%s\n' "$*"
}

# One sentence, with its remedy.
fail() {
    printf '\n%s\n' "Arrêt : $*" >&2
    exit 1
}

stage_names=()
stage_seconds=()
current_stage=''

# stage NAME COMMAND…: announces, runs, times. A failure ends the script, whose exit trap may call stage_table.
stage() {
    local name=$1 began=$SECONDS
    shift
    current_stage=$name
    printf '\n%s\n' "${bold}── $name${plain}"
    "$@"
    stage_names+=("$name")
    stage_seconds+=($((SECONDS - began)))
    current_stage=''
    say "   $name : $((SECONDS - began)) s"
}

# The budget of a stage in seconds, from the table of CONTRIBUTING.md (| stage | … | seconds |), or nothing.
budget_of() {
    [ -f CONTRIBUTING.md ] || return 0
    awk -F '|' -v stage="$1" '
        { name = $2; gsub(/[` ]/, "", name) }
        name == stage { for (i = NF; i > 2; i--) if (match($i, /[0-9]+/)) { print substr($i, RSTART, RLENGTH); exit } }
    ' CONTRIBUTING.md
}

stage_table() {
    local index budget over total=0
    printf '\n%-12s %9s %9s\n' étape secondes budget
    for index in "${!stage_names[@]}"; do
        budget=$(budget_of "${stage_names[$index]}")
        over=''
        if [ -n "$budget" ] && [ "${stage_seconds[$index]}" -gt "$budget" ]; then
            over='  au-delà du budget'
        fi
        printf '%-12s %8s %9s%s\n' "${stage_names[$index]}" "${stage_seconds[$index]}" "${budget:-–}" "$over"
        total=$((total + stage_seconds[index]))
    done
    printf '%-12s %8s\n' total "$total"
    if [ -n "$current_stage" ]; then
        say "en échec : $current_stage"
    fi
}

# Whether somebody answers on host:port.
answers() {
    local host=${1%:*} port=${1##*:}
    case $host in
        0.0.0.0 | '[::]' | '') host=127.0.0.1 ;;
    esac
    host=${host#[}
    host=${host%]}
    (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null
}
