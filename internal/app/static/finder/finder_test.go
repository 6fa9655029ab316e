package finder

import (
	"strings"
	"testing"
)

// TestNumber holds the writing that the script reads.
func TestNumber(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "A", 31: "f", 32: "gB", 1023: "_f", 1024: "ggB"} {
		if got := string(number(nil, n)); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

// TestPage holds that the page of searches has the head and foot of another page, and
// nothing that tells of that page.
func TestPage(t *testing.T) {
	t.Parallel()
	b, err := Page([]byte(`<html><head><title>Help</title><meta name="description" content="how"><link rel="canonical" href="x"><link rel="stylesheet" href="a.css"></head><body><header>Menu</header><main>Help</main><footer>Foot</footer></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	for _, want := range []string{"<title>Search", "a.css", "<header>Menu", `id="results"`, "<footer>Foot", `src="search.js"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in %s", want, page)
		}
	}
	if strings.Contains(page, "Help") || strings.Contains(page, "canonical") || strings.Contains(page, "description") {
		t.Errorf("it tells of another page: %s", page)
	}
	if _, err := Page([]byte("<html>")); err == nil {
		t.Error("made of nothing")
	}
}
