package static

import (
	"net/url"
	"testing"
)

// TestFiles holds which addresses are in the copy, and where.
func TestFiles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ address, file string }{
		{"/", "index.html"},
		{"/cable/79LISBON4410", "cable/79LISBON4410/index.html"},
		{"/cable/79LISBON4410/par3", "cable/79LISBON4410/par3/index.html"},
		{"/cable/79LISBON4410/raw", "cable/79LISBON4410/raw"},
		{"/cable/79LISBON4410.csl.json", "cable/79LISBON4410.csl.json"},
		{"/entity/per/Con", "entity/per/%43on/index.html"},
		{"/entity/org/A%2FB%3F", "entity/org/A%2FB%3F/index.html"},
		{"/entity/loc/S%C3%A3o%20Tom%C3%A9", "entity/loc/São Tomé/index.html"},
		{"/tags?page=2", "_q/tags/page=2/index.html"},
		{"/search.atom?tag=PREL", "_q/search.atom/tag=PREL.atom"},
		{"/search?q=lens", ""},
		{"/search.csv?tag=PREL", ""},
		{"/go?q=lens", ""},
		{"/list", ""},
		{"/tag/PREL?sort=oldest", ""},
		{"/compare?a=1", ""},
	} {
		u, err := url.Parse(c.address)
		if err != nil {
			t.Fatal(err)
		}
		file := ""
		if kept(u) {
			file, _ = newBook().enter(u)
		}
		if file != c.file {
			t.Errorf("%s is %q, want %q", c.address, file, c.file)
		}
	}
}

// TestCase holds that two addresses that differ by case alone have two files everywhere.
func TestCase(t *testing.T) {
	t.Parallel()
	b := newBook()
	first, _ := b.enter(&url.URL{Path: "/entity/per/De Mello"})
	second, isNew := b.enter(&url.URL{Path: "/entity/per/de Mello"})
	if first != "entity/per/De Mello/index.html" || second != "entity/per/de Mello~471af0d9/index.html" || !isNew {
		t.Errorf("%q and %q", first, second)
	}
	if again, isNew := b.enter(&url.URL{Path: "/entity/per/de Mello"}); again != second || isNew {
		t.Errorf("again: %q", again)
	}
}

// TestLink holds that links lead from file to file.
func TestLink(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"index.html", "tags/index.html", "tags/index.html"},
		{"cable/A/par1/index.html", "cable/A/par2/index.html", "../par2/index.html"},
		{"cable/A/index.html", "cable/A/index.html", "index.html"},
		{"tag/A%3AB/index.html", "index.html", "../../index.html"},
		{"index.html", "tag/A%3AB/index.html", "tag/A%253AB/index.html"},
		{"cable/A/index.html", "static/a.css", "../../static/a.css"},
	} {
		if got := link(c[0], c[1]); got != c[2] {
			t.Errorf("from %s to %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
