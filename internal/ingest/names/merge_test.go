package names

import (
	"fmt"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// spans are names of a text, written "PER HOLM|LOC OSLO".
func spans(t *testing.T, text, list string) []cable.Entity {
	t.Helper()
	var out []cable.Entity
	for _, s := range strings.Split(list, "|") {
		if s == "" {
			continue
		}
		kind, name, _ := strings.Cut(s, " ")
		i := strings.Index(text, name)
		if i < 0 {
			t.Fatalf("no %q in %q", name, text)
		}
		out = append(out, cable.Entity{Kind: kind, Text: name, Start: i, End: i + len(name)})
	}
	return out
}

func TestMerge(t *testing.T) {
	for name, c := range map[string]struct{ text, known, found, want string }{
		"several words of the table stand":         {"IN LA PAZ ESTENSSORO SPOKE", "LOC LA PAZ", "PER PAZ ESTENSSORO", "LOC LA PAZ tables"},
		"unless a longer name is round them":       {"THE BANK OF LA PAZ", "LOC LA PAZ", "ORG BANK OF LA PAZ", "ORG BANK OF LA PAZ tagger"},
		"one word of the table gives way":          {"HAMILTON JORDAN SPOKE", "LOC JORDAN", "PER HAMILTON JORDAN", "PER HAMILTON JORDAN tagger"},
		"and stands where nothing else was found":  {"CHAD AND HOLM", "LOC CHAD", "PER HOLM", "LOC CHAD tables|PER HOLM tagger"},
		"a person of the table is no single word":  {"HOLM SPOKE", "PER HOLM", "LOC HOLM", "PER HOLM tables"},
		"both found it: the table knows its name":  {"SWITZERLAND SPOKE", "LOC SWITZERLAND", "LOC SWITZERLAND", "LOC SWITZERLAND tagger=Known"},
		"nothing of the table":                     {"HOLM SPOKE", "", "PER HOLM", "PER HOLM tagger"},
		"the order of the text":                    {"A NEW ZEALAND B OSLO C PERU", "LOC NEW ZEALAND|LOC PERU", "PER A|LOC OSLO", "PER A tagger|LOC NEW ZEALAND tables|LOC OSLO tagger|LOC PERU tables"},
		"two of the table in one that was found":   {"THE OSLO PERU COMPANY", "LOC OSLO|LOC PERU", "ORG OSLO PERU COMPANY", "ORG OSLO PERU COMPANY tagger"},
		"a name that was found between two of its": {"OSLO AND BERGEN", "", "LOC OSLO|LOC BERGEN", "LOC OSLO tagger|LOC BERGEN tagger"},
	} {
		known, found := spans(t, c.text, c.known), spans(t, c.text, c.found)
		for i := range known {
			known[i].Name = "Known"
		}
		for i := range found {
			found[i].Inferred, found[i].Basis = true, basisTagger
		}
		var got []string
		for _, e := range merge(known, found) {
			s := fmt.Sprintf("%s %s %s", e.Kind, e.Text, e.Basis)
			if e.Basis == basisTagger && e.Name != "" {
				s += "=" + e.Name
			}
			if !e.Inferred {
				t.Errorf("%s: %s does not say that it was inferred", name, s)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}

// TestBesideMarks: what the source marked is left as it is; texts of an edition
// get what is found beside the marks, others with marks get nothing.
func TestBesideMarks(t *testing.T) {
	f := whole(t, "")
	text := "Ambassador Lars Tveiten of Norway met Foreign Minister Holm in Oslo."
	for name, c := range map[string]struct {
		edition *cable.Edition
		marks   string
		want    string
	}{
		"an edition": {&cable.Edition{Volume: "frus1931v09"}, "PER Lars Tveiten", "PER Lars Tveiten |LOC Norway tagger|PER Holm tagger|LOC Oslo tagger"},
		"marks":      {nil, "PER Lars Tveiten", "PER Lars Tveiten "},
		"none":       {nil, "", "PER Lars Tveiten tagger|LOC Norway tagger|PER Holm tagger|LOC Oslo tagger"},
	} {
		cbl := &cable.Cable{ID: "x", Edition: c.edition, Paragraphs: []cable.Paragraph{{Text: text, Entities: spans(t, text, c.marks)}}}
		f.Apply(cbl)
		var got []string
		for _, e := range cbl.Paragraphs[0].Entities {
			got = append(got, fmt.Sprintf("%s %s %s", e.Kind, e.Text, e.Basis))
			if (e.Basis != "") != e.Inferred || (e.Basis == basisTagger) != (e.Confidence > 0) {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, c.want)
		}
	}
}

// TestEvidence: whom the header names is found by the last name alone.
func TestEvidence(t *testing.T) {
	f := whole(t, "")
	c := &cable.Cable{Signers: []string{"SKARVEN"}, Paragraphs: []cable.Paragraph{{Text: "SKARVEN AGREED."}}}
	f.Apply(c)
	if es := c.Paragraphs[0].Entities; len(es) != 1 || es[0].Kind != cable.PER {
		t.Errorf("%+v", es)
	}
}

// TestPeoples: what is Norwegian counts for Norway, where that is certain.
func TestPeoples(t *testing.T) {
	f := whole(t, "")
	text := "NORWEGIAN AND INDIAN VESSELS MET WITH CHILEANS."
	c := &cable.Cable{Paragraphs: []cable.Paragraph{{Text: text}}}
	f.Apply(c)
	var got []string
	for _, e := range c.Paragraphs[0].Entities {
		got = append(got, e.Kind+" "+e.Text+"="+e.Normal())
	}
	if s, want := strings.Join(got, "|"), "LOC NORWEGIAN=Norway|LOC INDIAN=Indian|LOC CHILEANS=Chile"; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

// TestNoNames holds what is no name: where a document is kept, and numbers of boxes.
func TestNoNames(t *testing.T) {
	for text, want := range map[string]bool{
		"[Source: National Archives, RG 59, Central Files, Box 4.]": true,
		"Sources in Oslo say that the fleet will not sail.":         false,
	} {
		if got := provenance(text); got != want {
			t.Errorf("%s: provenance is %v", text, got)
		}
	}
	for word, want := range map[string]bool{"B01285A": true, "79T00275A": true, "C-130": false, "F16": false, "UN": false, "Fleet 3": false} {
		if got := shelfmark(word); got != want {
			t.Errorf("%s: a shelfmark is %v", word, got)
		}
	}
}
