package server

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
)

// A metered archive notes how many versions are asked for at once.
type metered struct {
	archive.Archive
	most int
}

func (m *metered) Versions(ctx context.Context, id string, from, n, most int) ([]archive.Version, error) {
	m.most = max(m.most, n)
	return m.Archive.Versions(ctx, id, from, n, most)
}

// TestManyVersions holds that the versions of a cable that was read very often are listed,
// and read to be compared, fifty a page.
func TestManyVersions(t *testing.T) {
	t.Parallel()
	const many = 120
	dir := archivetest.Dir(t)
	archivetest.Publish(t, dir, func(add app.Add) error {
		for i := range many {
			c := &cable.Cable{ID: "88OSLO1", Subject: "A lens", Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: fmt.Sprintf("The keeper asks for %d lenses.", i)}}}
			c.Source = cable.Source{Path: fmt.Sprintf("in/%d.txt", i), Format: "plain"}
			if err := add(c, []byte(c.Paragraphs[0].Text)); err != nil {
				return err
			}
		}
		return nil
	})
	m := &metered{Archive: archivetest.Archive(t, dir)}
	c := testConfig(t)
	c.Archive = served{m}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	of := regexp.MustCompile(`/cable/88OSLO1/raw\?version=\d+"`)
	seen := map[string]bool{}
	for i, want := range []int{49, 50, 20} { // the source of the first is that of the cable
		page := i + 1
		res := get(h, fmt.Sprintf("/cable/88OSLO1/versions?page=%d", page))
		here := map[string]bool{}
		for _, link := range of.FindAllString(string(bodyOf(t, res)), -1) {
			here[link], seen[link] = true, true
		}
		if n := len(here); res.StatusCode != http.StatusOK || n != want {
			t.Errorf("page %d: code %d, %d versions, want %d", page, res.StatusCode, n, want)
		}
	}
	if n := len(seen); n != many-1 {
		t.Errorf("%d versions are listed", n)
	}
	if res := get(h, "/cable/88OSLO1/versions?page=4"); res.StatusCode != http.StatusNotFound {
		t.Errorf("behind the last page: code %d", res.StatusCode)
	}
	if n := len(of.FindAllString(string(bodyOf(t, get(h, "/cable/88OSLO1"))), -1)); n > 50 {
		t.Errorf("the page of the cable lists %d versions", n)
	}
	if m.most > 50 {
		t.Errorf("%d versions are read at once", m.most)
	}
}
