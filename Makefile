# Everything that a person or the CI does with nonnuoc. `make help` lists it.
SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# One profile for the server, the tests and the checks, so that nothing heavy is built twice.
CARGO    := cargo
PROFILE  := --release --locked
NPM      := npm --prefix web --no-audit --no-fund
TARGET   := $(or $(CARGO_TARGET_DIR),target)
DENY     := $(TARGET)/tools/bin/cargo-deny
DENY_VERSION := 0.20.2

# Stamps: a step is skipped while its stamp is newer than what it was made from.
packages := web/node_modules/.package-lock.json
tile_packages := tests/mvt/node_modules/.package-lock.json
viewer   := web/dist/index.html
web_sources = $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)

section = @printf '\n== %s\n' '$(1)'

.PHONY: help run build test check format bench timing fuzz deny install-run install-test lint format-check \
        web-check web-test rust-test browser-test guide-pictures maplibre-test openapi

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: install-run ## install what is missing, build, and serve at http://localhost:8080, with illustrative figures, each marked
	@$(MAKE) build
	@echo "open http://localhost:8080 (stop with Ctrl C)"
	@exec $(TARGET)/release/nonnuoc serve --demo

build: $(viewer) ## the release binary at target/release/nonnuoc, the viewer inside it
	$(CARGO) build $(PROFILE) --bin nonnuoc

# Cheap failures first. The downloads for Rust and for the web overlap, and so do the checks of the two.
test: install-test ## install what is missing and run every check and test
	@$(MAKE) format-check
	@$(MAKE) -j2 rust-packages $(packages) $(tile_packages)
	@$(MAKE) $(viewer)
	@$(MAKE) -j2 --output-sync=target web-check web-test lint
	@$(MAKE) rust-test browser-test deny maplibre-test
	@printf '\nall checks and tests passed\n'

check: web/dist $(packages) ## the quick part: formatting, lints, types
	@$(MAKE) format-check lint web-check

format: $(packages) ## format the Rust and the web sources
	$(CARGO) fmt
	$(NPM) run format

bench: $(viewer) ## the benchmarks: tiles, snapshot, point in commune, start-up time and memory
	$(call section,benchmarks)
	$(CARGO) bench --locked

timing: build $(packages) ## how long the viewer takes: the first map, and the answers to pointing, clicking, switching, panning
	$(call section,timing of the viewer)
	node tests/browser/timing.mjs $(TARGET)/release/nonnuoc

FUZZ_S ?= 60
TARGETS ?= $(notdir $(wildcard fuzz/corpus/*))

# Builds everything a second time, with the sanitizer, in a folder of its own.
fuzz: web/dist ## try made-up input on every parser of ours for a minute each (FUZZ_S, TARGETS); needs cargo-fuzz
	@for target in $(TARGETS); do \
	  printf '\n== fuzz %s\n' $$target; mkdir -p $(TARGET)/fuzz/corpus/$$target; \
	  RUSTC_BOOTSTRAP=1 $(CARGO) fuzz run --target-dir $(TARGET)/fuzz $$target $(TARGET)/fuzz/corpus/$$target fuzz/corpus/$$target \
	    -- -max_total_time=$(FUZZ_S) -timeout=10 -rss_limit_mb=4096; \
	done

openapi: $(packages) ## write tests/snapshots/openapi.json and the viewer's types from it
	$(CARGO) run $(PROFILE) --quiet -- openapi > $(TARGET)/openapi.json
	mv $(TARGET)/openapi.json tests/snapshots/openapi.json
	$(NPM) run types

install-run:
	@.ci/install run

install-test:
	@.ci/install test

.PHONY: rust-packages
rust-packages:
	$(call section,download Rust packages)
	$(CARGO) fetch --locked --quiet

format-check:
	$(call section,format)
	$(CARGO) fmt --check

lint: web/dist
	$(call section,lint and document)
	$(CARGO) clippy $(PROFILE) --all-targets -- --deny warnings
	RUSTDOCFLAGS="--deny warnings" $(CARGO) doc $(PROFILE) --no-deps --quiet

rust-test: $(viewer)
	$(call section,Rust tests)
	$(CARGO) test $(PROFILE) --no-fail-fast

web-check: $(packages)
	$(call section,web: types$(comma) lints$(comma) format)
	$(NPM) run check

web-test: $(packages)
	$(call section,web: unit tests)
	$(NPM) test

# Debian's Chromium on the release binary; screenshots go to target/screenshots/.
browser-test: build $(tile_packages)
	$(call section,browser tests and tiles by the official fixtures)
	node tests/browser/run.mjs $(TARGET)/release/nonnuoc

# From the screenshots that the browser tests left in target/screenshots.
guide-pictures: $(packages) ## renew the pictures of the user's guide after the browser tests
	$(call section,pictures of the guide)
	node tests/browser/guide-pictures.mjs

# Builds much of the crate a second time, so it comes last.
maplibre-test: web/dist ## our tiles drawn by maplibre-rs, compared with resvg's picture
	$(call section,tiles drawn by maplibre-rs)
	$(CARGO) test $(PROFILE) --features maplibre-rs --test maplibre_rs
	$(CARGO) test $(PROFILE) --features maplibre-rs --lib maplibre_rs

deny: $(DENY)
	$(call section,licences$(comma) bans and sources of the Rust packages)
	$(DENY) --offline --locked check bans licenses sources

# Unoptimised: it compiles in a minute and runs for three seconds.
$(DENY):
	$(call section,install cargo-deny)
	CARGO_TARGET_DIR=$(abspath $(TARGET)/tools/build) $(CARGO) install cargo-deny --version $(DENY_VERSION) --locked --debug --quiet --root $(TARGET)/tools
	rm -rf $(TARGET)/tools/build

# The embedded viewer's folder has to be there for the Rust code to compile.
web/dist:
	@mkdir -p $@

$(packages): web/package.json web/package-lock.json
	$(call section,download web packages)
	$(NPM) ci --silent
	@touch $@

$(tile_packages): tests/mvt/package.json tests/mvt/package-lock.json
	$(call section,download the fixtures of the tile format)
	npm --prefix tests/mvt --no-audit --no-fund ci --silent
	@touch $@

$(viewer): $(packages) $(web_sources)
	$(call section,build the viewer)
	$(NPM) run build
	@touch $@

comma := ,
