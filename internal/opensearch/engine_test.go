package opensearch_test

import (
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/enginetest"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
)

// TestEngine holds the contract of package archive for the engine of OpenSearch.
func TestEngine(t *testing.T) {
	nodetest.URLs(t)
	enginetest.Run(t, func(t *testing.T) enginetest.Engine { return &distributed{cfg: config(t)} })
}

// config is a place of its own on the node of the tests.
func config(t *testing.T) opensearch.Config {
	t.Helper()
	return opensearch.Config{
		Config: client.Config{URLs: nodetest.URLs(t)},
		Prefix: nodetest.Prefix(t, nodetest.Client(t)),
	}
}

// distributed is the engine with a prefix of its own.
type distributed struct {
	cfg    opensearch.Config
	source *opensearch.Source
}

func (d *distributed) Publish(t *testing.T, cables []enginetest.Input, names authority.File) {
	t.Helper()
	o := opensearch.Options{Options: prepare.Options{AllowShrink: true, Keep: 9}} // those that are gone are still asked
	b, err := opensearch.Create(t.Context(), d.cfg, o)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	for _, c := range cables {
		if err := b.Add(c.Cable, c.Raw); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), prepare.Report{Names: names}); err != nil {
		t.Fatal(err, client.Detail(err))
	}
	if d.source != nil {
		if err := d.source.Reload(t.Context()); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d.source, err = opensearch.Open(t.Context(), d.cfg, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.source.Close() })
}

func (d *distributed) Source() archive.Source { return d.source }
