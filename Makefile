# `make demo` and `make test` do all the set-up that they need on a fresh Debian machine.

SHELL := /bin/bash
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test lint bench serve verifier lock messages clean

help:
	@echo "make demo      one case from beginning to end, nothing else needed (about a minute)"
	@echo "make test      lint, types and all tests"
	@echo "make bench     the ratios against other tools (a quarter of an hour; installs restic)"
	@echo "make serve     the web pages"
	@echo "make verifier  the opponent's checker as a package of its own, in dist/"
	@echo "make setup     only the environment, in .venv"
	@echo "make lint      formatting, lint and types"
	@echo "make lock      compile the lock files again from pyproject.toml"
	@echo "make messages  take the words to translate from the code, and compile the catalogues (needs gettext)"
	@echo "make clean     remove what these made"

setup: .venv/.run

demo: .venv/.run
	$(BIN)/openhold demo

test: .venv/.test lint
	scripts/system-packages test
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest --db postgresql

lint: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.test
	scripts/system-packages bench
	$(BIN)/python -m bench

serve: .venv/.run
	$(BIN)/openhold serve

verifier: .venv/.test
	$(BIN)/uv build --quiet --wheel --no-build-isolation --out-dir dist verifier

lock: .venv/.test
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --group test --extra timestamps \
		pyproject.toml -o requirements-test.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate -c requirements-test.txt pyproject.toml \
		-o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --group build -c requirements-test.txt \
		-o requirements-build.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --group uv -o requirements-uv.txt

messages: .venv/.test
	cd src/openhold/filings && $(CURDIR)/$(BIN)/django-admin makemessages -l es --no-obsolete --add-location file
	cd src/openhold/filings && $(CURDIR)/$(BIN)/django-admin compilemessages

ENVIRONMENT := requirements-uv.txt requirements-build.txt pyproject.toml scripts/environment

.venv/.run: requirements.txt $(ENVIRONMENT)
	scripts/environment requirements.txt
	@touch $@

.venv/.test: requirements-test.txt $(ENVIRONMENT)
	scripts/environment requirements-test.txt
	@touch .venv/.run $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
