package server

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/index"
)

// testSite is the site over an archive of the test cables, built and published
// as any other. A first generation held one cable more, which is gone now.
func testSite(t testing.TB) http.Handler {
	t.Helper()
	dir := t.TempDir()
	gone := &cable.Cable{ID: "05GONE1", Subject: "Gone", Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "Gone."}}}
	publish(t, dir, append(testCables(), gone))
	publish(t, dir, append(testCables(), copiedCables()...))
	live, err := index.OpenData(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	c := testConfig(t)
	c.Archive = live
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func publish(t testing.TB, dir string, cables []*cable.Cable) {
	t.Helper()
	b, err := index.Create(dir, index.BuildOptions{Tool: "test", AllowShrink: true, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cables {
		raw := testRaw(c)
		if c.Source.Format == "copied" {
			raw = []byte(c.Subject + "\n" + c.Paragraphs[0].Text + "\n")
		}
		c.Source.SHA256, c.Source.Bytes = fmt.Sprintf("%x", sha256.Sum256(raw)), len(raw)
		if err := b.Add(c, raw); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Publish(t.Context(), index.Report{}); err != nil {
		t.Fatal(err)
	}
}
