# From a bare machine: Python 3.11 or newer, make, and a package registry; nothing else.
# Each target makes .venv first where it is missing or older than the lock.

VENV := .venv
BIN := $(VENV)/bin
# The first of these that is new enough; `make PYTHON=/path/to/python ...` overrides it.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)
# --no-compile: Python compiles a module when it is first imported, most never are.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

# So it must be allowed to keep what it compiled: each process of a crawl, and each of the hundreds
# that the tests start, would take a second and a half to compile the same modules anew.
unexport PYTHONDONTWRITEBYTECODE

# The lock names every package, so pip must not resolve anything itself: with --no-deps no pip
# crashes on an extra, or leaves one out, as pip 23 does with lxml[html_clean].
define install
	$(PIP_INSTALL) --no-deps --requirement $(1)
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	touch $@
endef

.DEFAULT_GOAL := help
.PHONY: help setup demo test crawl lint bench bench-crawl bench-dedup bench-dedup-size bench-english bench-fuzz bench-kill bench-search bench-spam bench-throughput quality lock clean-demo

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: $(VENV)/.installed ## make .venv: afterwards .venv/bin/scrapy and .venv/bin/govnews work

demo: $(VENV)/.installed ## crawl the five sample sites on loopback and search what was archived
	$(BIN)/python -m crawler.demo

crawl: $(VENV)/.installed ## crawl the catalogue in seeds/ into data/
	$(BIN)/scrapy crawl gov_news

test: $(VENV)/.installed-test ## run the whole test suite
	$(BIN)/pytest

lint: $(VENV)/.installed-test ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(VENV)/.installed-test ## measure how well pages are read, against the floors
	$(BIN)/python -m tests.bench.quality

bench: $(VENV)/.installed-test ## measure CPU time a page beside trafilatura
	$(BIN)/python -m tests.bench.speed

bench-crawl: $(VENV)/.installed-test ## crawl a fake web: recall, precision, manners
	$(BIN)/python -m tests.bench.crawl

bench-dedup: $(VENV)/.installed-test ## reprints found, other news in the same words kept apart
	$(BIN)/python -m tests.bench.dedup

bench-dedup-size: $(VENV)/.installed-test ## what a lookup costs with a million signatures on disk
	$(BIN)/python -m tests.bench.dedup_size

bench-english: $(VENV)/.installed-test ## measure how well the pages in GOVNEWS_ENGLISH are read
	$(BIN)/python -m tests.bench.english

bench-throughput: $(VENV)/.installed-test ## measure pages a second and memory beside a bare Scrapy spider
	$(BIN)/python -m tests.bench.throughput

bench-fuzz: $(VENV)/.installed-test ## take 1,000 mutated pages through all stages
	$(BIN)/python -m tests.bench.fuzz

bench-kill: $(VENV)/.installed-test ## kill a crawl 20 times; it must end like an undisturbed one
	$(BIN)/python -m tests.bench.kill

bench-search: $(VENV)/.installed-test ## measure search over a million generated articles on both databases
	$(BIN)/python -m tests.bench.search

bench-spam: $(VENV)/.installed-test ## injected spam found, clean text left alone
	$(BIN)/python -m tests.bench.spam

clean-demo: $(VENV)/.installed ## remove the archive that `make demo` left; never another one
	$(BIN)/python -c 'from crawler.demo.archive import choose_archive; choose_archive().clear()'

lock: | $(BIN)/python ## write the lock files anew; UPGRADE=--upgrade takes newer versions
	$(PIP_INSTALL) uv
	$(call compile,requirements.lock,what the program needs,)
	$(call compile,requirements-test.lock,what the program and its tests need,--extra test --constraint requirements.lock)

# setuptools builds the project itself, without build isolation, so the lock pins it too.
define compile
	echo 'setuptools>=77' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		$(UPGRADE) $(3) --output-file $(1) pyproject.toml - >/dev/null
	{ echo '# Exactly $(2): Linux, macOS, Windows; Python 3.11 and newer.'; \
	echo '# Written by `make lock` from pyproject.toml; install it with pip install --no-deps.'; \
	grep -v '^#' $(1); } > $(1).new
	mv $(1).new $(1)
endef

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "govnews needs Python 3.11 or newer; none was found. \
	Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "govnews needs \
	Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1`" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)

$(VENV)/.installed-test: requirements-test.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-test.lock)
	touch $(VENV)/.installed
