package e2e

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// stir is the layout shift that a page may have, half of what readers feel (0.1 by the
// measure of the web's vitals): lines of text whose end arrives later break anew. What
// moves otherwise, the bars of a timeline or a footer, is more.
const stir = 0.05

// TestStill reads pages over a slow line, a few hundred bytes at a time, as they come:
// what is drawn stays where it is. At the normal size it sees a few kinds of pages, the
// screens in turn; the long test sees each on each.
func TestStill(t *testing.T) {
	sharedtest.Dear(t) // TestPages holds that nothing moves on a line that is not slow
	base := slowLine(t, site(t))
	every := sharedtest.Size(12, 12, 1)
	for i, s := range screens {
		if s.dark {
			continue // the colours move nothing
		}
		t.Run(s.name, func(t *testing.T) {
			if every == 1 {
				t.Parallel()
			}
			b := draw(t, s)
			for k, page := range kinds {
				if every == 1 && !shown(k, i) || every > 1 && (k%len(screens) != i || k/len(screens)%every != i%every) {
					continue
				}
				b.visit(base + page.path)
				if shift := b.layoutShift(); shift > stir {
					t.Errorf("%s: layout shift %v", page.name, shift)
				}
			}
		})
	}
}

// slowLine is a site as it is seen over a slow line.
func slowLine(t *testing.T, base string) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, err := http.Get(base + r.URL.RequestURI())
		if err != nil {
			t.Error(err)
			return
		}
		defer answer.Body.Close()
		for name, values := range answer.Header {
			if name != "Content-Length" {
				w.Header()[name] = values
			}
		}
		w.WriteHeader(answer.StatusCode)
		for {
			if _, err := io.CopyN(w, answer.Body, 700); err != nil {
				return
			}
			if err := http.NewResponseController(w).Flush(); err != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}
