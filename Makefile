# make check is what a change must pass; CI runs the same.

GO ?= go

# Fixtures are not ours to format: some are wrong on purpose.
GOFILES = $(shell find . -name '*.go' -not -path '*/testdata/*')

.PHONY: all build vet test lint check tour demo demo-plot demo-test e2e-libraries e2e-schemas e2e-golangci e2e-golangci-smoke e2e-editor bench-editor gauntlet gauntlet-long bench scale docs clean

all: build

build:
	$(GO) build ./...
	$(GO) build -o bin/inflight ./cmd/inflight

vet:
	$(GO) vet ./...

test:
	$(GO) test ./...

# The direction of imports is held by a test, see internal/repo.
lint: build
	@unformatted="$$(gofmt -l $(GOFILES))"; \
	if [ -n "$$unformatted" ]; then echo "gofmt is needed on:"; echo "$$unformatted"; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) run ./internal/docgen -check
	bin/inflight ./...

check: build vet test lint

# What is reported in a small program: the first command of the README. There are
# findings in it, so 1 is the exit code that is expected.
tour: build
	@bin/inflight -C testdata/demo ./... || test $$? -eq 1

# A migration of 1,000,000 ids, before and after inflight -fix: docs/migration.md.
# It takes about a minute, two processors and 5 GB of memory.
demo:
	@$(GO) build -o bin/inflight ./cmd/inflight
	@cd testdata/migration && $(GO) run ./cmd/demo -inflight ../../bin/inflight

# The same, and draws what is shown in the docs. The library for that is downloaded
# the first time.
demo-plot:
	@$(GO) build -o bin/inflight ./cmd/inflight
	@cd testdata/migration && $(GO) run ./cmd/demo -inflight ../../bin/inflight -csv samples.csv
	cd testdata/migration && $(GO) run ./cmd/plot samples.csv ../../docs/migration.svg

# The same with few ids, as a test.
demo-test:
	cd testdata/migration && $(GO) vet ./... && $(GO) test -count=1 ./...

# Holds the table of libraries to the libraries. The first run downloads them:
# about 50 modules and what these need, some 1 GB. It is no part of check, which
# needs nothing but Go; CI runs it on its own. What it runs depends on this module,
# which the go command cannot see: no result of a test is kept.
e2e-libraries:
	cd testdata/libraries && $(GO) vet ./... && $(GO) test -count=1 .

# Holds inflight gopls, and real editors, to what docs/editors.md says. It builds a
# gopls, which takes minutes the first time, and needs Go 1.26, the network and the
# editors; a test says which Debian package it misses.
e2e-editor:
	cd testdata/editors && $(GO) vet ./... && $(GO) test -count=1 -timeout=30m ./...

# Compares gopls with the checks in it, and inflight lsp, with gopls alone, on a file of
# your choice: make bench-editor FILE=... The gopls on the PATH should be v0.23.0.
bench-editor: build
	bin/inflight gopls build -o bin/gopls
	cd testdata/editors && $(GO) run ./bench -file $(abspath $(FILE)) \
		"gopls with inflight=$(CURDIR)/bin/gopls" "inflight lsp=$(CURDIR)/bin/inflight lsp"

# Holds the SARIF of the program to the official schema, and its fixes to what -fix
# does; and the schema of the settings to what inflight takes. The validator is downloaded the first time.
e2e-schemas:
	cd testdata/schemas && $(GO) vet ./... && $(GO) test -count=1 .

# Runs the plugin in golangci-lint v2.15.0. The first run downloads that, some 400
# modules, and builds it, which takes minutes. Like e2e-libraries it is no part of
# check.
e2e-golangci:
	cd testdata/golangci && $(GO) vet ./... && $(GO) test -count=1 -timeout=30m ./...

# What most of it rests on: it builds, finds what inflight finds, and fixes it.
e2e-golangci-smoke:
	cd testdata/golangci && $(GO) vet ./... && $(GO) test -count=1 -run='^Test(SameAsInflight|Nolint|Fix|Cache|SettingsRefused|Example|Names)$$' ./...

# Runs the programs of testdata/gauntlet before and after their fixes. The test is
# part of check in a short form; this is all of it. It needs a C compiler, and
# downloads a SQLite driver the first time.
gauntlet:
	GAUNTLET=full $(GO) test -count=1 -timeout=30m ./internal/gauntlet

# Thousands of generated programs, before and after their fixes: 5,000 of seed 1
# unless the variables GAUNTLET_PROGRAMS and GAUNTLET_SEED say otherwise. A program
# with a fault is printed with its source, to become one of testdata/gauntlet/cases.
gauntlet-long:
	GAUNTLET_PROGRAMS=$${GAUNTLET_PROGRAMS:-5000} $(GO) test -count=1 -v -timeout=120m -run='^TestGenerated$$' ./internal/gauntlet

# Compares the cost of the suite with that of running no check at all.
bench:
	$(GO) run ./cmd/inflight/internal/bench

# Measures generated repositories of 250, 1,000 and 2,000 packages, and what is
# analyzed again after a change. It takes some five minutes, and 1 GB of disk for a
# build cache of its own. A small form is part of the tests.
scale:
	$(GO) run ./cmd/inflight/internal/scale

docs:
	$(GO) run ./internal/docgen

clean:
	rm -rf bin
