# Every command of the project. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

# What these hold reaches a command through the environment, where the shell reads neither a quote nor a
# backtick in it; each command that takes one keeps its $ by `value`. Two lines, because GNU make 3.81,
# which macOS ships, refuses `override export` in one.
export PORT TITLE NAME WEEK POST TO DEST

# A variable that is set, and not to a word for no.
on = $(filter-out 0 no off false No Off False NO OFF FALSE,$(value $1))

.PHONY: help html serve new author digest related check publish deploy test lint format bench lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '%-14s %s\n' "$$name" "$$what"; done

html: .venv/site ## build output/ for reading here
	@$(RUN) -m newsroom.commands.build

serve: override PORT := $(value PORT)
serve: .venv/site ## show the site here, drafts included, and rebuild on save (PORT=8000)
	@$(RUN) -m newsroom.commands.serve --port "$$PORT"

new: override TITLE := $(value TITLE)
new: .venv/site ## start a post: make new TITLE="What happened" (EDIT=1 opens it)
	@$(RUN) -m newsroom.commands.new $(if $(call on,EDIT),--edit) -- "$$TITLE"

author: override NAME := $(value NAME)
author: .venv/site ## add an author: make author NAME="Full Name" (EDIT=1 opens the profile)
	@$(RUN) -m newsroom.commands.author $(if $(call on,EDIT),--edit) -- "$$NAME"

digest: override WEEK := $(value WEEK)
digest: .venv/site ## put the posts of a week together, as a page and as mail: make digest WEEK=2025-W47
	@$(RUN) -m newsroom.commands.digest -- "$$WEEK"

related: override POST := $(value POST)
related: .venv/site ## explain what stands under “Also read” of a post: make related POST=slug
	@$(RUN) -m newsroom.commands.related -- "$$POST"

check: .venv/site ## report on the posts and on output/ (EXTERNAL=1 links outside too, WATCH=1 on every save, JSON=1)
	@$(RUN) -m newsroom.commands.check $(if $(call on,EXTERNAL),--external) $(if $(call on,JSON),--json) $(if $(call on,WATCH),--watch)

publish: .venv/site ## build and check output/ for readers: SITEURL=https://example.org make publish
	@$(RUN) -m newsroom.commands.build --production

deploy: override TO := $(value TO)
deploy: override DEST := $(value DEST)
deploy: .venv/$(if $(filter s3,$(value TO)),deploy,site) ## put output/ where readers find it: make deploy TO=folder (DRY_RUN=1, ROLLBACK=1, YES=1)
	@$(RUN) -m newsroom.commands.deploy $(if $(call on,DRY_RUN),--dry-run) $(if $(call on,ROLLBACK),--rollback) $(if $(call on,YES),--yes) -- "$$TO"

test: .venv/dev ## run the tests
	@$(RUN) -m pytest --numprocesses auto --dist loadfile

lint: .venv/dev ## check format, style and types
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy

format: .venv/dev ## put code into the house format
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .

bench: .venv/dev ## measure the build against plain Pelican, each plugin, and “Also read”
	@$(RUN) -m benchmarks.build
	@$(RUN) -m benchmarks.plugins
	@$(RUN) -m benchmarks.related_cost
	@$(RUN) -m benchmarks.related_scores

lock: ## write the lock files anew from pyproject.toml (needs uv)
	$(LOCK) --extra deploy --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra deploy --constraint requirements-dev.lock --output-file requirements-deploy.lock
	$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

clean: ## empty output/ and remove all that commands set up, .venv included
	@if [ -L output ]; then echo "output is a link; what it leads to stays as it is"; \
	elif [ -e output/.git ]; then echo "output is a git repository; it stays as it is"; \
	elif [ -d output ]; then find output -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +; fi
	@rm -rf .output-* .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache

# The environment: made once, and again only when a lock file changes.

.venv/site: requirements.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("This needs Python 3.11 or newer; name one, as in: make PYTHON=python3.12")'
	@echo "setting up .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.lock
	@touch $@

.venv/deploy: .venv/site requirements-deploy.lock
	@echo "setting up what S3 needs (once)"
	@$(PIP) -r requirements-deploy.lock
	@touch $@

.venv/dev: .venv/site requirements-dev.lock
	@echo "setting up the tests (once)"
	@$(PIP) -r requirements-dev.lock
	@touch $@
