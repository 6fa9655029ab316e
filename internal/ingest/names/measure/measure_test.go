package measure

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

const marked = `{"id":"74OSLO1","paras":[{"t":"MISS TVEITEN OF THE BANK OF NORWAY LEFT OSLO.","s":[[5,12,"PER"],[20,34,"ORG"],[40,44,"LOC"]]},{"t":"ÅSE HOLM STAYED.","s":[[0,9,"PER"]]}]}

`

func TestRun(t *testing.T) {
	docs, err := Read(strings.NewReader(marked))
	if err != nil {
		t.Fatal(err)
	}
	s := Run(finder{
		{{Kind: "PER", Text: "MISS TVEITEN", Start: 0, End: 12}, {Kind: "LOC", Text: "NORWAY", Start: 28, End: 34}, {Kind: "LOC", Text: "OSLO", Start: 40, End: 44}},
		{{Kind: "PER", Text: "ÅSE HOLM", Start: 0, End: 8}},
	}, docs)
	want := map[string]Count{"PER": {2, 2, 2, 1}, "ORG": {1, 0, 0, 0}, "LOC": {1, 2, 1, 1}, "MISC": {}}
	for kind, c := range want {
		if diff := cmp.Diff(c, *s.Kinds[kind]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
	if diff := cmp.Diff([]Count{{4, 4, 3, 2}, {4, 4, 4, 2}}, []Count{s.All, s.KindFree}); diff != "" {
		t.Errorf("all, and kind ignored (-want +got):\n%s", diff)
	}
	if got := s.All.F1(s.All.Overlap); got != 0.75 {
		t.Errorf("F1 %v, want 0.75", got)
	}
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "all       4      4      0.750   0.750       0.750      0.500   0.500     0.500") {
		t.Errorf("table:\n%s", b.String())
	}
}

// A finder finds what it holds, paragraph by paragraph.
type finder [][]cable.Entity

func (f finder) Apply(c *cable.Cable) {
	for i := range c.Paragraphs {
		c.Paragraphs[i].Entities = f[i]
	}
}

func TestReadErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{"paras":[{"t":"A","s":[[0,2,"PER"]]}]}`: "line 1, paragraph 1: the span 0 to 2",
		`{"paras":[{"t":"A","s":["PER"]}]}`:       "a span must be",
		"\n{":                                     "line 2",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", text, err, want)
		}
	}
}
