package bracket

import (
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

func marked(text string, spans []telegram.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Kind+"="+text[s.Start:s.End])
	}
	return strings.Join(out, "|")
}

// TestAnnotations holds the four spacings, both label sets, the form with
// scores, and brackets that are text.
func TestAnnotations(t *testing.T) {
	for in, want := range map[string][2]string{
		"[PER John Holm  ] met [ORG SEDENA  ] .":                             {"John Holm met SEDENA.", "PER=John Holm|ORG=SEDENA"},
		" [PER John Holm ] met":                                              {" John Holm met", "PER=John Holm"},
		"[PER John Holm] met [ORG SEDENA] .":                                 {"John Holm met SEDENA.", "PER=John Holm|ORG=SEDENA"},
		"[LOC Urbana ] -[LOC Bergen ] , after":                               {"Urbana -Bergen, after", "LOC=Urbana|LOC=Bergen"},
		"[GPE Suva] , [PERSON Litia] , [NORP Fijian] , [DATE Monday]":        {"Suva, Litia, Fijian, Monday", "LOC=Suva|PER=Litia|MISC=Fijian"},
		" [PER:0.9; ORG:0.05; LOC:0.05; Holm ] left":                         {" Holm left", "PER=Holm"},
		"[ sic ] and [PERSONNEL] and [ORG":                                   {"[ sic ] and [PERSONNEL] and [ORG", ""},
		"[ORG  ] gone":                                                       {" gone", ""},
		"( c ) the Board 's word ; \" yes , \" he said . 30,000 o'clock":     {"(c) the Board's word; \"yes,\" he said. 30,000 o'clock", ""},
		"\" First , \" he said . \n\nAn odd \" one .\n\n¶2 . \" Last . \"\n": {"\"First,\" he said. \n\nAn odd \" one.\n\n¶2. \"Last.\"\n", ""},
		"¶1 . An odd \" one . ¶2 . \" Holds . \" End":                        {"¶1. An odd \" one. ¶2. \"Holds.\" End", ""},
		"¶1 . An odd \" one .\n\" Whole , \" he said .":                      {"¶1. An odd \" one.\n\"Whole,\" he said.", ""},
		"He said: \" [PER Holm ] is here .\n\" She left .":                   {"He said: \"Holm is here.\"\nShe left.", "PER=Holm"},
		"He said: \" [PER Holm ] is here . \n\" [PER Lund ] left .":          {"He said: \"Holm is here.\"\nLund left.", "PER=Holm|PER=Lund"},
		"it said \" the [ORG Board ]  \n\" The end .":                        {"it said \"the Board\"\nThe end.", "ORG=Board"},
		"one \" quote stays":                                                 {"one \" quote stays", ""},
		"what . 5 is ...":                                                    {"what. 5 is ...", ""},
	} {
		text, spans := readable([]byte(in))
		if text != want[0] || marked(text, spans) != want[1] {
			t.Errorf("%q:\n got %q %s\nwant %q %s", in, text, marked(text, spans), want[0], want[1])
		}
	}
}

// TestDetect holds that two annotations of either form tell a text, and a page does not.
func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                      false,
		"[PER Holm] met [WORK_OF_ART\nSaga]":    true,
		"[PER:0.9; Holm ] met [ORG:1.0; Lund ]": true,
		"[PER Holm] left":                       false,
		"[PER:x Holm] met [ORG:0.; Lund]":       false,
		"[[PER Holm] [PERSONNEL [LAW [":         true,
		"[PER Holm] [PERSONNEL [ORG":            false,
		" <PRE>plain":                           true,
		"<HTML>[PER Holm] met [ORG Lund]":       false,
		"CLASS='cable'>[PER Holm] [ORG Lund]":   false,
		"a < b [PER Holm] met [ORG Lund]":       true,
	} {
		if got := detect([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func FuzzBracket(f *testing.F) {
	f.Add("<code><pre>UNCLAS [LOC SUVA  ] 000417 SENSITIVE E.O. 12958: N/A TAGS: <a href='/tag/EFIS_0.html'>EFIS</a> SUBJECT: [ORG TUNA REF: A. SUVA 401  ] <a id='par1' href='#par1'>¶</a>1 . \n( sbu ) The Board met . SUVA 00000417 002 OF 002 more . \nHOLLOWAY</pre></code>")
	f.Add("[PER:0.9; ORG:0.1; x ] [ORG ] [[LOC a ] ] \" \" '")
	tables, err := reference.Open()
	if err != nil {
		f.Fatal(err)
	}
	format := Format(tables)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := format.Parse("x.html", source.Part{Raw: []byte(text), Line: 1})
		if err != nil {
			return
		}
		for _, p := range c.Paragraphs {
			n := utf8.RuneCountInString(p.Text)
			for _, e := range p.Entities {
				if e.Start < 0 || e.End > n || e.Start >= e.End || string([]rune(p.Text)[e.Start:e.End]) != e.Text {
					t.Errorf("%+v is not at its offsets in %q", e, p.Text)
				}
			}
		}
	})
}
