# make demo: set up and show the first answers.  make test: set up and run every check.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
GRAMMAR := tests/grammar/node_modules/.package-lock.json
PURE_OMIT := ecograph/cli/*,ecograph/refresh/*,ecograph/sources/*,ecograph/stores/*,ecograph/bundled.py,ecograph/__main__.py

.PHONY: demo test quick bench bench-map bench-report pictures format lock generate clean

demo: .venv/installed
	$(BIN)/ecograph demo

test: .venv/installed-dev $(GRAMMAR)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy -p benchmarks
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --skip-covered
	$(BIN)/coverage report --omit='$(PURE_OMIT)' --fail-under=100 --format=total

quick: .venv/installed-dev
	$(BIN)/python -m pytest -m "not slow and not browser" -n auto

# make bench SIZES="bundled health" does only some; REPORT=out/bench.md writes elsewhere.
SIZES ?= bundled health horizon generated
REPORT ?= docs/benchmarks.md

bench: .venv/installed-dev
	mkdir -p out
	SIZES="$(SIZES)" $(BIN)/python -m pytest -o addopts= -o filterwarnings= -p no:cacheprovider -v \
	  --benchmark-disable-gc --benchmark-quiet --benchmark-json=out/benchmarks.json \
	  benchmarks/test_speed.py benchmarks/test_null_models.py benchmarks/test_set_overlaps.py benchmarks/test_cypher.py \
	  benchmarks/test_map.py benchmarks/test_report.py
	$(BIN)/python -m benchmarks.report out/benchmarks.json $(REPORT)

# The map alone, a few minutes; the rest of the report stays that of the last `make bench`.
bench-map: .venv/installed-dev
	$(BIN)/python -m pytest -o addopts= -o filterwarnings= -p no:cacheprovider -v --benchmark-disable-gc \
	  --benchmark-quiet --benchmark-json=out/map.json benchmarks/test_map.py
	$(BIN)/python -m benchmarks.report out/benchmarks.json out/map.json $(REPORT)

# The report alone, three minutes, likewise.
bench-report: .venv/installed-dev
	$(BIN)/python -m pytest -o addopts= -o filterwarnings= -p no:cacheprovider -v --benchmark-disable-gc \
	  --benchmark-quiet --benchmark-json=out/report.json benchmarks/test_report.py
	$(BIN)/python -m benchmarks.report out/benchmarks.json out/map.json out/report.json $(REPORT)

# The pictures of the map in the documents, by Chromium.
pictures: .venv/installed-dev
	PYTHONPATH=tests $(BIN)/python -m benchmarks.pictures docs/pictures

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Files that are made from the code: docs/data-model.md, docs/metrics.md, docs/sources.md and cypher/schema.
generate: .venv/installed-dev
	$(BIN)/python -m pytest tests/test_generated.py --regenerate --quiet

lock: .venv/installed-dev
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements-dev.lock

clean:
	rm -rf .venv out build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  tests/grammar/node_modules

# The embedded engine comes last, by its range in pyproject.toml instead of by hash, since its old patch releases vanish
# from the index. Without it only `ecograph query` has less to offer.
EMBEDDED := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["embedded"])

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@engine=$$($(BIN)/python -c '$(EMBEDDED)') && \
	if ! $(PIP) -qq install --no-deps --only-binary=:all: "$$engine"; then \
	  echo "The engine of 'ecograph query' could not be installed; all else works." \
	    "To try again: $(BIN)/python -m pip install --no-deps --only-binary=:all: '$$engine'"; \
	fi
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Neo4j's own grammar, which the tests run on every Cypher file.
$(GRAMMAR): tests/grammar/package.json tests/grammar/package-lock.json tests/grammar/.npmrc
	@if command -v npm >/dev/null; then cd tests/grammar && npm ci && touch node_modules/.package-lock.json; \
	else echo "npm is not there, so the tests skip Neo4j's grammar check of the Cypher files."; fi
