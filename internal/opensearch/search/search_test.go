package search

import (
	"encoding/json"
	"errors"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/opensearch/tables"
	"reftel/internal/query"
)

var update = flag.Bool("update", false, "write what is asked of the cluster as it should be")

// empty is an archive that nobody can ask, whose tables know nothing.
func empty() *Archive {
	return New(nil, "reftel-1", Facts{Shards: 1, Cables: 1000, Edition: mapping.Edition}, new(tables.Tables))
}

// requested is what an address asks for.
func requested(t *testing.T, address string) query.Request {
	t.Helper()
	v, err := url.ParseQuery(address)
	if err != nil {
		t.Fatal(err)
	}
	req, err := query.ParseRequest(v)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return req
}

// TestAsked holds what the cluster is asked for each kind of condition: a line for the
// address of a search, and below it the condition.
func TestAsked(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, address := range []string{
		"q=lens", "q==lens", "q=subject:lens", "q=diplom*", "q=Brandstrop~1", "q=l?ns", "q==été", "q==ete", "q=co-operation", "q=co-operat*",
		`q="lens of the lighthouse"`, `q="lens lighthouse"~10`, `q="1,200 tons"`, `q=subject:"rigid rules"`, "q=lens -museum", "q=(lens OR tag:none) the", "q=the of",
		"q=per:\"Ola Dahl\"", "q=per:dah*", "q=to:LIMA", "q=date:1979-06..", "q=date:none", "q=copies:none", "q=id:79LIMA*", "q=tag:none",
		"tag=PREL&tag=EFIS&not-post=LIMA", "all-tag=PREL&all-tag=EFIS", "tag=-none-", "since=1979&until=1980-05",
	} {
		req := requested(t, address)
		sel, err := empty().newRun(t.Context()).selection(req)
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		js, err := json.Marshal(sel.hits())
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(address + "\n  " + string(js) + "\n")
	}
	golden := filepath.Join("testdata", "asked.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestOrder holds in which order hits are asked for.
func TestOrder(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"":                       `[{"newest":"asc"}]`,
		"q=lens":                 `["_score",{"ord":"asc"}]`,
		"q=tag:PREL":             `[{"newest":"asc"}]`,
		"q=-lens tag:PREL":       `[{"newest":"asc"}]`,
		"q=lens&sort=oldest":     `[{"ord":"asc"}]`,
		"q=lens&sort=added":      `[{"added":"desc"},{"newest":"asc"}]`,
		"q=lens OR tag:PREL":     `["_score",{"ord":"asc"}]`,
		"q=good offices":         `["_score",{"ord":"asc"}]`,
		"sort=oldest&page=7":     `[{"ord":"asc"}]`,
		"copies=apart&page=3":    `[{"newest":"asc"}]`,
		"q=lens&sort=relevance":  `["_score",{"ord":"asc"}]`,
		"q=date:1979&until=1980": `[{"newest":"asc"}]`,
	} {
		req := requested(t, address)
		a := empty()
		sel, err := a.newRun(t.Context()).selection(req)
		if err != nil {
			t.Fatal(err)
		}
		body := a.listBody(sel, req, (req.Page-1)*req.Size, req.Size, nil)
		js, err := json.Marshal(body["sort"])
		if err != nil {
			t.Fatal(err)
		}
		if string(js) != want || body["from"] != (req.Page-1)*req.Size {
			t.Errorf("%s: %s from %v, want %s", address, js, body["from"], want)
		}
		if _, folded := body["collapse"]; folded == req.Apart {
			t.Errorf("%s: copies are folded: %v", address, folded)
		}
	}
}

// TestTimeline holds how a period is divided and which cables are held in each part.
func TestTimeline(t *testing.T) {
	t.Parallel()
	a := empty()
	a.calendar = calendarOf([]tables.DateCount{{Key: 19740000, Count: 1}, {Key: 19740300, Count: 2}, {Key: 19740305, Count: 3}, {Key: 19760101, Count: 4}})
	sum := func(t archive.Timeline) (n int) {
		for _, b := range t.Buckets {
			n += b.Held
		}
		return n
	}
	for _, x := range []struct {
		period             cable.Date
		parts, held, vague int
	}{
		{cable.Date{}, 3, 10, 0},
		{cable.Date{Year: 1974}, 12, 5, 1},
		{cable.Date{Year: 1974, Month: 3}, 31, 3, 2},
		{cable.Date{Year: 1974, Month: 3, Day: 5}, 31, 3, 2},
		{cable.Date{Year: 1980}, 12, 0, 0},
	} {
		got := divisionOf(x.period).timeline(a, a.calendar.held, 7)
		if len(got.Buckets) != x.parts || sum(got) != x.held || got.Vague != x.vague || got.Undated != 7 {
			t.Errorf("%v: %d parts that hold %d, %d vague, want %v", x.period, len(got.Buckets), sum(got), got.Vague, x)
		}
	}
	a.calendar = calendarOf([]tables.DateCount{{Key: 10010101, Count: 1}, {Key: 19740305, Count: 3}})
	if got := divisionOf(cable.Date{}).timeline(a, a.calendar.held, 0); len(got.Buckets) != 2 {
		t.Errorf("%d years of a thousand", len(got.Buckets))
	}
}

// TestRefused holds that what does not exist is refused before the cluster is asked.
func TestRefused(t *testing.T) {
	t.Parallel()
	a := empty()
	for name, req := range map[string]query.Request{
		"page 0": {Size: 20}, "size 0": {Page: 1}, "too far": {Page: 1 << 20, Size: 20}, "an order": {Page: 1, Size: 20, Sort: "nonsense"},
		"a facet": {Page: 1, Size: 20, Filters: []query.Filter{{Facet: "nonsense", Value: "x"}}},
	} {
		if _, err := a.Search(t.Context(), req); !errors.Is(err, archive.ErrBadRequest) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := a.FacetValues(t.Context(), query.Request{}, "nonsense", archive.FacetOptions{}); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("the values of no facet: %v", err)
	}
	if _, err := a.Place(t.Context(), query.Request{}, 0); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("place 0: %v", err)
	}
	if _, err := a.Following(t.Context(), query.Request{}, "", -1); !errors.Is(err, archive.ErrBadRequest) {
		t.Errorf("-1 cables: %v", err)
	}
}

func TestLetters(t *testing.T) {
	t.Parallel()
	if got := lettersIn(lettersOf("ola dahl \t dahl ola 1st") | lettersOf("zoë")); got != "DOZ" {
		t.Errorf("letters %q", got)
	}
}

// TestBranches holds that words which must hold together in a branch of OR count for the
// order of all that is found, and each once.
func TestBranches(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"lens OR museum": 0, "(lens honey) OR museum": 2, "((lens honey) OR museum) OR (ferry the tag:PREL)": 3, "lens museum": 0, "NOT (lens honey) OR museum": 0,
		"(tag:PREL tag:EFIS) OR museum": 0, `("rigid rules" OR lens) honey OR museum`: 3,
	} {
		e, _, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		sel, err := empty().newRun(t.Context()).selection(query.Request{Text: text, Expr: e})
		if err != nil {
			t.Fatal(err)
		}
		if len(sel.score) != want || !sel.text.scored {
			t.Errorf("%s: %d words beside the conditions, want %d: %v", text, len(sel.score), want, sel.score)
		}
	}
}
