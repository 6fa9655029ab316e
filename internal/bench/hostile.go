package bench

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/server/middleware"
)

const (
	searchTime   = 2 * time.Second // of one search (docs/query.md)
	randomCount  = 1000
	deadlineRuns = 200
)

// An effort is how much is tried beside the hostile searches.
type effort struct {
	random    int // searches within the grammar
	deadlines int // dearest queries that are run again with a deadline
}

// hostile are searches that take other engines minutes or gigabytes.
func hostile(d *draw) []Query {
	w := d.frequent[0]
	many := func(n int, s string) string { return strings.TrimSpace(strings.Repeat(s+" ", n)) }
	q := func(name, text string) Query { return Query{name, url.Values{"q": {text}}} }
	out := []Query{
		q("*", "*"), q("?*?", "?*?"), q("/.*/", "/.*/"), q("/.{1,200}/", "/.{1,200}/"), q("*a*", "*a*"),
		q("*a*, 40 times", many(40, "*a*")), q("leading wildcards, 200", many(200, "*zq")),
		q("/(.{1,100}){1,10}/", "/(.{1,100}){1,10}/"), q("words ~2, 200", many(200, w+"~2")),
		q("optional words, 10,000", many(10000, w+" OR")+" "+w), q("required words, 10,000", many(10000, w)), q("forbidden words, 10,000", many(10000, "-"+w)),
		q("a common word 16 times as a phrase", `"`+many(16, w)+`"`), q("a phrase of 2,000 words", `"`+many(2000, w)+`"`),
		q("a word of 64 KB", strings.Repeat("a", 64<<10)), q("a word of 1 MB", strings.Repeat("a", 1<<20)), q("1 MB of short words", strings.Repeat("ab ", 1<<20/3)),
		q("10,000 brackets", strings.Repeat("(", 10000)+w+strings.Repeat(")", 10000)), q("open brackets", strings.Repeat("(", 250)),
		q("NUL", "a\x00b"), q("invalid UTF-8", "\xff\xfe"), q("an open quote", `"`+w), q("a lone slash", "/"), q("^NaN", w+"^NaN"),
		q("16 common words", strings.Join(d.frequent[:16], " OR ")), q("a phrase of 8 function words", `"of the in the to the and the"`), q("function words near each other", `"the of and to in"~100`),
		q("4 prefixes", "con* pre* com* pro*"), q("4 fuzzy words", strings.Join(d.frequent[:4], "~1 ")+"~1"), q("a NOT alone", "NOT "+w),
	}
	with := func(name string, pairs ...string) {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Add(pairs[i], pairs[i+1])
		}
		out = append(out, Query{name, v})
	}
	with("page -1", "q", w, "page", "-1")
	with("page 1,000,000", "q", w, "page", "1000000")
	with("the farthest page by date", "sort", "oldest", "page", strconv.Itoa(query.MaxReach/100), "size", "100")
	with("hit 10,000 by relevance, 100 a page", "q", w, "page", "100", "size", "100")
	with("10,000,000 hits a page", "q", w, "size", "10000000")
	v := url.Values{}
	for i := range 1000 {
		v.Add("tag", "T"+strconv.Itoa(i))
	}
	return append(out, Query{"1,000 filters", v})
}

// random makes a query within the grammar, of the words of the archive.
func (d *draw) random() url.Values {
	var parts []string
	prefixes, fuzzy, near := query.MaxPrefixes, query.MaxFuzzy, query.MaxNear
	for range 1 + d.IntN(8) {
		parts = append(parts, d.part(&prefixes, &fuzzy, &near))
	}
	if len(parts) > 3 && d.IntN(3) == 0 {
		parts[1], parts[len(parts)-2] = "("+parts[1], parts[len(parts)-2]+")"
	}
	v := url.Values{"q": {strings.Join(parts, []string{" ", " OR "}[d.IntN(2)])}}
	for len(v.Get("q")) > query.MaxBytes {
		parts = parts[:len(parts)-1]
		v.Set("q", strings.Join(parts, " "))
	}
	for range d.IntN(4) {
		v.Add("tag", d.tags[d.IntN(len(d.tags))])
	}
	if d.IntN(3) == 0 {
		v.Add("not-post", d.posts[d.IntN(len(d.posts))])
	}
	if d.IntN(4) == 0 {
		v.Set("since", d.years[d.IntN(len(d.years))])
	}
	v.Set("size", strconv.Itoa(query.Sizes()[d.IntN(3)]))
	v.Set("page", strconv.Itoa(1+d.IntN(100)))
	return v
}

