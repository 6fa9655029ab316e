# Everything here is a plain Go command; make only shortens it.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS  = -s -w -buildid= -X main.stamped=$(VERSION)

.DEFAULT_GOAL := help
.PHONY: help generate lint test test-long e2e bench scorecard scorecard-long build run release clean

help: ## this list
	@awk -F ': ## ' '/^[a-z0-9-]+: ## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: ## draw the templ components anew
	go tool templ generate -include-version=false

lint: ## formatting, vet, staticcheck
	test -z "$$(gofmt -l .)"
	go vet ./...
	go tool staticcheck ./...

test: ## all tests
	go test ./...

test-long: ## all tests, those that compare searches with many more requests
	REFTEL_LONG=1 go test ./...

e2e: ## the browser tests alone; needs Chromium
	go test -count=1 -v ./internal/e2e

bench: ## Go's own benchmarks; whole measurements: reftel bench
	go test -run '^$$' -bench . -benchmem ./...

scorecard: ## what the project promises, measured: docs/scorecard.md; minutes
	go run ./cmd/scorecard

scorecard-long: ## the same in the long form; hours
	REFTEL_LONG=1 go run ./cmd/scorecard

build: ## the binary reftel, static, for this machine
	CGO_ENABLED=0 go build -trimpath -ldflags "$(LDFLAGS)" -o reftel ./cmd/server

run: ## the demonstration archive on http://localhost:8080
	go run ./cmd/server

release: ## what is published, in dist/: binaries, licences, parts, checksums; KEY=FILE signs them
	cd release && go run . --version "$(VERSION)" $(if $(KEY),--key "$(abspath $(KEY))")

clean: ## remove what build and release made
	rm -rf reftel dist
