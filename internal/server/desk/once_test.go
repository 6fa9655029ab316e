package desk

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/server/guard"
	"reftel/internal/server/middleware"
)

// A generationOf names a generation and can answer nothing else.
type generationOf struct {
	archive.Archive
	id string
}

func (g generationOf) Generation() archive.Generation { return archive.Generation{ID: g.id} }

// TestOnceLarge holds that a large answer, of which the compressed form alone is kept, is
// whole in each form, and that one beyond the bound is given and not kept.
func TestOnceLarge(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		bytes int
		drawn int // times, of four
	}{{100, 1}, {keptPlain + 1, 1}, {keptMost + 1, 4}} {
		s := &Desk{kept: newAnswers(keptBytes), visitors: guard.NewVisitors()}
		line, drawn := "a line that is said again and again\n", 0
		want := []byte(strings.Repeat(line, tt.bytes/len(line)+1))
		h := s.Once(func(c *Call) error {
			drawn++
			c.W.Header().Set("Cache-Control", string(middleware.Document))
			c.W.Header().Set("ETag", `"tag"`)
			Send(c.W, http.StatusOK, want)
			return nil
		})
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			for _, coding := range []string{"", "gzip"} {
				w, r := httptest.NewRecorder(), httptest.NewRequest(method, "/", nil)
				r.Header.Set("Accept-Encoding", coding)
				if err := h(&Call{W: w, R: r, A: generationOf{id: "1"}}); err != nil {
					t.Fatal(err)
				}
				length := w.Header().Get("Content-Length")
				got := w.Body.Bytes()
				if w.Header().Get("Content-Encoding") == "gzip" {
					var b bytes.Buffer
					if err := s.packer.Unpack(&b, got); err != nil && method == http.MethodGet {
						t.Error(err)
					}
					if method == http.MethodGet && length != fmt.Sprint(len(got)) {
						t.Errorf("%d bytes: %d compressed, told %s", tt.bytes, len(got), length)
					}
					got = b.Bytes()
				} else if length != fmt.Sprint(len(want)) {
					t.Errorf("%d bytes: told %s", tt.bytes, length)
				}
				if method == http.MethodGet && !bytes.Equal(got, want) {
					t.Errorf("%d bytes, %q: %d of %d came", tt.bytes, coding, len(got), len(want))
				}
			}
		}
		if drawn != tt.drawn {
			t.Errorf("%d bytes: drawn %d times", tt.bytes, drawn)
		}
		if s.kept.bytes > 2*keptPlain {
			t.Errorf("%d bytes: %d are kept", tt.bytes, s.kept.bytes)
		}
	}
}

// TestOnceByMany holds that of many answers that are asked for at once few are drawn at
// once, and that each is given.
func TestOnceByMany(t *testing.T) {
	t.Parallel()
	s := &Desk{kept: newAnswers(keptBytes), visitors: guard.NewVisitors()}
	var now, most atomic.Int32
	h := s.Once(func(c *Call) error {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(time.Millisecond)
		now.Add(-1)
		c.W.Header().Set("Cache-Control", string(middleware.Document))
		Send(c.W, http.StatusOK, []byte(c.R.Host))
		return nil
	})
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
			r.Host = fmt.Sprintf("localhost:%d", 1000+i)
			if err := h(&Call{W: w, R: r, A: generationOf{id: "1"}}); err != nil || w.Body.String() != r.Host {
				t.Errorf("%s: %v, %q", r.Host, err, w.Body)
			}
		})
	}
	all.Wait()
	if most.Load() > drawTurns {
		t.Errorf("%d are drawn at once", most.Load())
	}
}
