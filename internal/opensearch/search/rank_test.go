package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"reftel/internal/archive/rank"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
)

// hit is one as the cluster tells it: with its score, its place in the archive and the
// brevity of its text.
func hit(id string, score float64, ord int, brevity float64) client.Hit {
	return client.Hit{
		ID: id, Score: score, Sort: []json.RawMessage{json.RawMessage(fmt.Sprint(score)), json.RawMessage(fmt.Sprint(ord))},
		Fields: map[string]json.RawMessage{mapping.Brevity: json.RawMessage(fmt.Sprintf("[%g]", brevity))},
	}
}

// TestReadable holds that long texts are not read beyond a bound, but for the first.
func TestReadable(t *testing.T) {
	t.Parallel()
	brevity := func(length float64) float64 { // of a text of so many times the mean length
		norm := rank.WeightBody / (1 - rank.BBody + rank.BBody*length)
		return norm / (norm + rank.K1)
	}
	for name, c := range map[string]struct {
		lengths []float64
		want    int
	}{
		"usual":      {slices.Repeat([]float64{1}, rank.Hits), rank.Hits},
		"none":       {nil, 0},
		"a long one": {[]float64{1, mostRead, 1}, 1},
		"all long":   {[]float64{10 * mostRead, 10 * mostRead}, 1},
		"empty":      {[]float64{0, 0, 0}, 3},
	} {
		var hits []client.Hit
		for i, l := range c.lengths {
			hits = append(hits, hit(fmt.Sprint("79LIMA", i), 1, i, brevity(l)))
		}
		if got, err := readable(hits); err != nil || len(got) != c.want {
			t.Errorf("%s: %d are read (%v), want %d", name, len(got), err, c.want)
		}
	}
	if _, err := readable([]client.Hit{{ID: "79LIMA1"}}); err == nil {
		t.Error("a cable without a length is read")
	}
}

// TestBest holds how cables whose texts are known are put among those whose are not.
func TestBest(t *testing.T) {
	t.Parallel()
	e, _, err := query.Parse("fog bank")
	if err != nil {
		t.Fatal(err)
	}
	body := func(s string) *cable.Cable { return &cable.Cable{Paragraphs: []cable.Paragraph{{Text: s}}} }
	hits := []client.Hit{hit("A", 3, 4, 0.5), hit("B", 2, 3, 0.5), hit("C", 1, 2, 0.5), hit("D", 1, 1, 0.5)}
	for name, c := range map[string]struct {
		texts map[string]string
		anew  bool
		want  []int
	}{
		"nearness is added":                {map[string]string{"C": "A fog bank."}, false, []int{2, 0, 1, 3}},
		"equal ones in archive order":      {nil, false, []int{0, 1, 3, 2}},
		"what is not weighed stays behind": {map[string]string{"C": "A fog.", "D": "A fog, a fog."}, true, []int{3, 2, 0, 1}},
	} {
		r := rank.New(e, func(w string) []string { return []string{w} })
		corpus := rank.Corpus{Cables: 100, Having: map[rank.Word]int{}, Means: rank.Means{Subject: 1, Body: 3}}
		for _, w := range r.Words() {
			corpus.Having[w] = 5
		}
		texts := map[string]*rank.Text{}
		for id, s := range c.texts {
			texts[id] = r.Read(body(s))
		}
		b, err := bestOf(hits, texts, r, corpus, c.anew)
		if err != nil || !slices.Equal(b.places, c.want) {
			t.Errorf("%s: %+v (%v), want %v", name, b, err, c.want)
		}
	}
}
