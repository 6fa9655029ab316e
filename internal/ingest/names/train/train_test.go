package train

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/measure"
	"reftel/internal/ingest/names/tagger"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

func open(t *testing.T) (*reference.Tables, *tagger.Words) {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	words, _, err := Words(tables)
	if err != nil {
		t.Fatal(err)
	}
	return tables, words
}

// shown writes what a label set says before each word that is more than plain
// text: the kind of a name and its rest, ? where all is open, ~ORG where it may be
// an organisation or none.
func shown(text string, row tagger.Row, sets []tagger.Set) string {
	var out []string
	for i, set := range sets {
		t := row.Token(i)
		word := text[t.Start:t.End]
		switch {
		case set == tagger.Any:
			word = "?" + word
		case set == 1<<tagger.Out|1<<tagger.BeginORG|1<<tagger.InORG:
			word = "~ORG " + word
		case set == 1<<tagger.BeginORG|1<<tagger.InORG:
			word = "ORG " + word
		}
		for _, kind := range []string{cable.PER, cable.ORG, cable.LOC} {
			switch set {
			case 1 << tagger.Begin(kind):
				word = kind + " " + word
			case 1 << (tagger.Begin(kind) + 1):
				word = "+" + word
			}
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func TestLabel(t *testing.T) {
	_, words := open(t)
	for text, want := range map[string]string{
		"He told Foreign Minister Lars Tveiten that the talks in Oslo had been useful.":           "He told Foreign Minister PER Lars +Tveiten that the talks in LOC Oslo had been useful .",
		"The Norwegian Fishermen Party and the Ministry of Fisheries are of another mind.":        "The ORG Norwegian +Fishermen +Party and the ORG Ministry +of +Fisheries are of another mind .",
		"According to our source Skarven would agree, although the Embassy doubts it.":            "According to our source ?Skarven would agree , although the Embassy doubts it .",
		"The Norwegian Government and the Bolivian army met on Monday in January.":                "The LOC Norwegian Government and the ORG Bolivian +army met on Monday in January .",
		"B. On the other hand, NATO and the QZXV have not decided it.":                            "B. On the other hand , ORG NATO and the ORG QZXV have not decided it .",
		"It was in his cable (Oslo 1204) that he first spoke of the Gulf of Bothnia with anyone.": "It was in his cable ( Oslo 1204 ) that he first spoke of the LOC Gulf +of +Bothnia with anyone .",
	} {
		v := &volume{surnames: map[uint64]bool{}, titled: map[uint64]int{}}
		row, sets := v.label(words, text, nil)
		if got := shown(text, row, sets); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	v := &volume{}
	if _, sets := v.label(words, "TALKS IN OSLO", nil); sets != nil {
		t.Error("capitals are labelled, which tell nothing")
	}
}

// TestMarked holds that marks of the editors win, without titles and possessives.
func TestMarked(t *testing.T) {
	_, words := open(t)
	text := "We saw Ambassador Peru’s note on the GON and Haven of the fleet."
	at := func(kind, s string) cable.Entity {
		i := strings.Index(text, s)
		return cable.Entity{Kind: kind, Text: s, Start: len([]rune(text[:i])), End: len([]rune(text[:i+len(s)]))}
	}
	v := &volume{surnames: map[uint64]bool{}, titled: map[uint64]int{}}
	row, sets := v.label(words, text, []cable.Entity{at("PER", "Ambassador Peru’s"), at("MISC", "GON"), at("ORG", "Haven")})
	want := "We saw Ambassador PER Peru ’s note on the LOC GON and ORG Haven of the fleet ."
	if got := shown(text, row, sets); got != want {
		t.Errorf(" got %s\nwant %s", got, want)
	}
}

// TestRun trains on one volume and holds that the same volume gives the same
// model, and that it finds more than the tables alone.
func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("training takes a while under the race detector")
	}
	sharedtest.Dear(t)
	tables, _ := open(t)
	volume := filepath.Join(sharedtest.Dir(t, "frus-tei"), "frus1969-76ve09p1.xml")
	marked := sharedtest.Dir(t, "names-marked.jsonl")
	var models [2]bytes.Buffer
	var model *tagger.Model
	for i := range models {
		var err error
		model, err = Run(tables, Options{Volumes: []string{volume}, Epochs: 1, Rate: 0.1, Others: 1, Hidden: 0.25, Log: t.Logf})
		if err != nil {
			t.Fatal(err)
		}
		if err := model.Write(&models[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0].Bytes(), models[1].Bytes()) {
		t.Error("the same volume gave two models")
	}
	f, err := os.Open(marked)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := measure.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	finder := names.New(tables, nil)
	alone, with, whole := measure.Run(finder.WithModel(nil), docs).All, measure.Run(finder.WithModel(model), docs).All, measure.Run(finder, docs).All
	t.Logf("F1 overlap: tables alone %.3f, with one volume %.3f, as published %.3f", alone.F1(alone.Overlap), with.F1(with.Overlap), whole.F1(whole.Overlap))
	if with.F1(with.Overlap) < alone.F1(alone.Overlap)+0.05 {
		t.Errorf("F1 overlap %.3f, with the tables alone %.3f", with.F1(with.Overlap), alone.F1(alone.Overlap))
	}
	if o, e := whole.F1(whole.Overlap), whole.F1(whole.Exact); o < 0.82 || e < 0.79 {
		t.Errorf("the published model: F1 %.3f overlap, %.3f exact; it was 0.847 and 0.817", o, e)
	}
}
