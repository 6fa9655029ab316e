package kinds

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// saying is a cable with one sentence, in which each mention is given by its text.
func saying(text string, es ...cable.Entity) *cable.Cable {
	for i := range es {
		e := &es[i]
		for e.Start = 0; text[e.Start:e.Start+len(e.Text)] != e.Text; e.Start++ {
		}
		e.End = e.Start + len(e.Text)
	}
	c := &cable.Cable{Paragraphs: []cable.Paragraph{{Text: text, Entities: es}}}
	for _, e := range es {
		c.Entities = append(c.Entities, cable.EntityCount{Kind: e.Kind, Name: e.Normal(), Count: 1})
	}
	return c
}

func guess(kind, text string) cable.Entity {
	return cable.Entity{Kind: kind, Text: text, Inferred: true, Basis: "tagger", Confidence: 0.9}
}

func marked(kind, text string) cable.Entity { return cable.Entity{Kind: kind, Text: text} }

func TestDecide(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cables []*cable.Cable
		want   Kinds
	}{
		"one kind alone": {[]*cable.Cable{saying("The port of Skarvik.", guess("ORG", "Skarvik"))}, Kinds{}},
		"a tie": {[]*cable.Cable{
			saying("The Skarvik question.", guess("ORG", "Skarvik")), saying("He saw Skarvik.", guess("PER", "Skarvik")),
		}, Kinds{}},
		"most mentions": {[]*cable.Cable{
			saying("The people of Skarvik.", guess("LOC", "Skarvik")), saying("He left Skarvik.", guess("LOC", "Skarvik")),
			saying("They like Skarvik.", guess("LOC", "Skarvik")), saying("He saw Skarvik.", guess("PER", "Skarvik")),
		}, Kinds{"PER skarvik": "LOC"}},
		"behind in and at": {[]*cable.Cable{
			saying("Our consul at Skarvik.", guess("ORG", "Skarvik")), saying("Riots in Skarvik.", guess("ORG", "Skarvik")), saying("The ice near Skarvik.", guess("ORG", "Skarvik")),
		}, Kinds{"ORG skarvik": "LOC"}},
		"an abbreviation in capitals": {[]*cable.Cable{
			saying("A friend at NOKB.", guess("ORG", "NOKB")), saying("A job in NOKB.", guess("ORG", "NOKB")), saying("The men at NOKB.", guess("ORG", "NOKB")),
		}, Kinds{}},
		"one whom a title calls a person": {[]*cable.Cable{
			saying("Our envoy in Holm.", guess("PER", "Holm")), saying("A talk at Holm.", guess("PER", "Holm")),
			saying("A man near Holm.", guess("PER", "Holm")), saying("He asked Mr. Holm.", guess("PER", "Holm")),
		}, Kinds{}},
		"what lies there": {[]*cable.Cable{
			saying("The Skarvik islands are cold.", guess("PER", "Skarvik")), saying("He left the port of Skarvik.", guess("PER", "Skarvik")), saying("To Skarvik airfield.", guess("PER", "Skarvik")),
		}, Kinds{"PER skarvik": "LOC"}},
		"one of twelve is enough against a person": {append([]*cable.Cable{
			saying("Our consul at Skarvik.", guess("PER", "Skarvik")), saying("Riots in Skarvik.", guess("PER", "Skarvik")), saying("The ice near Skarvik.", guess("PER", "Skarvik")),
		}, slices.Repeat([]*cable.Cable{saying("They hold Skarvik.", guess("PER", "Skarvik"))}, 30)...), Kinds{"PER skarvik": "LOC"}},
		"and not against an organisation": {append([]*cable.Cable{
			saying("Our man at Skarvik.", guess("ORG", "Skarvik")), saying("A job in Skarvik.", guess("ORG", "Skarvik")), saying("The men at Skarvik.", guess("ORG", "Skarvik")),
		}, slices.Repeat([]*cable.Cable{saying("They own Skarvik.", guess("ORG", "Skarvik"))}, 30)...), Kinds{}},
		"what a person has": {[]*cable.Cable{
			saying("He is in Holm's camp.", guess("PER", "Holm")), saying("Talks in Holm’s house.", guess("PER", "Holm")), saying("As in Holm-Brandt talks.", guess("PER", "Holm")),
			saying("Our faith in Holm.", guess("PER", "Holm")),
		}, Kinds{}},
		"the source says so": {[]*cable.Cable{
			saying("Skarvik is cold.", marked("LOC", "Skarvik")), saying("He told Skarvik.", guess("PER", "Skarvik")), saying("He saw Skarvik.", guess("PER", "Skarvik")),
		}, Kinds{"PER skarvik": "LOC"}},
		"the source calls two so": {[]*cable.Cable{
			saying("Skarvik is cold.", marked("LOC", "Skarvik")), saying("Skarvik is ill.", marked("PER", "Skarvik")), saying("He saw Skarvik.", guess("ORG", "Skarvik")),
		}, Kinds{}},
	} {
		n := Census{}
		for _, x := range c.cables {
			x.Edition = &cable.Edition{Volume: "demo"}
			n.Add(Of(x))
		}
		if diff := cmp.Diff(c.want, n.Decide()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	k := Kinds{"ORG skarvik": "LOC"}
	c := saying("The Skarvik line and Skarvik.", guess("ORG", "Skarvik"), marked("ORG", "Skarvik line"))
	c.Entities = append(c.Entities, cable.EntityCount{Kind: "LOC", Name: "Skarvik", Count: 2})
	if !k.Apply(c) {
		t.Error("nothing changed")
	}
	if e := c.Paragraphs[0].Entities[0]; e.Kind != "LOC" || e.Basis != basis || !e.Inferred {
		t.Errorf("the mention is %+v", e)
	}
	got := map[string]int{}
	for _, e := range c.Entities {
		got[e.Kind+" "+e.Name] = e.Count
	}
	if want := map[string]int{"LOC Skarvik": 3, "ORG Skarvik line": 1}; !maps.Equal(got, want) {
		t.Errorf("counted %v, want %v", got, want)
	}
	if k.Apply(c) {
		t.Error("it changed again")
	}
}
