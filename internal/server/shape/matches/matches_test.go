package matches

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/snippet"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/trail"
)

// said writes links between matches as a line.
func said(h *trail.Hits) string {
	if h == nil {
		return ""
	}
	s := h.Label
	for i, n := range h.Numbers {
		if i > 0 && h.Range {
			s += " to"
		}
		s += " " + n.Label + n.Href
	}
	s += " " + h.Of
	if h.Prev != nil {
		s += " ↑" + h.Prev.Label + h.Prev.Href
	}
	if h.Next != nil {
		s += " ↓" + h.Next.Label + h.Next.Href
	}
	return s
}

// spans are n matches of one character with one between.
func spans(n int) []archive.Span {
	out := make([]archive.Span, n)
	for i := range out {
		out[i] = archive.Span{Start: 2 * i, End: 2*i + 1}
	}
	return out
}

var texts = []Text{{Key: snippet.TitleKey, Label: "Subject"}, {Key: "par1", Label: "¶ 1"}, {Key: "par2", Label: "¶ 2"}, {Key: "par3", Label: "¶ 3"}, {Key: "note-0", Label: "Note 1"}}

func TestHits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		found map[string]int
		where string
		hits  map[string]string
	}{
		{map[string]int{}, "", map[string]string{"par1": ""}},
		{map[string]int{"par2": 1}, "1 match: ¶ 2", map[string]string{"par2": ""}},
		{map[string]int{"title": 1, "par1": 2, "par3": 1}, "4 matches: Subject, ¶ 1, ¶ 3", map[string]string{
			"title": "Match 1#match-1 of 4 ↓#match-2", "par1": "Matches 2#match-2 3#match-3 of 4 ↑#match-1 ↓#match-4", "par2": "", "par3": "Match 4#match-4 of 4 ↑#match-3",
		}},
		{map[string]int{"title": 1, "par1": 1, "par2": 1, "note-0": 1}, "4 matches, in 4 places", map[string]string{"note-0": "Match 4#match-4 of 4 ↑#match-3"}},
		{map[string]int{"par1": 9}, "9 matches: ¶ 1", map[string]string{"par1": "Matches 1#match-1 to 9#match-9 of 9"}},
		{map[string]int{"par1": Most - 1, "par2": 3, "par3": 1000}, "1,202 matches, the first 200 of them numbered: ¶ 1, ¶ 2", map[string]string{
			"par2": "Match 200#match-200 of 1,202 ↑#match-199", "par3": "",
		}},
	} {
		found := map[string][]archive.Span{}
		for key, n := range tt.found {
			found[key] = spans(n)
		}
		n := Of(texts, found)
		where := ""
		if v := n.View(nil, nil); v != nil {
			where = v.Where
		}
		if where != tt.where {
			t.Errorf("%v: %q, want %q", tt.found, where, tt.where)
		}
		for key, want := range tt.hits {
			if got := said(n.Hits(nil, key)); got != want {
				t.Errorf("%v, %s: %s, want %s", tt.found, key, got, want)
			}
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	n := Of(texts, map[string][]archive.Span{"title": spans(1), "par1": spans(2), "par3": spans(1)})
	page := func(key string) string { return "/" + key }
	for key, want := range map[string]string{
		"par1": "Matches 2 to 3 of 4 in this cable ↓¶ 3/par3",
		"par2": "None of 4 matches in this cable is in this paragraph.  ↑¶ 1/par1 ↓¶ 3/par3",
		"par3": "Match 4 of 4 in this cable ↑¶ 1/par1",
	} {
		if got := said(n.Page(nil, key, texts[1:4], page)); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	if h := Of(texts, nil).Page(nil, "par1", texts, page); h != nil {
		t.Errorf("without matches: %+v", h)
	}
}

// TestName: a match that was cut has its id once, whatever stands between.
func TestName(t *testing.T) {
	t.Parallel()
	n := Of(texts, map[string][]archive.Span{"title": spans(1), "par1": {{Start: 4, End: 12}, {Start: 16, End: 17}}})
	rs := []templates.Run{
		{Parts: []templates.Part{{Text: "The "}, {Text: "good", Match: true}}},
		{Kind: templates.NoteMark},
		{Kind: templates.Person, Parts: []templates.Part{{Text: " São", Match: true}, {Text: " or "}, {Text: "é", Match: true}}},
	}
	n.Name("par1", rs)
	var got []string
	for _, r := range rs {
		for _, p := range r.Parts {
			got = append(got, p.ID)
		}
	}
	if s := strings.Join(got, ","); s != ",match-2,,,match-3" {
		t.Errorf("ids %s", s)
	}
	n.Name("par2", rs) // nothing was found there
}

func TestFields(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "74LIMA5", To: []string{"SECSTATE WASHDC"}, Info: []string{"AMEMBASSY QUITO"}, Signers: []string{"STRAND", "VEGA"}, ClassifiedBy: "Charge Strand"}
	f := &Found{Cable: c, Spans: map[string][]archive.Span{snippet.SignerKey(1): spans(1), snippet.ClassifierKey: spans(1)}}
	for i := range 6 {
		f.Values = append(f.Values, snippet.Value{Of: query.Persons, Text: fmt.Sprintf("Vega %d", i)})
	}
	f.Values = append(f.Values, snippet.Value{Of: query.Tags, Text: "EFIS"}, snippet.Value{Of: "to", Text: "AMEMBASSY QUITO"}, snippet.Value{Of: query.Year, Text: "1974"})
	var got []string
	for _, p := range f.Places(nil) {
		got = append(got, p.Label+" "+p.Href)
	}
	want := "TAGS: EFIS #fact-tags|People: Vega 0, Vega 1, Vega 2, Vega 3, 2 more #names|Addressees: AMEMBASSY QUITO #fact-info|Signature: VEGA #fact-signed|Classified by: Charge Strand #fact-classified-by"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	for _, tt := range []struct {
		term string
		i    int
		text string
		want bool
	}{{"TAGS", 0, "EFIS", true}, {"TAGS", 0, "PE", false}, {"Info", 0, "AMEMBASSY QUITO", true}, {"To", 0, "SECSTATE WASHDC", false}, {"Signed", 0, "STRAND", false}, {"Signed", 1, "VEGA", true}, {"Date", 0, "1974", false}} {
		if got := f.InFact(tt.term, tt.i, tt.text); got != tt.want {
			t.Errorf("%s %s: %v", tt.term, tt.text, got)
		}
	}
	var none *Found
	if none.Fields(nil) != nil || none.Has(query.Tags, "EFIS") || none.HasName(cable.PER, "x") || none.Aside(nil, 2) != nil || none.InFact("From", 0, "x") {
		t.Error("something is found in nothing")
	}
}

func TestListed(t *testing.T) {
	t.Parallel()
	sum := archive.Summary{ID: "74LIMA5", Origin: cable.Post{Code: "LIMA", Name: "Embassy Lima", Country: "Peru"}, Classification: "SECRET", Captions: []string{"EXDIS", "NODIS"}}
	for text, want := range map[string]string{"from:lima caption:exdis": "origin LIMA;captions EXDIS", "class:s OR country:peru": "country Peru;classification SECRET", "nets": "", "-class:s": "", "tag:PREL": ""} {
		e, _, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range Listed(sum, e).Fields(nil) {
			got = append(got, f.Term+" "+strings.Join(f.Values, " "))
		}
		if s := strings.Join(got, ";"); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

func TestDiffer(t *testing.T) {
	t.Parallel()
	facets := []archive.FacetCounts{{Facet: query.Tags, Buckets: []archive.Bucket{{Value: "PREL"}, {Value: "EFIS"}}}, {Facet: query.Captions, Buckets: []archive.Bucket{{Value: "PREL"}}}}
	for _, tt := range []struct {
		text   string
		differ bool
		common string
	}{
		{"nets", false, ""}, {"tag:prel", false, "TAGS PREL"}, {"tag:PREL tag:efis nets", false, "TAGS PREL EFIS"}, {"tag:PREL OR tag:EFIS", true, ""},
		{"nets OR tag:PREL", true, ""}, {"tag:PR*", true, ""}, {"per:vega", true, ""}, {"-per:vega nets", false, ""}, {"tag:none", false, ""}, {"class:secret", false, ""},
	} {
		e, _, err := query.Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		common := ""
		for _, f := range Common(e, facets) {
			common += f.Term + " " + strings.Join(f.Values, " ")
		}
		if got := Differ(e); got != tt.differ || common != tt.common {
			t.Errorf("%s: %v %q, want %v %q", tt.text, got, common, tt.differ, tt.common)
		}
	}
}
