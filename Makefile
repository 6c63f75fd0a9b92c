# Two commands do everything on a fresh Debian or Ubuntu machine; the rest is for those who change Carbet.
.PHONY: run test check-real bench fmt sqlx

# Installs what is missing, builds, starts a private PostgreSQL, loads the demo, serves http://127.0.0.1:8080.
run:
	@exec scripts/run.sh

# Everything the continuous integration runs.
test:
	@exec .ci/run

# The tests on real files, which stay outside the repository (../shared).
check-real:
	@exec scripts/check_real.sh

bench:
	@exec scripts/bench.sh

fmt:
	@cargo fmt --all

# Rewrites .sqlx, the cache of checked statements, after a change of SQL.
sqlx:
	@exec scripts/sqlx.sh