// part is a word, phrase or field.
func (d *draw) part(prefixes, fuzzy, near *int) string {
	switch d.IntN(9) {
	case 0:
		return d.seldom()
	case 1:
		return `"` + d.common[d.IntN(len(d.common))] + `"`
	case 2:
		if *near--; *near >= 0 {
			return `"` + d.often() + " " + d.often() + `"~` + strconv.Itoa(1+d.IntN(query.MaxSlop))
		}
	case 3:
		if *prefixes--; *prefixes >= 0 {
			return d.often()[:3] + "*"
		}
	case 4:
		if *fuzzy--; *fuzzy >= 0 {
			return d.often() + "~1"
		}
	case 5:
		return "-" + d.often()
	case 6:
		return "tag:" + d.tags[d.IntN(len(d.tags))]
	case 7:
		return "date:" + d.years[d.IntN(len(d.years))]
	}
	return d.often()
}

// Hostile runs searches that are made to hurt, and random ones within the
// grammar: each must be refused at once or done in time, in bounded memory.
// Then it runs the dearest ones again and looks when a deadline stops them.
func Hostile(ctx context.Context, r *Record, data string) error {
	return hostileSearches(ctx, r, data, effort{randomCount, deadlineRuns})
}

func hostileSearches(ctx context.Context, r *Record, data string, e effort) error {
	a, done, err := Open(data)
	if err != nil {
		return err
	}
	defer done()
	if err := r.Measures(a, data); err != nil {
		return err
	}
	d, err := newDraw(ctx, a)
	if err != nil {
		return err
	}
	t := Table{Title: "One by one", Columns: []string{"search", "refused", "ms", "MB heap", "hits"}}
	var worst worst
	for _, q := range hostile(d) {
		o, err := try(ctx, a, q)
		if err != nil {
			return err
		}
		worst.add(q, o)
		refused := 0.0
		if o.refused {
			refused = 1
		}
		t.Add(q.Class, refused, milliseconds(o.took), float64(o.heap)/1e6, float64(o.total))
	}
	var times []time.Duration
	random := Table{Title: "Random searches within the grammar", Columns: append(append([]string{"", "searches", "refused"}, spread...), "most MB heap")}
	var refused, heap float64
	for range e.random {
		q := Query{"random", d.random()}
		o, err := try(ctx, a, q)
		if err != nil {
			return err
		}
		worst.add(q, o)
		if o.refused {
			refused++
		}
		times = append(times, o.took)
		heap = max(heap, float64(o.heap)/1e6)
	}
	random.Add("random", append(append([]float64{float64(e.random), refused}, Spread(times)...), heap)...)
	over, err := deadlines(ctx, a, worst.dearest(e.deadlines))
	if err != nil {
		return err
	}
	r.Tables = append(r.Tables, t, random, over.table)
	r.most("hostile search refused, ms", 5, milliseconds(worst.refused))
	r.most("hostile or random search done, ms", 2000, milliseconds(worst.done))
	r.most("hostile or random search, MB of heap", 100, float64(worst.heap)/1e6)
	r.most("ms by which a deadline is passed", 100, milliseconds(over.most))
	r.Notes = append(r.Notes, "Heap is all that a search allocates, which is the most by which it can make the heap grow.",
		fmt.Sprintf("Of %d searches the longest that was not refused: %q.", len(times)+len(t.Rows), worst.slowest.Values.Encode()))
	return nil
}

// An outcome is what became of one search.
type outcome struct {
	run
	refused bool
	late    bool // the deadline ended it
}

// try runs a search as the server does: with its limits, that of the length of
// a URL included, and its deadline. The
// error is one that is neither a refusal nor the deadline.
func try(ctx context.Context, a archive.Archive, q Query) (o outcome, err error) {
	return tryWithin(ctx, a, q, searchTime)
}

func tryWithin(ctx context.Context, a archive.Archive, q Query, limit time.Duration) (o outcome, err error) {
	url := "/search?" + q.Values.Encode() // a visitor's work, not the server's
	Forget(a)
	heap := newHeapMeter()
	before := heap.allocated()
	start := time.Now()
	defer func() { o.took, o.heap = time.Since(start), heap.allocated()-before }()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if len(url) > middleware.MaxURL {
		o.refused = true
		return o, nil
	}
	req, err := q.Request()
	if err != nil {
		o.refused = true
		return o, nil
	}
	res, err := a.Search(ctx, req)
	switch {
	case errors.Is(err, archive.ErrBadRequest):
		o.refused = true
		return o, nil
	case errors.Is(err, context.DeadlineExceeded):
		o.late = true
		return o, nil
	case err != nil:
		return o, fmt.Errorf("query %.200s: %w", q.Values.Encode(), err)
	}
	o.total = res.Total
	return o, nil
}
