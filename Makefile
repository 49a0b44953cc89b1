# Every verb a person needs here. `make` alone explains itself.

.DEFAULT_GOAL := help
PYTHON_IN := .venv/bin/python
MANAGE := $(PYTHON_IN) manage.py
CODE := accounts articles benchmarks config forum manage.py tests
LISTS = $(or $(CORPORA),../shared/corpora)

# Where it is measured, how often, and in how large a world.
MEASURED = --database $(or $(DATABASE),sqlite) $(if $(ROUNDS),--rounds $(ROUNDS)) \
	$(if $(ARTICLES),--articles $(ARTICLES)) $(if $(HUGE),--huge $(HUGE))

# What `check --deploy` is shown: made up, and complete.
PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production \
	SECRET_KEY=$$($(PYTHON_IN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DATABASE_URL=sqlite://:memory: SITE_URL=https://footnote.example EMAIL_URL=consolemail://

.PHONY: help run debug moderator test thorough unit integration browser corpora previews coverage bench \
	bench-data bench-http bench-visit install install-base format lint types imports check messages lock clean

help: ## Name the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: install-base ## Run the site on 127.0.0.1:8000 with its sample article; PORT=8123 moves it
	@exec $(PYTHON_IN) -m config.local

debug: install-base ## The same with DEBUG on
	@FOOTNOTE_DEBUG=1 exec $(PYTHON_IN) -m config.local

moderator: install-base ## Draw another password for the local moderator
	@exec $(PYTHON_IN) -m config.local moderator

test: install ## Everything: on SQLite, on PostgreSQL, in Chromium; as in .ci/run with REQUIRE_ALL=1 COVERAGE=1
	@exec $(PYTHON_IN) -m tests.run

thorough: install ## The same, and of what chance tries, all; takes several times as long
	@THOROUGH=1 exec $(PYTHON_IN) -m tests.run

unit: install ## The tests that need no database
	@$(PYTHON_IN) -m pytest tests/unit

integration: install ## The tests that need a database: SQLite, or DATABASE_URL
	@$(PYTHON_IN) -m pytest tests/integration

browser: install ## The tests that need Chromium
	@$(PYTHON_IN) -m pytest tests/browser

corpora: install ## The long lists of hostile input that are kept beside the checkout
	@test -d $(LISTS) || { echo "There is no $(LISTS) here: CORPORA=… names the folder."; exit 1; }
	@THOROUGH=1 CORPORA=$(LISTS) $(PYTHON_IN) -m pytest -n 2 tests/corpora tests/browser/test_hostile_texts.py \
		tests/integration/forum/test_hostile_texts_in_forms.py \
		tests/integration/forum/test_hostile_texts_on_pages.py

bench-data: install ## Build the world that is measured, in var/; ARTICLES=… HUGE=… size it
	@$(PYTHON_IN) -m benchmarks data $(MEASURED)

bench: install ## Print what pages and deeds cost; DATABASE=postgresql ROUNDS=… ARTICLES=… HUGE=…
	@$(PYTHON_IN) -m benchmarks pages sources deeds $(MEASURED)

bench-http: install ## Print requests a second of gunicorn under wrk, beside plain views
	@$(PYTHON_IN) -m benchmarks http $(MEASURED)

bench-visit: install ## Print how long a phone waits for words that was never here, beside style sheets apart
	@$(PYTHON_IN) -m benchmarks visit $(MEASURED)

previews: install ## All the texts whose preview must be the reply; DATABASE_URL as in integration
	@THOROUGH=1 $(PYTHON_IN) -m pytest -n 2 \
		tests/integration/forum/test_previewing_whatever_is_written.py

coverage: install ## What the last `COVERAGE=1 make test` reached, file by file
	@$(PYTHON_IN) -m coverage report --data-file=var/coverage/all --skip-covered --show-missing

install: ## Build .venv with all that tests and checks need
	@sh requirements/install.sh development

install-base:
	@sh requirements/install.sh base

format: install ## Put code and templates in shape
	@$(PYTHON_IN) -m ruff check --quiet --fix-only $(CODE)
	@$(PYTHON_IN) -m ruff format --quiet $(CODE)
	@$(PYTHON_IN) -m djlint --quiet --reformat templates || true

lint: install ## Ask ruff and djLint
	@$(PYTHON_IN) -m ruff check $(CODE)
	@$(PYTHON_IN) -m ruff format --check $(CODE)
	@$(PYTHON_IN) -m djlint --lint --quiet templates
	@$(PYTHON_IN) -m djlint --check templates

types: install ## Ask mypy
	@$(PYTHON_IN) -m mypy $(CODE)

imports: install ## Ask import-linter: imports run downwards
	@$(PYTHON_IN) -c 'from importlinter.cli import lint_imports_command as ask; ask()'

check: lint types imports ## All of these, missing migrations, and the deployment checks
	@DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

messages: install ## Gather and compile the words to translate (needs gettext)
	@mkdir -p locale
	@$(MANAGE) makemessages --locale en --no-location --ignore '.venv/*' --ignore 'var/*'
	@$(MANAGE) compilemessages --ignore '.venv/*'

lock: ## Resolve pyproject.toml anew into requirements/*.txt
	@sh requirements/lock.sh

clean: ## Remove what was built; the data in var/ stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf var/static var/static-of-tests* var/coverage var/test-* var/letters-* .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
