// Package opensearch is the door of the engine that keeps an archive in an OpenSearch
// cluster: it builds and publishes generations there, checks them, and serves the one in
// force. Words are analysed, snippets made and records packed by this program; the
// cluster finds, counts and sorts. Its rooms, from the bottom:
//
//	client      JSON over HTTP: whole answers alone, each node asked before it fails
//	mapping     the fields of a cable and its document
//	tables      what belongs to a generation as a whole: values, things, volumes
//	load        cables become documents
//	generation  names, manifests, the lock, what is in force
//	search      requests become queries of the cluster, and answers results
//	library     cables by their ids, and what helps to find them
//	opensearch  this package
//
// A request asks the index of one generation by its name, never the alias, so that no
// answer mixes two.
package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
)

// A Config says where an archive is.
type Config struct {
	client.Config
	Prefix string // of the names of its indices
}

// oldest is the first version of OpenSearch that has what queries are made of.
const oldest = 3

// dial makes a client and asks the cluster whether it will do. Errors are sentences for
// operators.
func dial(ctx context.Context, cfg Config) (*generation.Place, error) {
	c, err := client.New(cfg.Config)
	if err != nil {
		return nil, err
	}
	p, err := generation.At(c, cfg.Prefix)
	if err != nil {
		return nil, err
	}
	if err := check(ctx, c); err != nil {
		c.Close()
		return nil, err
	}
	return p, nil
}

func check(ctx context.Context, c *client.Client) error {
	var about struct {
		Version struct {
			Distribution string `json:"distribution"`
			Number       string `json:"number"`
		} `json:"version"`
	}
	err := c.Do(ctx, client.Request{Method: http.MethodGet, Path: "/"}, &about)
	switch {
	case errors.Is(err, client.ErrNotAllowed):
		return fmt.Errorf("the OpenSearch cluster at %s does not let us in: look at user and password: %w", c.Nodes(), err)
	case errors.Is(err, archive.ErrUnavailable):
		return fmt.Errorf("the OpenSearch cluster at %s cannot be reached: %w", c.Nodes(), err)
	case err != nil:
		return fmt.Errorf("what answers at %s is no OpenSearch cluster: %w", c.Nodes(), err)
	}
	v := about.Version
	if v.Distribution != "opensearch" {
		return fmt.Errorf("what answers at %s is no OpenSearch cluster", c.Nodes())
	}
	major, _, _ := strings.Cut(v.Number, ".")
	if n, err := strconv.Atoi(major); err != nil || n < oldest {
		return fmt.Errorf("the cluster at %s is OpenSearch %s, and this program needs %d.0 or later", c.Nodes(), v.Number, oldest)
	}
	return nil
}

// hinted tells what to do where there is no archive.
func hinted(err error) error {
	switch {
	case errors.Is(err, generation.ErrNone):
		return fmt.Errorf("%w; make an archive with: reftel ingest --engine opensearch PATH…", err)
	case errors.Is(err, generation.ErrLost):
		return fmt.Errorf("%w; put one in force again with: reftel rollback --engine opensearch (the newest, or --to GENERATION; reftel generations lists them)", err)
	}
	return err
}
