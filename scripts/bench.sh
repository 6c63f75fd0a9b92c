#!/usr/bin/env bash
# The benchmarks of the pure crates; BENCHMARKS.md says what the figures mean and on which machine they were taken.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/stages.sh
. scripts/stages.sh

stage install scripts/install.sh run
SQLX_OFFLINE=true stage mesures cargo bench -p carbet-tiles -p carbet-search
