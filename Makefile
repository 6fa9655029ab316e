# Everything here is a plain Go command; make only shortens it.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS  = -s -w -buildid= -X main.stamped=$(VERSION)

.PHONY: generate lint test e2e bench build run release clean

generate: ## draw the templ components anew
	go tool templ generate -include-version=false

lint:
	test -z "$$(gofmt -l .)"
	go vet ./...
	go tool staticcheck ./...

test:
	go test ./...

e2e: ## the browser tests alone; needs Chromium
	go test -count=1 -v ./internal/e2e

bench:
	go test -run '^$$' -bench . -benchmem ./...

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "$(LDFLAGS)" -o reftel ./cmd/server

run:
	go run ./cmd/server

release: ## static binaries with checksums in dist/
	mkdir -p dist
	for arch in amd64 arm64; do \
	  CGO_ENABLED=0 GOOS=linux GOARCH=$$arch go build -trimpath -ldflags "$(LDFLAGS)" -o dist/reftel-linux-$$arch ./cmd/server || exit 1; \
	done
	cd dist && sha256sum reftel-* > SHA256SUMS

clean:
	rm -rf reftel dist
