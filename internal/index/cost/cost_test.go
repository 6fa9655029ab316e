package cost

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"reftel/internal/archive/plan"
	"reftel/internal/query"
)

// vocabulary numbers words by how many of the 100,000 cables of the tests have them.
var vocabulary = []struct {
	word   string
	cables int
}{{"", 0}, {"the", 100_000}, {"of", 99_000}, {"government", 60_000}, {"embassy", 55_000}, {"minister", 30_000}, {"harbor", 2_000}, {"lighthouse", 40}, {"lens", 3}}

func testIndex(t *testing.T) Index {
	t.Helper()
	ranks, err := NewRanks(len(vocabulary), func(id uint32) (int, error) { return vocabulary[id].cables, nil })
	if err != nil {
		t.Fatal(err)
	}
	return Index{
		Cables: 100_000, Stream: 1500, Ranks: ranks, Paired: 1 << 10,
		Forms: func(s plan.Spelling) (ids []uint32, _ error) {
			for id, w := range vocabulary {
				if id > 0 && (w.word == s.Term || s.Prefix && strings.HasPrefix(w.word, s.Term)) {
					ids = append(ids, uint32(id))
				}
			}
			return ids, nil
		},
		Values: func(v query.Value) int { return 10 * len(v.Text) },
		Filter: func(f query.Filter) int { return 10 * len(f.Value) },
	}
}

func costOf(t *testing.T, x Index, address string) time.Duration {
	t.Helper()
	v, err := url.ParseQuery(address)
	if err != nil {
		t.Fatal(err)
	}
	req, err := query.ParseRequest(v)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	took, err := Of(req, x)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return took
}

// TestOf holds between which times costs lie.
func TestOf(t *testing.T) {
	t.Parallel()
	x := testIndex(t)
	const ms = time.Millisecond
	for _, tt := range []struct {
		address     string
		least, most time.Duration
	}{
		{"", 1 * ms, 3 * ms},
		{"q=unheard", 1 * ms, 3 * ms},
		{"q=lens", 1 * ms, 3 * ms},
		{"q=tag:PREL", 1 * ms, 5 * ms},
		{"tag=PREL", 1 * ms, 5 * ms},
		{"tag=PREL&post=OSLO&not-class=SECRET&since=1974", 1 * ms, 10 * ms},
		{"q=harbor+lighthouse", 1 * ms, 4 * ms},
		{"q=government+embassy", 15 * ms, 50 * ms},
		{"q=the+lighthouse", 1 * ms, 3 * ms}, // without the stop word
		{"q=%22the+government%22", 2 * ms, 20 * ms},
		{"q=%22lighthouse+lens%22", 1 * ms, 3 * ms},
		{"q=%22lighthouse+lens%22~100", 1 * ms, 3 * ms},
		{"q=%22harbor+lens%22~100", 1 * ms, 3 * ms},
		{"q=%22harbor+minister%22~100", 20 * ms, 50 * ms},
		{"q=%22the+of%22~100", 1000 * ms, 3000 * ms},
		{"q=%22the+of%22~100+lens", 1 * ms, 5 * ms}, // three cables are looked at
		{"q=%22the+of%22~100+tag:PREL", 1 * ms, 20 * ms},
		{"q=%22the+of%22~100+OR+%22government+embassy%22~9", 1000 * ms, 4000 * ms},
		{"q=-%22the+of%22~100", 1000 * ms, 3000 * ms},
		{"q=go*+OR+em*+OR+mi*", 1 * ms, 60 * ms},
		{"q=harbor~1", 5 * ms, 30 * ms},
		{"size=100", 5 * ms, 10 * ms},
	} {
		if got := costOf(t, x, tt.address); got < tt.least || got > tt.most {
			t.Errorf("%s costs %v, want %v to %v", tt.address, got, tt.least, tt.most)
		}
	}
}

// TestHaving holds that no word is taken for rarer than it is by the words asked for.
func TestHaving(t *testing.T) {
	t.Parallel()
	cables := func(id uint32) int { return 1_000_000 / int(id) }
	asked := 0
	r, err := NewRanks(700_000, func(id uint32) (int, error) { asked++; return cables(id), nil })
	if err != nil {
		t.Fatal(err)
	}
	if asked > 100 {
		t.Errorf("%d words were asked for", asked)
	}
	for _, id := range []uint32{1, 2, 3, 9, 100, 1023, 50_000, 699_999} {
		if got := r.Having(id); got < cables(id) || got > cables(id)*3/2+1 {
			t.Errorf("word %d is in %d cables, estimated %d", id, cables(id), got)
		}
	}
	if r.Having(0) != 0 || (Ranks{}).Having(5) != 0 {
		t.Error("what is no word is in cables")
	}
}
