# Every target works on a fresh machine with Python 3.11 or later; nothing is installed by hand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCRIPTS := scripts/audit scripts/bench scripts/fonts scripts/reference scripts/screenshots scripts/staff_pictures

.DEFAULT_GOAL := help
.PHONY: help site test screenshots audit bench serve check lint lock

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

site: $(VENV)/run  ## the whole site, into site/
	$(BIN)/catalogue build

serve: $(VENV)/run  ## the site at http://127.0.0.1:8000, each page as its record says now
	$(BIN)/catalogue serve

check: $(VENV)/run  ## every finding of the records
	$(BIN)/catalogue check

test: $(VENV)/dev  ## every test, in a browser too
	@echo "== browser"
	scripts/browser
	@echo "== web server"
	scripts/webserver
	@echo "== tests"
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

screenshots: $(VENV)/dev site  ## pictures of the main pages, into .cache/screenshots/
	scripts/browser
	$(BIN)/python scripts/screenshots

audit: $(VENV)/dev site  ## the site as a phone sees it: Lighthouse, axe, HTML, links; needs Node and Java
	scripts/browser
	$(BIN)/python scripts/audit

bench: $(VENV)/dev  ## a build measured at 205 and 6,500 records, beside Hugo and the bare writing of its bytes
	$(BIN)/python scripts/bench

lint: $(VENV)/dev  ## style and types, the workflows, and the form of the records
	@echo "== style"
	$(BIN)/ruff check . $(SCRIPTS)
	$(BIN)/ruff format --check . $(SCRIPTS)
	@echo "== types"
	$(BIN)/mypy
	@echo "== workflows"
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-actions .github/actions/*/action.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@echo "== records"
	$(BIN)/catalogue fmt --check

lock: $(VENV)/dev  ## pin the dependencies again, with their hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml --group dev -o requirements-dev.txt

$(VENV)/run: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
