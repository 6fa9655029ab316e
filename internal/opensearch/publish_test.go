package opensearch_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
)

func lighthouse() []*cable.Cable {
	return []*cable.Cable{
		{ID: "79LISBON1", Subject: "Museum asks for the lens", Date: cable.Date{Year: 1979, Month: 6}},
		{ID: "79LISBON2", Subject: "A new lens", Date: cable.Date{Year: 1979, Month: 6, Day: 12},
			Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Mark: "U", Text: "The lens was lit at dusk and seen from the ferry."}}},
	}
}

func builder(t *testing.T, cfg opensearch.Config, cables ...*cable.Cable) *opensearch.Builder {
	t.Helper()
	b, err := opensearch.Create(t.Context(), cfg, opensearch.Options{Options: prepare.Options{Tool: "test"}})
	if err != nil {
		t.Fatal(err, client.Detail(err))
	}
	t.Cleanup(func() { _ = b.Abort() })
	for _, c := range cables {
		if err := b.Add(c, []byte(c.Subject)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// publish makes an archive of two cables.
func publish(t *testing.T, cfg opensearch.Config) archive.Generation {
	t.Helper()
	g, err := builder(t, cfg, lighthouse()...).Publish(t.Context(), prepare.Report{})
	if err != nil {
		t.Fatal(err, client.Detail(err))
	}
	return g
}

// TestPublish holds that an archive is replaced as a whole or not at all, is verified,
// can be rolled back, and remembers its ids.
func TestPublish(t *testing.T) {
	t.Parallel()
	cfg, ctx := config(t), t.Context()
	first := publish(t, cfg)
	one := lighthouse()[1:]

	busy := builder(t, cfg, one...)
	if _, err := opensearch.Create(ctx, cfg, opensearch.Options{}); !errors.Is(err, generation.ErrBusy) {
		t.Errorf("two at once: %v", err)
	}
	if _, err := busy.Publish(ctx, prepare.Report{}); !errors.Is(err, prepare.ErrShrunk) || !strings.Contains(err.Error(), "79LISBON1") {
		t.Errorf("an id would be gone: %v", err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := builder(t, cfg, lighthouse()...).Publish(cancelled, prepare.Report{}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	if l, err := opensearch.Generations(ctx, cfg); err != nil || l.Current != first.ID || len(l.Whole) != 1 || l.Whole[0] != first {
		t.Errorf("nothing was published since: %+v, %v", l, err)
	}

	second := publish(t, cfg)
	from, to, err := opensearch.Rollback(ctx, cfg, "")
	if err != nil || from != second.ID || to != first {
		t.Errorf("rolled back from %s to %+v: %v", from, to, err)
	}
	if _, _, err := opensearch.Rollback(ctx, cfg, ""); err == nil || !strings.Contains(err.Error(), "no generation before") {
		t.Errorf("rolled back twice: %v", err)
	}
	if r, err := opensearch.Verify(ctx, cfg); err != nil || len(r.Problems) > 0 || r.Generation != first || r.Documents < 3 {
		t.Errorf("verified: %+v, %v", r, err)
	}
	if table, err := opensearch.IDs(ctx, cfg, ""); err != nil || len(table.Held) != 2 {
		t.Errorf("ids: %+v, %v", table, err)
	}
}

// TestVerify holds that a document that is gone is found out.
func TestVerify(t *testing.T) {
	t.Parallel()
	cfg, ctx := config(t), t.Context()
	g := publish(t, cfg)
	c, err := client.New(cfg.Config)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	index := "/" + cfg.Prefix + "-" + g.ID
	for _, r := range []client.Request{
		{Method: http.MethodPut, Path: index + "/_settings", Body: map[string]any{"index.blocks.write": false}},
		{Method: http.MethodPost, Path: index + "/_update/79LISBON2?refresh=true", Body: map[string]any{"doc": map[string]any{"frame": "AAAA"}}},
	} {
		if err := c.Do(ctx, r, nil); err != nil {
			t.Fatal(err, client.Detail(err))
		}
	}
	r, err := opensearch.Verify(ctx, cfg)
	if err != nil || len(r.Problems) == 0 || !strings.Contains(strings.Join(r.Problems, "\n"), "79LISBON2") {
		t.Errorf("a cable is another: %v, %v", r.Problems, err)
	}
	if err := c.Do(ctx, client.Request{Method: http.MethodDelete, Path: index + "/_doc/79LISBON1?refresh=true"}, nil); err != nil {
		t.Fatal(err)
	}
	r, err = opensearch.Verify(ctx, cfg)
	if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "1 documents instead of 2") {
		t.Errorf("a cable is gone: %v, %v", r.Problems, err)
	}
}
