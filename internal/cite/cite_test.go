package cite

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// orchard is an invented cable.
func orchard() *cable.Cable {
	c := &cable.Cable{
		ID: "09MEXICO2676", Date: cable.Date{Year: 2009, Month: 9, Day: 8, Hour: 16, Minute: 5, HasTime: true},
		Origin: cable.Post{Code: "MEXICO", Name: "Embassy Mexico", Country: "Mexico"}, From: "AMEMBASSY MEXICO",
		To: []string{"SECSTATE WASHDC", "AMEMBASSY LIMA"}, Classification: "CONFIDENTIAL", Tags: []cable.Tag{{Code: "PREL"}, {Code: "MX"}},
		Subject: "ORCHARD TALKS AT THE WEATHER OFFICE", SubjectDisplay: "Orchard talks at the weather office", Collection: "Test",
		Paragraphs: []cable.Paragraph{{Number: 1, Text: "Apples."}, {Number: 2, Text: "Pears."}, {Number: 2, Text: "Plums."}, {Text: "SAMPLE"}},
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

func TestCitation(t *testing.T) {
	c := orchard()
	whole := Work{Cable: c, URL: "https://cables.example/cable/09MEXICO2676"}
	part := Work{Cable: c, Paragraph: &c.Paragraphs[1], URL: "https://cables.example/cable/09MEXICO2676/par2"}
	if diff := cmp.Diff("Embassy Mexico, “Orchard talks at the weather office,” 09MEXICO2676, September 8, 2009, Confidential; https://cables.example/cable/09MEXICO2676.", whole.Sentence()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("Embassy Mexico, “Orchard talks at the weather office,” 09MEXICO2676, September 8, 2009, para. 2, Confidential; https://cables.example/cable/09MEXICO2676/par2.", part.Sentence()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(`@unpublished{09MEXICO2676-par2,
  author       = {{Embassy Mexico}},
  title        = {{Orchard talks at the weather office}},
  type         = {Diplomatic cable},
  number       = {09MEXICO2676},
  year         = {2009},
  month        = {September 8},
  note         = {Diplomatic cable 09MEXICO2676; para. 2; Confidential},
  url          = {https://cables.example/cable/09MEXICO2676/par2},
}
`, part.BibTeX()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("TY  - MANSCPT|AU  - Embassy Mexico|TI  - Orchard talks at the weather office|"+
		"PY  - 2009|DA  - 2009/09/08/|M3  - Diplomatic cable|AN  - 09MEXICO2676|CN  - 09MEXICO2676|DB  - Test|N1  - Confidential|"+
		"N1  - To: SECSTATE WASHDC; AMEMBASSY LIMA|KW  - PREL|KW  - MX|"+
		"UR  - https://cables.example/cable/09MEXICO2676|ER  - |", strings.ReplaceAll(whole.RIS(), "\r\n", "|")); diff != "" {
		t.Error(diff)
	}
	hard := Work{Cable: &cable.Cable{ID: "X", Subject: "100% {of} $5 & “more”\nTY  - BOOK", Date: cable.Date{Year: 1974}}}
	if got := hard.BibTeX(); !strings.Contains(got, `{{100\% \{of\} \$5 \& “more” TY - BOOK}}`) {
		t.Error(got)
	}
	if got := hard.RIS(); strings.Count(got, "\r\nTY") != 0 || !strings.Contains(got, "DA  - 1974///") {
		t.Error(got)
	}
	if got, want := hard.Sentence(), "“100% {of} $5 & ‘more’ TY - BOOK,” X, 1974."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSenderName(t *testing.T) {
	for from, want := range map[string]string{
		"AMEMBASSY MEXICO": "Embassy Mexico", "AMCONSUL RIO DE JANEIRO": "Consulate Rio de Janeiro", "SECSTATE WASHDC": "Department of State",
		"USMISSION USNATO": "Mission Usnato", "Embassy Lima": "Embassy Lima", "": "SOMEWHERE", "AMEMBASSY PORT-AU-PRINCE": "Embassy Port-Au-Prince",
	} {
		if got := SenderName(from, cable.Post{Code: "SOMEWHERE"}); got != want {
			t.Errorf("%q: got %q, want %q", from, got, want)
		}
	}
	for _, c := range []struct{ from, post, want string }{
		{"AMEMBASSY MEXICO", "Embassy Mexico City", "Embassy Mexico City"},
		{"Interests Section in Syria", "Embassy Damascus", "Interests Section in Syria"},
		{"USINT CAIRO", "Embassy Cairo", "Interests Section Cairo"},
		{"USINT HAVANA", "U.S. Interests Section Havana", "U.S. Interests Section Havana"},
		{"Legation in Romania", "Embassy Bucharest", "Legation in Romania"},
	} {
		if got := SenderName(c.from, cable.Post{Name: c.post}); got != c.want {
			t.Errorf("%s at what is called %s: %q, not %q", c.from, c.post, got, c.want)
		}
	}
}

func TestCited(t *testing.T) {
	c := orchard()
	for i, want := range []string{"para. 1", "para. 2", "second para. 2", "unnumbered para. 1"} {
		if got := Cited(&c.Paragraphs[i]); got != want {
			t.Errorf("%s: got %s, want %s", c.Paragraphs[i].Anchor, got, want)
		}
	}
}

func TestCOinS(t *testing.T) {
	c := orchard()
	got, err := url.ParseQuery(COinS(archive.Summary{ID: c.ID, Title: c.Title(), Date: c.Date, From: c.From}, "https://cables.example/cable/09MEXICO2676"))
	if err != nil {
		t.Fatal(err)
	}
	want := url.Values{
		"ctx_ver": {"Z39.88-2004"}, "rft_val_fmt": {"info:ofi/fmt:kev:mtx:book"}, "rft.genre": {"document"}, "rft_id": {"https://cables.example/cable/09MEXICO2676"},
		"rft.title": {"Orchard talks at the weather office"}, "rft.identifier": {"09MEXICO2676"}, "rft.date": {"2009-09-08"}, "rft.aucorp": {"Embassy Mexico"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := COinS(archive.Summary{ID: "74X1"}, ""); strings.Contains(got, "rft.date") || strings.Contains(got, "rft.aucorp") || strings.Contains(got, "rft_id") {
		t.Errorf("what is not known is told: %s", got)
	}
}

// TestUndated: a date that editors inferred is never cited as the document's.
func TestUndated(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cable cable.Cable
		want  string
	}{
		{cable.Cable{ID: "frus1931v09-d1", Subject: "Paper", Undated: true}, "“Paper,” frus1931v09-d1, undated."},
		{cable.Cable{ID: "frus1931v09-d1", Subject: "Paper", Undated: true, DateInferred: true, Date: cable.Date{Year: 1931, Month: 3}}, "“Paper,” frus1931v09-d1, undated [March 1931]."},
	} {
		if got := (Work{Cable: &c.cable}).Sentence(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		" ":                        "",
		"HERRING TALKS":            "HERRING TALKS",
		"HERRING TALKS ":           "HERRING TALKS",
		" HERRING TALKS":           "HERRING TALKS",
		"HERRING  TALKS":           "HERRING TALKS",
		"HERRING\u00a0TALKS":       "HERRING TALKS",
		"HERRING\r\nTALKS\x07 NOW": "HERRING TALKS NOW",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q on one line is %q and not %q", text, got, want)
		}
	}
}
