package server

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
)

// testSite is the site over an archive of the test cables, built and published
// as any other. A first generation held one cable more, which is gone now.
func testSite(t testing.TB) http.Handler {
	t.Helper()
	c := testConfig(t)
	c.Archive = served{testArchive(t)}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// testArchive is that archive.
func testArchive(t testing.TB) archive.Archive {
	t.Helper()
	dir := testOnce.Dir(t, func(dir string) {
		gone := &cable.Cable{ID: "05GONE1", Subject: "Gone", Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "Gone."}}}
		publish(t, dir, append(testCables(), gone))
		publish(t, dir, slices.Concat(testCables(), copiedCables(), boundCables()))
	})
	return archivetest.Archive(t, dir)
}

func publish(t testing.TB, dir string, cables []*cable.Cable) {
	t.Helper()
	archivetest.PublishNamed(t, dir, testNames(), func(add app.Add) error {
		for _, c := range cables {
			raw := testRaw(c)
			if c.Source.Format == "copied" {
				raw = []byte(c.Subject + "\n" + c.Paragraphs[0].Text + "\n")
			}
			c.Source.SHA256, c.Source.Bytes = fmt.Sprintf("%x", sha256.Sum256(raw)), len(raw)
			if err := add(c, raw); err != nil {
				return err
			}
		}
		return nil
	})
}
