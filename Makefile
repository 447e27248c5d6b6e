# make demo   environment, install; checks and draws the cable television story
# make test   environment, every test
# The rest is for those who work on the project: see `make help`.

.DEFAULT_GOAL := help
.PHONY: help demo test proof lint bench examples docs wheel smoke vsix clean

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
STORY := examples/cable-tv-as-is
PYTEST := $(BIN)/python -m pytest

# The first Python that is new enough and can make an environment; PYTHON=... chooses another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo "$$python"; break; fi; done)

help:
	@echo "make demo      install into .venv, check and draw the cable television story"
	@echo "make test      install into .venv, run every test"
	@echo "make lint      style, format and types"
	@echo "make proof     the tests with the full number of generated cases"
	@echo "make bench     measure beside D2, write docs/benchmarks.md"
	@echo "make examples  draw the pictures beside the examples again"
	@echo "make docs      write the generated pages of docs/ again"
	@echo "make wheel     build the source distribution and, from it, the wheel"
	@echo "make smoke     try the wheel in an empty environment of each Python found"
	@echo "make vsix      build the extension for VS Code (needs Node 20)"
	@echo "make clean     remove all that these commands made outside version control"

demo: .venv/installed
	@echo
	@echo "\$$ blueprint check $(STORY).blueprint"
	@$(BIN)/blueprint check "$(STORY).blueprint"; status=$$?; [ $$status -le 1 ] || exit $$status
	@echo
	@mkdir -p build
	@echo "\$$ blueprint render $(STORY).blueprint -o build/cable-tv-as-is.svg"
	@$(BIN)/blueprint render "$(STORY).blueprint" -o build/cable-tv-as-is.svg; status=$$?; [ $$status -le 1 ] || exit $$status
	@echo
	@echo "The picture is $(CURDIR)/build/cable-tv-as-is.svg - open it in a browser."

test: .venv/tested
	@$(PYTEST) -q

proof: .venv/tested
	@PROOF=1 $(PYTEST) -q

lint: .venv/linted
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

bench: .venv/benched
	@$(BIN)/python -m bench $(BENCH)

examples: .venv/installed
	@for file in examples/*.blueprint; do \
		$(BIN)/blueprint render "$$file" -o "$${file%.blueprint}.svg" || [ $$? -eq 1 ] || exit 2; \
	done
	@sed -n 's/^\$$ \(blueprint render .* -o docs.*\)/\1/p' docs/drawing.md | PATH="$(CURDIR)/$(BIN):$$PATH" sh -e

docs: .venv/installed
	@$(BIN)/python -m blueprint.docs
	@$(BIN)/python -m blueprint.editors.textmate

wheel: .venv/tested
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation --outdir dist .

smoke: wheel
	@$(BIN)/python tests/packaging/smoke.py dist/*.whl

vsix:
	@mkdir -p dist && rm -f editors/vscode/*.vsix
	@cd editors/vscode && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent vsix
	@mv editors/vscode/*.vsix dist/

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis editors/vscode/node_modules editors/vscode/dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. Each file below says what was installed; it is older than pyproject.toml when something may be missing.
.venv/made:
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
		echo "Blueprint needs Python 3.11 or newer with its venv module, and found none." >&2; \
		echo "Install it (on Debian and Ubuntu: apt install python3 python3-venv), or say: make PYTHON=/path/to/python3" >&2; \
		exit 2; \
	fi; \
	echo "Making .venv with $$("$$python" --version) ..."; \
	"$$python" -m venv --clear .venv
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --upgrade "pip>=25.1"
	@touch $@

.venv/installed: .venv/made pyproject.toml
	@echo "Installing Blueprint ..."
	@$(BIN)/python -m pip --quiet install --editable .
	@touch $@

.venv/tested: .venv/installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip --quiet install --group test
	@touch $@

.venv/linted: .venv/tested
	@$(BIN)/python -m pip --quiet install --group dev
	@touch $@

.venv/benched: .venv/installed
	@echo "Installing D2, to measure beside it ..."
	@$(BIN)/python -m pip --quiet install --group bench
	@touch $@
