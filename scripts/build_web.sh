#!/usr/bin/env bash
# Builds the web application when its sources are newer than what was built. The server embeds the result.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh
cd web

modules=node_modules/.package-lock.json
if [ ! -f "$modules" ] || [ package-lock.json -nt "$modules" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch "$modules"
fi
newer=$(find . \( -name node_modules -o -name dist -o -name browser \) -prune -o -type f -newer dist/index.html -print -quit 2>/dev/null || true)
if [ ! -f dist/index.html ] || [ -n "$newer" ]; then
    npm run --silent build
    touch dist/index.html
else
    say '   rien de nouveau'
fi
