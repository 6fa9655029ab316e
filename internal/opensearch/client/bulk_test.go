package client_test

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/opensearch/client"
)

func pemOf(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// store keeps documents as an index does, and refuses as it is told.
type store struct {
	mu     sync.Mutex
	docs   map[string]int // how often each was written
	calls  int
	refuse func(call int, id string) int // status of an item, 200 to take it; of the whole for ""
}

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	var lines []map[string]any
	d := json.NewDecoder(r.Body)
	for d.More() {
		var l map[string]any
		if d.Decode(&l) != nil {
			break
		}
		lines = append(lines, l)
	}
	if status := s.refuse(s.calls, ""); status != http.StatusOK {
		w.WriteHeader(status)
		return
	}
	var items []any
	for i := 0; i < len(lines); i += 2 {
		id := lines[i]["index"].(map[string]any)["_id"].(string)
		status := s.refuse(s.calls, id)
		item := map[string]any{"status": status}
		if status == http.StatusOK {
			s.docs[id]++
		} else {
			item["error"] = map[string]any{"type": "some_exception", "reason": "because"}
		}
		items = append(items, map[string]any{"index": item})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": true, "items": items})
}

// TestLoad holds that all documents are written whatever a busy cluster refuses, and
// that what it will never take ends the load.
func TestLoad(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		refuse func(call int, id string) int
		want   string // of the error
	}{
		"takes all":            {func(int, string) int { return 200 }, ""},
		"busy as a whole":      {func(call int, id string) int { return pick(id == "" && call%2 == 1, 429) }, ""},
		"a node is away":       {func(call int, _ string) int { return pick(call < 4, 503) }, ""},
		"single ones are late": {func(call int, id string) int { return pick(call < 3 && strings.HasSuffix(id, "7"), 429) }, ""},
		"one is no document":   {func(_ int, id string) int { return pick(id == "d17", 400) }, "d17: the cluster answers 400, some_exception: because"},
		"not allowed":          {func(_ int, id string) int { return pick(id == "", 403) }, "403"},
		"never":                {func(int, string) int { return 503 }, "of trying again"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &store{docs: map[string]int{}, refuse: x.refuse}
			h := httptest.NewServer(s)
			t.Cleanup(h.Close)
			c := open(t, client.Config{URLs: []string{h.URL}})
			l := c.Load(t.Context(), "reftel-1")
			patience := 20 * time.Second
			if x.want != "" {
				patience = 20 * time.Millisecond
			}
			l.SetPatience(patience, 20)
			var err error
			for i := 0; i < 90 && err == nil; i++ {
				err = l.Add(fmt.Sprintf("d%d", i), map[string]any{"n": i, "text": "A <heron> & more."})
			}
			if cerr := l.Close(); err == nil {
				err = cerr
			}
			if x.want != "" {
				if err == nil || !strings.Contains(err.Error(), x.want) {
					t.Errorf("%v, want %s", err, x.want)
				}
				return
			}
			if err != nil || len(s.docs) != 90 {
				t.Errorf("%d documents, %v", len(s.docs), err)
			}
		})
	}
}

func pick(refused bool, status int) int {
	if refused {
		return status
	}
	return http.StatusOK
}
