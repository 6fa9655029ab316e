package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/text"
)

// Which words of a cable tell what it is about, by the rules of the embedded engine.
const (
	similarTerms  = 16 // telling words that are looked up
	similarTried  = 60 // words that are tried for it
	similarCommon = 10 // a word that one in so many cables has tells little
	subjectWorth  = 3  // a word of the subject counts as so many of the text

	// rankOf is about the rank of a word by its frequency, times the part of the cables
	// that have it: words are as rare as their ranks are high.
	rankOf = 30
)

// A tellingWord is a word of a cable with its weight.
type tellingWord struct {
	word   string
	weight float64
}

// telling are the words of a cable that say most about it, the heaviest first: by their
// number there, and by how few cables have them.
func (a *Archive) telling(ctx context.Context, c *cable.Cable) ([]tellingWord, error) {
	times := wordTimes(c)
	df, err := a.frequencies(ctx, slices.Sorted(maps.Keys(times)))
	if err != nil {
		return nil, err
	}
	n := float64(a.Cables)
	var words []tellingWord
	for w, f := range df {
		words = append(words, tellingWord{w, (1 + math.Log(times[w])) * math.Log(1+rankOf*n/f)})
	}
	heaviest := func(x, y tellingWord) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), strings.Compare(x.word, y.word))
	}
	slices.SortFunc(words, heaviest)
	var out []tellingWord
	for _, w := range words[:min(similarTried, len(words))] {
		f := df[w.word]
		if len(out) == similarTerms {
			break
		}
		if f <= max(n/similarCommon, similarShared) {
			out = append(out, tellingWord{w.word, (1 + math.Log(times[w.word])) * idf(n, f)})
		}
	}
	slices.SortFunc(out, heaviest)
	return out, nil
}

// wordTimes are the words of a cable that can tell something, and how often it has them.
func wordTimes(c *cable.Cable) map[string]float64 {
	out := map[string]float64{}
	take := func(s string, subject bool) {
		worth := 1.0
		if subject {
			worth = subjectWorth
		}
		text.Scan(s, func(term []byte, _, _ int, kind text.Kind) {
			if kind == text.Plain && tells(string(term)) {
				out[string(term)] += worth
			}
		})
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	return out
}

// tells reports whether a word can say what a cable is about.
func tells(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(first) && len(w) > 2 && !text.IsStop(w)
}

// wordSet are the words of a cable's text in their order, each once.
func wordSet(c *cable.Cable) []string {
	var out []string
	take := func(s string, subject bool) {
		if !subject {
			out = append(out, text.Words(s)...)
		}
	}
	values.EachProse(c, take)
	values.EachAddition(c, take)
	slices.Sort(out)
	return slices.Compact(out)
}

// frequencies are in how many cables each of some words is, of those that two have or
// more. Of several shards one is asked, and as much taken for the others.
func (a *Archive) frequencies(ctx context.Context, words []string) (map[string]float64, error) {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(mapping.Exactly + w + " ")
	}
	var x struct {
		Vectors map[string]struct {
			Terms map[string]struct {
				Cables float64 `json:"doc_freq"`
			} `json:"terms"`
		} `json:"term_vectors"`
	}
	err := a.client.Do(ctx, client.Request{Method: http.MethodPost, Path: "/" + url.PathEscape(a.index) + "/_termvectors", Body: clause{
		"doc": clause{mapping.Weights: b.String()}, "fields": []string{mapping.Weights}, "term_statistics": true, "field_statistics": false,
		"positions": false, "offsets": false, "payloads": false,
	}}, &x)
	if errors.Is(err, client.ErrMissing) {
		return nil, fmt.Errorf("%w: %w", archive.ErrUnavailable, err)
	}
	if err != nil {
		return nil, err
	}
	out := map[string]float64{}
	for t, f := range x.Vectors[mapping.Weights].Terms {
		if n := f.Cables * float64(a.Shards); n >= 2 {
			out[strings.TrimPrefix(t, mapping.Exactly)] = n
		}
	}
	return out, nil
}
