package server

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/web/templates"
)

// written writes runs as [kind:text], with matches between stars.
func written(rs []templates.Run) string {
	var b strings.Builder
	for _, r := range rs {
		if r.Kind != "" {
			fmt.Fprintf(&b, "[%s:", r.Kind)
		}
		for _, p := range r.Parts {
			if p.Match {
				b.WriteString("*" + p.Text + "*")
			} else {
				b.WriteString(p.Text)
			}
		}
		if r.Kind != "" {
			b.WriteString("]")
		}
	}
	return b.String()
}

func TestRuns(t *testing.T) {
	per := func(a, b int) mark { return mark{Start: a, End: b, Kind: "per"} }
	for _, c := range []struct {
		name, text string
		marks      []mark
		matches    []index.Span
		want       string
	}{
		{"plain", "abc", nil, nil, "abc"},
		{"empty", "", []mark{per(0, 1)}, []index.Span{{Start: 0, End: 1}}, ""},
		{"characters, not bytes", "éà José ü", []mark{per(3, 7)}, []index.Span{{Start: 3, End: 5}}, "éà [per:*Jo*sé] ü"},
		{"match across a border", "ab cd", []mark{per(0, 2)}, []index.Span{{Start: 1, End: 4}}, "[per:a*b*]* c*d"},
		{"overlap: the first wins", "abcdef", []mark{per(2, 5), per(0, 3)}, nil, "[per:abc]def"},
		{"same start: the longer wins", "abcdef", []mark{per(0, 2), per(0, 4)}, nil, "[per:abcd]ef"},
		{"out of the text", "abc", []mark{per(-2, 1), per(2, 99), per(50, 60)}, []index.Span{{Start: -5, End: 1}, {Start: 2, End: 100}}, "*a*b[per:*c*]"},
		{"nothing inside", "abc", []mark{per(1, 1), per(2, 1)}, []index.Span{{Start: 2, End: 1}}, "abc"},
		{"matches that touch", "abcd", nil, []index.Span{{Start: 0, End: 2}, {Start: 2, End: 3}}, "*abc*d"},
	} {
		if got := written(runs(c.text, c.marks, c.matches)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func FuzzRuns(f *testing.F) {
	f.Add("José and María", 0, 4, 2, 9)
	f.Add("\xff\xfe broken", -1, 3, 0, 99)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		got := runs(text, []mark{{Start: a, End: b, Kind: "per"}, {Start: c, End: d, Kind: "org"}}, []index.Span{{Start: c, End: b}, {Start: a, End: d}})
		all := ""
		for _, r := range got {
			for _, p := range r.Parts {
				all += p.Text
			}
		}
		if all != text {
			t.Errorf("%q became %q", text, all)
		}
	})
}

func TestReftelMarks(t *testing.T) {
	two := []index.RefTarget{
		{Reference: cable.Reference{Letter: "A", Kind: "cable"}, Canonical: "09X1", State: index.Held},
		{Reference: cable.Reference{Letter: "B", Kind: "cable"}, Canonical: "09X2", State: index.Absent},
		{Reference: cable.Reference{Letter: "C", Kind: "email"}},
	}
	one := two[:1]
	for _, c := range []struct {
		text string
		refs []index.RefTarget
		want string
	}{
		{"See ref A for more.", two, "See [ref:ref A] for more."},
		{"REF B says", two, "[absent:REF B] says"},
		{"refs A and B", two, "[ref:refs A] and [absent:B]"},
		{"REFS (A), B", two, "[ref:REFS (A]), [absent:B]"},
		{"ref C", two, "ref C"},
		{"as in reftel", two, "as in reftel"},
		{"as in REFTEL.", one, "as in [ref:REFTEL]."},
		{"reftel A", one, "[ref:reftel A]"},
		{"the reference and reform", one, "the reference and reform"},
		{"ref a", two, "ref a"},
		{"ref And", two, "ref And"},
		{"réf, ref A", two, "réf, [ref:ref A]"},
		{"ref A", nil, "ref A"},
	} {
		if got := written(runs(c.text, reftelMarks(c.text, c.refs), nil)); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestCitation(t *testing.T) {
	c := testCables()[0]
	whole := cited{Cable: c, URL: "https://cables.example/cable/09MEXICO2676"}
	part := cited{Cable: c, Paragraph: &c.Paragraphs[1], URL: "https://cables.example/cable/09MEXICO2676/par2"}
	if diff := cmp.Diff("Embassy Mexico, “Orchard talks at the weather office,” 09MEXICO2676, September 8, 2009, Confidential; https://cables.example/cable/09MEXICO2676", whole.sentence()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("Embassy Mexico, “Orchard talks at the weather office,” 09MEXICO2676, September 8, 2009, para. 2, Confidential; https://cables.example/cable/09MEXICO2676/par2", part.sentence()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(`@misc{09MEXICO2676-par2,
  author       = {{Embassy Mexico}},
  title        = {{Orchard talks at the weather office}},
  year         = {2009},
  month        = {sep},
  date         = {2009-09-08},
  number       = {09MEXICO2676},
  howpublished = {Diplomatic cable},
  note         = {para. 2; Confidential},
  url          = {https://cables.example/cable/09MEXICO2676/par2},
}
`, part.bibTeX()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("TY  - GEN|AU  - Embassy Mexico|TI  - Orchard talks at the weather office|A2  - SECSTATE WASHDC|A2  - AMEMBASSY LIMA|"+
		"PY  - 2009|DA  - 2009/09/08/|M1  - 09MEXICO2676|M3  - Diplomatic cable|N1  - Confidential|KW  - PREL|KW  - MX|T2  - Test|"+
		"UR  - https://cables.example/cable/09MEXICO2676|ER  - |", strings.ReplaceAll(whole.ris(), "\r\n", "|")); diff != "" {
		t.Error(diff)
	}
	hard := cited{Cable: &cable.Cable{ID: "X", Subject: "100% {of} $5 & “more”\nTY  - BOOK", Date: cable.Date{Year: 1974}}}
	if got := hard.bibTeX(); !strings.Contains(got, `{{100\% \{of\} \$5 \& “more” TY - BOOK}}`) {
		t.Error(got)
	}
	if got := hard.ris(); strings.Count(got, "\r\nTY") != 0 || !strings.Contains(got, "DA  - 1974///") {
		t.Error(got)
	}
	if got, want := hard.sentence(), "“100% {of} $5 & ‘more’ TY - BOOK,” X, 1974"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSenderName(t *testing.T) {
	for from, want := range map[string]string{
		"AMEMBASSY MEXICO": "Embassy Mexico", "AMCONSUL RIO DE JANEIRO": "Consulate Rio de Janeiro", "SECSTATE WASHDC": "Department of State",
		"USMISSION USNATO": "Mission Usnato", "Embassy Lima": "Embassy Lima", "": "SOMEWHERE", "AMEMBASSY PORT-AU-PRINCE": "Embassy Port-Au-Prince",
	} {
		if got := senderName(from, cable.Post{Code: "SOMEWHERE"}); got != want {
			t.Errorf("%q: got %q, want %q", from, got, want)
		}
	}
	if got := senderName("AMEMBASSY MEXICO", cable.Post{Name: "Embassy Mexico City"}); got != "Embassy Mexico City" {
		t.Errorf("the name of the post does not go first: %q", got)
	}
}

func TestPagination(t *testing.T) {
	url := func(n int) string { return fmt.Sprint("p", n) }
	show := func(p templates.Pagination) string {
		var b strings.Builder
		fmt.Fprintf(&b, "%d-%d/%d %s<>%s:", p.From, p.To, p.Total, p.Prev, p.Next)
		for _, l := range p.Pages {
			switch {
			case l.Gap:
				b.WriteString(" …")
			case l.Current:
				fmt.Fprintf(&b, " [%d]", l.Number)
			default:
				fmt.Fprintf(&b, " %d", l.Number)
			}
		}
		return b.String()
	}
	for _, c := range []struct {
		page, size, total, reach int
		want                     string
	}{
		{1, 20, 0, 0, "0-0/0 <>:"},
		{1, 20, 5, 0, "1-5/5 <>:"},
		{1, 20, 45, 0, "1-20/45 <>p2: [1] 2 3"},
		{3, 20, 45, 0, "41-45/45 p2<>: 1 2 [3]"},
		{10, 20, 400, 0, "181-200/400 p9<>p11: 1 … 8 9 [10] 11 12 … 20"},
		{5, 20, 1e6, 200, "81-100/1000000 p4<>p6: 1 … 3 4 [5] 6 7 … 10"},
		{9, 20, 45, 0, "0-0/45 p3<>: 1 2 3"},
	} {
		if got := show(pagination(c.page, c.size, c.total, c.reach, url)); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

func TestCutAndSentence(t *testing.T) {
	if got := cut("one two three", 9); got != "one two…" {
		t.Errorf("cut: %q", got)
	}
	if got := cut(strings.Repeat("é", 50), 10); utf8.RuneCountInString(got) != 11 {
		t.Errorf("cut: %q", got)
	}
	long := "The committee met for an hour in the great hall. Then it went home."
	if got := firstSentence(long, 200); got != "The committee met for an hour in the great hall." {
		t.Errorf("firstSentence: %q", got)
	}
}

func TestPortionMarks(t *testing.T) {
	for mark, want := range map[string]string{
		"C": "Confidential", "S/NF": "Secret, not for foreign nationals", "S//NF": "Secret, not for foreign nationals", "SBU": "Sensitive but unclassified", "Q": "",
	} {
		if got := (terms{}).portion(mark); got != want {
			t.Errorf("%s: %q", mark, got)
		}
	}
}
