#!/usr/bin/env bash
# The tiles as a stranger's tool reads them: GDAL decodes the six tiles of Martinique, and their counts add up to
# what the search says is located. Usage: check_tiles.sh [http://127.0.0.1:8080]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh

address=${1:-${CARBET_URL:-http://127.0.0.1:8080}}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

sum=0
for x in 337 338 339; do
    for y in 469 470; do
        tile=$folder/$x-$y.mvt
        curl -fsS -o "$tile" "$address/tiles/places/10/$x/$y.mvt"
        if [ ! -s "$tile" ]; then
            say "   10/$x/$y : vide"
            continue
        fi
        ogrinfo -ro -q -al "MVT:$tile" places >"$folder/decoded.txt"
        count=$(awk '/^ +count \(Integer/ { sum += $NF } END { print sum + 0 }' "$folder/decoded.txt")
        say "   10/$x/$y : $count fiches, $(grep -c '^OGRFeature' "$folder/decoded.txt") points"
        sum=$((sum + count))
    done
done
located=$(curl -fsS "$address/api/search?limit=0" | grep -o '"located":[0-9]*' | head -n 1 | cut -d: -f2)
[ -n "$located" ] || fail "$address/api/search?limit=0 ne dit pas combien de fiches sont situées"
[ "$sum" -gt 0 ] || fail 'les six tuiles sont vides'
[ "$sum" = "$located" ] || fail "les six tuiles comptent $sum fiches, la recherche en situe $located"
say "   somme : $sum, comme la recherche"
