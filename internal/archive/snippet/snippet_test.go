package snippet

import (
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/query"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestSnippetBounds(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "x", strings.Repeat("é", 1000), strings.Repeat("日本", 500), strings.Repeat("a", 239) + "é b",
		strings.Repeat("word ", 100) + "\xff\xfe " + strings.Repeat("word ", 100),
	} {
		p := &cable.Paragraph{Text: text}
		for _, ms := range [][]mark{nil, {{0, min(1, len(text)), 0}}, {{len(text) / 2, len(text) / 2, 0}}} {
			if len(ms) > 0 && !utf8.ValidString(text[:ms[0].end]) {
				continue
			}
			s := cut(p, ms)
			n := 0
			for _, part := range s.Parts {
				n += len(part.Text)
				if utf8.ValidString(text) && !utf8.ValidString(part.Text) {
					t.Errorf("%.20q: cut within a character: %q", text, part.Text)
				}
			}
			if n > snippetBytes+20 {
				t.Errorf("%.20q: %d bytes", text, n)
			}
		}
	}
}

func TestHighlight(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "74ALFA1", Subject: "ÉTUDE OF MINISTERS", Paragraphs: []cable.Paragraph{
		{Number: 1, Text: "Née in São Paulo, the minister’s aide. He was adding what a ministry adds."}, {Number: 2, Text: "Nothing."},
	}}
	cable.SetAnchors(c.Paragraphs)
	for asked, want := range map[string]map[string][]archive.Span{
		`minister "sao paulo"`: {SubjectKey: {{Start: 9, End: 18}}, TitleKey: {{Start: 9, End: 18}}, "par1": {{Start: 7, End: 16}, {Start: 22, End: 30}}},
		"subject:minister":     {SubjectKey: {{Start: 9, End: 18}}, TitleKey: {{Start: 9, End: 18}}},
		"sinister~1":           {"par1": {{Start: 22, End: 30}}},
		"nothi*":               {"par2": {{Start: 0, End: 7}}},
		"ad":                   {},
		"added":                {"par1": {{Start: 46, End: 52}, {Start: 69, End: 73}}},
		"the":                  {"par1": {{Start: 18, End: 21}}},
		"nothing NOT paulo":    {"par2": {{Start: 0, End: 7}}},
		`"aide minister"~1`:    {"par1": {{Start: 22, End: 30}, {Start: 33, End: 37}}},
		`"minister adding"`:    {}, // three words stand between
		`"minister adding"~2`:  {},
		`"minister adding"~3`:  {"par1": {{Start: 22, End: 30}, {Start: 46, End: 52}}},
		`=ministers`:           {SubjectKey: {{Start: 9, End: 18}}, TitleKey: {{Start: 9, End: 18}}},
	} {
		e, _, err := query.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, Highlight(c, e, nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asked, diff)
		}
	}
	if got := Highlight(c, nil, nil); len(got) != 0 {
		t.Errorf("without a query: %v", got)
	}
}
