package takeout

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/guard"
	"reftel/internal/server/shape/forms"
)

// cables is how many cables the archive of these tests has.
const cables = 23

// site answers with lists of a small archive, of which some cables have one text.
func site(t *testing.T, change func(*Pages)) (*Pages, *httptest.Server) {
	t.Helper()
	dir := archivetest.Dir(t)
	archivetest.Publish(t, dir, func(add app.Add) error {
		for i := range cables {
			c := &cable.Cable{ID: fmt.Sprintf("79LISBON%d", 4400+i), Subject: "=SUM of lamps", Date: cable.Date{Year: 1979, Month: 1 + i%12},
				Tags: []cable.Tag{{Code: []string{"PREL", "EWWT"}[i%2]}}, Origin: cable.Post{Code: "LISBON", Name: "Embassy Lisbon"},
				Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "The lens of the lighthouse was lit at dusk, and nobody was surprised."}}}
			if err := add(c, []byte(c.ID)); err != nil {
				return err
			}
		}
		return nil
	})
	d, err := desk.New(desk.Config{Archive: archivetest.Open(t, dir), BaseURL: "https://cables.example"})
	if err != nil {
		t.Fatal(err)
	}
	s := New(d)
	change(s)
	srv := httptest.NewServer(d.Handle(func(c *desk.Call) error {
		ext := strings.TrimPrefix(c.R.URL.Path, "/search.")
		params := c.R.URL.Query()
		req, err := query.ParseRequest(params)
		if err != nil {
			return err
		}
		if ext == forms.AtomExt {
			return s.feed(c, req)
		}
		form, ok := forms.Of(ext)
		if !ok {
			t.Errorf("there is no form %s", ext)
		}
		return s.send(c, form, req, params.Get(paramAfter))
	}))
	t.Cleanup(srv.Close)
	return s, srv
}

// ask reads an answer to its end, behind which the trailer stands.
func ask(t *testing.T, address string) (res *http.Response, body string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(b)
}

// TestGoesOn holds that a list whose time is up says where it goes on, and that its parts
// are the whole list, each cable once, copies too.
func TestGoesOn(t *testing.T) {
	t.Parallel()
	_, srv := site(t, func(s *Pages) { s.most, s.part = 0, 4 })
	for query, want := range map[string]int{"": cables, "?q=lens": cables, "?tag=EWWT&sort=newest": cables / 2, "?tag=NONE": 0} {
		var got []string
		address, parts := "/search.jsonl"+query, 0
		for address != "" && parts < 50 {
			parts++
			res, body := ask(t, srv.URL+address)
			if res.StatusCode != 200 {
				t.Fatalf("%s: code %d", address, res.StatusCode)
			}
			address = ""
			for line := range strings.Lines(body) {
				var x struct{ ID, More string }
				if err := json.Unmarshal([]byte(line), &x); err != nil {
					t.Fatalf("%s: %v", line, err)
				}
				if x.ID != "" {
					got = append(got, x.ID)
				}
				if x.More != "" {
					address = strings.TrimPrefix(x.More, "https://cables.example")
					if link := res.Header.Get("Link") + res.Trailer.Get("Link"); link != "<"+x.More+`>; rel="next"` {
						t.Errorf("the trailer is %q, the last line %q", link, x.More)
					}
				}
			}
		}
		sorted := slices.Sorted(slices.Values(got))
		if len(got) != want || len(slices.Compact(sorted)) != want || want > 1 && parts < 2 {
			t.Errorf("%q: %d cables in %d parts, want %d: %v", query, len(got), parts, want, got)
		}
	}
}

// TestWhole holds that each form has all cables, and that its last line says where a list
// goes on that is not whole.
func TestWhole(t *testing.T) {
	t.Parallel()
	s, srv := site(t, func(s *Pages) { s.part = 7 })
	count := map[string]string{"csv": "\r\n79LISBON", "jsonl": `{"id":"79LISBON`, "ris": "\r\nER  - \r\n", "bib": "@unpublished{79LISBON", "txt": "\nhttps://cables.example/cable/79LISBON"}
	for _, f := range forms.All() {
		res, body := ask(t, srv.URL+"/search."+f.Ext)
		if n := strings.Count(body, count[f.Ext]); n != cables || strings.Contains(body, paramAfter+"=") || res.Trailer.Get("Link") != "" {
			t.Errorf("%s: %d cables, trailer %v", f.Ext, n, res.Trailer)
		}
	}
	_, body := ask(t, srv.URL+"/search.csv")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != cables+1 || rows[1][3] != "'=SUM of lamps" {
		t.Errorf("%d rows, %v: %v", len(rows), err, rows[1])
	}
	s.most = 0
	for _, f := range forms.All() {
		_, body := ask(t, srv.URL+"/search."+f.Ext+"?q=lens")
		last := body[strings.LastIndex(strings.TrimRight(body, "\r\n"), "\n")+1:]
		if !strings.Contains(last, "https://cables.example/search."+f.Ext+"?q=lens&after=79LISBON4400") {
			t.Errorf("%s ends with %q", f.Ext, last)
		}
	}
}

// TestTurns holds that no more lists are sent at once than there are turns, and that a
// feed needs none.
func TestTurns(t *testing.T) {
	t.Parallel()
	s, srv := site(t, func(s *Pages) { s.turns = guard.NewTurns(turns, time.Millisecond) })
	for range turns {
		leave, err := s.turns.Enter(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
	}
	if res, _ := ask(t, srv.URL+"/search.csv"); res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
		t.Errorf("code %d while all turns are taken", res.StatusCode)
	}
	if res, body := ask(t, srv.URL+"/search.atom?q="+url.QueryEscape(`"lens of the lighthouse"`)); res.StatusCode != 200 || strings.Count(body, "<entry>") != cables {
		t.Errorf("code %d of a feed: %s", res.StatusCode, body)
	}
	if most <= 30*time.Second {
		t.Error("a list has no more time than a page")
	}
}
