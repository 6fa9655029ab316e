package bench

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// A Query is a search as its URL, so that whoever can read a request can run
// it.
type Query struct {
	Class  string
	Values url.Values
}

// Request reads the URL.
func (q Query) Request() (query.Request, error) {
	r, err := query.ParseRequest(q.Values)
	if err != nil {
		return r, fmt.Errorf("query %s: %w", q.Values.Encode(), err)
	}
	return r, nil
}

// words is what an archive's own texts offer to search for. It is drawn from a
// sample of cables that lie evenly over the archive.
type words struct {
	frequent    []string // in 0.5 to 30 of 100 cables, the most frequent first
	rare        []string // in few
	runs        []string // three words in a row that stand somewhere
	common      []string // two words in a row that stand in many
	tags, posts []string // the most frequent values
	years       []string
}

// sampleSize is the number of cables that are read to find words.
const sampleSize = 3000

// gather reads a sample of an archive.
func gather(ctx context.Context, a archive.Archive) (*words, error) {
	ids, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		return nil, err
	}
	step := max(1, len(ids)/sampleSize)
	single, pairs, first := map[string]int{}, map[string]int{}, map[string][]string{}
	read := 0
	for i := 0; i < len(ids); i += step {
		rec, err := a.Record(ctx, ids[i], archive.Parsed)
		if err != nil {
			return nil, err
		}
		read++
		seen := map[string]bool{}
		for _, p := range rec.Cable.Paragraphs {
			row := strings.FieldsFunc(strings.ToLower(p.Text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			for j, w := range row {
				if len(w) >= 4 && !seen[w] && letters(w) {
					seen[w] = true
					single[w]++
				}
				if j > 0 && len(w) >= 4 && len(row[j-1]) >= 4 && letters(w) && letters(row[j-1]) {
					if pair := row[j-1] + " " + w; !seen[pair] {
						seen[pair] = true
						pairs[pair]++
						if j > 1 && letters(row[j-2]) {
							first[pair] = append(first[pair][:0:0], row[j-2], row[j-1], w)
						}
					}
				}
			}
		}
	}
	out := &words{}
	for w, n := range single {
		switch {
		case n >= max(3, read/200) && n < read*3/10:
			out.frequent = append(out.frequent, w)
		case n <= 2 && len(w) >= 5:
			out.rare = append(out.rare, w)
		}
	}
	byCount(out.frequent, single)
	slices.Sort(out.rare)
	for p, n := range pairs {
		if n > 1 {
			out.common = append(out.common, p)
		} else if run := first[p]; run != nil {
			out.runs = append(out.runs, strings.Join(run, " "))
		}
	}
	byCount(out.common, pairs)
	slices.Sort(out.runs)
	out.common = out.common[:min(len(out.common), 200)]
	if len(out.frequent) < 20 || len(out.rare) < 20 || len(out.runs) < 20 || len(out.common) < 5 {
		return nil, fmt.Errorf("an archive of %d cables has too few words to search for", len(ids))
	}
	return out, nil
}

func letters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) || r > unicode.MaxASCII }) < 0
}

// byCount sorts by count, then by name.
func byCount(names []string, count map[string]int) {
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
}
