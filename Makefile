# Short forms of the commands in blog.py, which `make help` lists, and the tools for its development.

PYTHON ?= python3
BLOG = $(PYTHON) blog.py
DEV = $(PYTHON) blog.py --dev
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

# Text of these variables is for commands of blog.py: neither make nor a shell expands it.
unexport TITLE NAME WEEK POST

# An option is set by any word but those for no: make deploy TO=folder DRY_RUN=1
on = $(filter-out 0 no off false No Off False NO OFF FALSE,$(value $1))

.PHONY: help html serve check publish deploy test lint format bench lock clean new author digest related

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | while IFS='|' read -r name what; do printf '%-14s %s\n' "$$name" "$$what"; done
	@$(BLOG)

html: ## build output/ for reading on this computer
	@$(BLOG) build

serve: ## show the site on this computer, drafts included, and show every save (PORT=8000, OPEN=1 opens the browser)
	@$(BLOG) serve $(if $(PORT),--port $(PORT)) $(if $(call on,OPEN),--open)

check: ## check the posts and output/ (EXTERNAL=1 checks links to other sites, WATCH=1 on every save, JSON=1)
	@$(BLOG) check $(if $(call on,EXTERNAL),--external) $(if $(call on,JSON),--json) $(if $(call on,WATCH),--watch)

publish: ## build and check output/ for readers: SITEURL=https://example.org make publish
	@$(BLOG) publish

deploy: ## send output/ to its destination: make deploy TO=folder (DRY_RUN=1, ROLLBACK=1, YES=1)
	@$(BLOG) deploy $(if $(call on,DRY_RUN),--dry-run) $(if $(call on,ROLLBACK),--rollback) $(if $(call on,YES),--yes) $(TO)

test: ## run the tests
	@$(DEV) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: ## check format, style and types
	@$(DEV) -m ruff format --check .
	@$(DEV) -m ruff check .
	@$(DEV) -m mypy

format: ## format the code
	@$(DEV) -m ruff format .
	@$(DEV) -m ruff check --fix .

bench: ## measure builds beside other generators, plugins and “Also read”: an hour (SHORT=1: some minutes, a part)
	@$(DEV) -m benchmarks.build --install $(if $(call on,SHORT),--corpora 300 --rounds 1 --saves 2)
	@$(DEV) -m benchmarks.plugins $(if $(call on,SHORT),--posts 300 --runs 1)
	@$(if $(call on,SHORT),,$(DEV) -m benchmarks.related_cost)
	@$(if $(call on,SHORT),,$(DEV) -m benchmarks.related_scores)

lock: ## write the lock files from pyproject.toml (needs uv)
	$(LOCK) --extra deploy --extra fonts --extra heic --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra deploy --constraint requirements-dev.lock --output-file requirements-deploy.lock
	$(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

clean: ## empty output/ and remove all that commands set up, .venv included
	@if [ -L output ]; then echo "output is a link; its target is kept"; \
	elif [ -e output/.git ]; then echo "output is a git repository; it is kept"; \
	elif [ -d output ]; then find output -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +; fi
	@rm -rf .output-* .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache

new:
	@echo 'make does not take text; use: python3 blog.py new "What happened"' >&2; exit 2

author:
	@echo 'make does not take text; use: python3 blog.py author "Full Name"' >&2; exit 2

digest:
	@echo 'make does not take text; use: python3 blog.py digest 2025-W47' >&2; exit 2

related:
	@echo 'make does not take text; use: python3 blog.py related my-post' >&2; exit 2
