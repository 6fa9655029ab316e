package query

import (
	"errors"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reftel/internal/cable"
)

// unlimited lets a printed query be longer than what a reader may type.
const unlimited = 1 << 20

var parseTests = []struct {
	in    string
	want  string // printed tree
	notes string // a piece of each note, with | between
}{
	// Words, and what joins them.
	{"", "", ""},
	{"  \t\n ", "", ""},
	{"rules", "rules", ""},
	{"rigid  rules", "rigid rules", ""},
	{"rigid AND rules", "rigid rules", ""},
	{"rigid && rules", "rigid rules", ""},
	{"rigid&&rules", "rigid rules", ""},
	{"a OR b", "a OR b", ""},
	{"a || b", "a OR b", ""},
	{"a||b", "a OR b", ""},
	{"a or b and not c", "a or b and not c", ""},
	{"a b OR c d", "a AND b OR c AND d", ""},
	{"a AND b OR c AND NOT d", "a AND b OR c AND NOT d", ""},
	{"(a OR b) c", "(a OR b) c", ""},
	{"((a))", "a", ""},
	{"(a b) c", "a b c", ""},
	{"(a OR b) OR c", "a OR b OR c", ""},
	{"a(b)c", "a b c", ""},
	{"1.4(b) and (d)", "1.4 b and d", ""},

	// Not.
	{"NOT a", "NOT a", ""},
	{"-a", "NOT a", ""},
	{"-a -b", "NOT a NOT b", ""},
	{"a NOT b", "a NOT b", ""},
	{"a AND NOT b", "a NOT b", ""},
	{"a OR NOT b", "a OR NOT b", ""},
	{"a OR -b", "a OR NOT b", ""},
	{"NOT (a OR b)", "NOT (a OR b)", ""},
	{"NOT(a b)", "NOT (a b)", ""},
	{"-(a OR b)", "NOT (a OR b)", ""},
	{"(-a)", "NOT a", ""},
	{"NOT NOT a", "a", ""},
	{"NOT -a", "a", ""},
	{"NOT a b", "NOT a b", ""},
	{`-"rigid rules"`, `NOT "rigid rules"`, ""},
	{"-tag:PREL", "NOT tag:PREL", ""},
	{"-=rules", "NOT =rules", ""},
	{"hard-line", "hard-line", ""},
	{"peace - war", "peace war", ""},
	{"peace --war", "peace war", ""},
	{`"rigid rules"-based`, `"rigid rules" based`, ""},

	// Phrases.
	{`"rigid rules"`, `"rigid rules"`, ""},
	{"“rigid rules”", `"rigid rules"`, ""},
	{"«rigid rules»", `"rigid rules"`, ""},
	{"„rigid rules“", `"rigid rules"`, ""},
	{"“rigid rules\"", `"rigid rules"`, ""},
	{`"  of  the   people "`, `"of the people"`, ""},
	{`"a b"~10`, `"a b"~10`, ""},
	{`"a b"~0`, `"a b"`, ""},
	{`"a b" ~10`, `"a b" 10`, ""},
	{`"a b"~`, `"a b"`, "needs a number"},
	{`"a b"~999`, `"a b"~100`, "at most 100"},
	{`"a b"~99999999999999999999`, `"a b"~100`, "at most 100"},
	{`"a b"*`, `"a b"`, "wildcard after a phrase"},
	{`="a b"`, `"a b"`, ""},
	{`"AND"`, `"AND"`, ""},
	{`""`, "", "Empty quotation|no letter"},
	{`"..." a`, "a", "Empty quotation"},
	{`"a b`, "a b", "not closed"},
	{`a "b c" "d`, `a "b c" d`, "not closed"},
	{`12" gun`, "12 gun", "not closed"},
	{`"peace"war`, `"peace" war`, ""},

	// Signs of words.
	{"=rules", "=rules", ""},
	{"=AND", "=AND", ""},
	{"diplom*", "diplom*", ""},
	{"(diplom*)", "diplom*", ""},
	{"diplom**", "diplom*", ""},
	{"diplom*,", "diplom*", ""},
	{"ab*", "ab", "at least three letters"},
	{"*abc", "abc", "only stand at the end"},
	{"*abc*", "abc*", "only stand at the end"},
	{"ab*cd", "ab cd", "only stand at the end"},
	{"*", "", "left out|no letter"},
	{"a * b", "a b", "left out"},
	{"=diplom*", "diplom*", "sign ="},
	{"hard-lin*", "hard lin*", "separate words"},
	{"U.S.*", "U.S.", "abbreviation"},
	{"=U.S.~1", "U.S.", "sign =|abbreviation"},
	{"a-\u0301", "a", ""},
	{"O'Bri*", "O'Bri*", ""},
	{"Delgdo~1", "Delgdo~1", ""},
	{"Delgdo~", "Delgdo~1", ""},
	{"Delgdo~0", "Delgdo", ""},
	{"Delgdo~2", "Delgdo~1", "may differ"},
	{"Delgdo~0.8", "Delgdo~1", "may differ"},
	{"ab~1", "ab", "at least three letters"},
	{"~20", "20", ""},
	{"abc~def", "abc def", "sign ~"},
	{"NOT~1", "NOT~1", ""},

	// Punctuation.
	{"Mexico, Lima; and (Bogota).", "Mexico Lima and Bogota", ""},
	{"U.S. policy", "U.S. policy", ""},
	{"(U.S.)", "U.S.", ""},
	{"'quoted'", "quoted", ""},
	{"l’état", "l’état", ""},
	{"AT&T", "AT&T", ""},
	{"peace & war", "peace war", ""},
	{"10:30", "10:30", ""},
	{"what?", "what", ""},
	{"+must", "must", ""},
	{"diplo\u00admatic", "diplomatic", ""},
	{"a\x01b", "a b", ""},
	{"São Paulo", "São Paulo", ""},
	{"日本 中国", "日本 中国", ""},
	{"😀", "", "no letter"},

	// What is not quite syntax.
	{"a)", "a", "closing bracket"},
	{"(a", "a", "bracket that was not closed"},
	{"(a OR b", "a OR b", "bracket that was not closed"},
	{"()", "", "no letter"},
	{"a () b", "a b", ""},
	{"a AND", "a and", "“AND” has nothing"},
	{"AND a", "and a", "“AND” has nothing"},
	{"a OR", "a or", "“OR” has nothing"},
	{"OR", "or", "“OR” has nothing"},
	{"NOT", "not", "“NOT” has nothing"},
	{"a NOT", "a not", "“NOT” has nothing"},
	{"(AND)", "and", "“AND” has nothing"},
	{"a && ", "a", "left out"},
	{"a AND OR b", "a AND and OR b", "“AND” has nothing"},
	{"AND, b", "and b", ""},
	{"foo:bar", "foo bar", "“foo:” is not a field"},
	{`foo:"a b"`, `foo "a b"`, "“foo:” is not a field"},
	{"foo:(a OR b)", "foo (a OR b)", "“foo:” is not a field"},
	{"foo:tag:PREL", "foo tag:PREL", "“foo:” is not a field"},
	{"note: this", "note this", ""},
	{"http://www.example.org/a?b=c", "www.example.org/a?b=c", "web address"},

	// Fields.
	{"tag:PREL", "tag:PREL", ""},
	{"TAGS:PREL", "tag:PREL", ""},
	{"tag:PREL,", "tag:PREL", ""},
	{"tag:PR*", "tag:PR*", ""},
	{"tag:P*", "tag:P", "at least two letters"},
	{"tag:(PREL OR MARR)", "tag:PREL OR tag:MARR", ""},
	{"tag:(PREL -MARR)", "tag:PREL NOT tag:MARR", ""},
	{"tag:(PREL from:LIMA)", "tag:PREL from:LIMA", ""},
	{"tag: PREL", "tag:PREL", "with a space"},
	{`per: "Gustavo Delgado"`, `per:"Gustavo Delgado"`, "with a space"},
	{"tag: (PREL OR MARR)", "tag:PREL OR tag:MARR", "with a space"},
	{"tag: AND b", "tag b", "has no value"},
	{"tag:", "tag", "has no value"},
	{"a tag:)", "a tag", "has no value|closing bracket"},
	{"tag: from:LIMA", "tag from:LIMA", "has no value"},
	{"tag:()", "", "no letter"},
	{"tag:-PREL", "NOT tag:PREL", "was read as “-tag:"},
	{"-tag:-PREL", "tag:PREL", "was read as “-tag:"},
	{"tag:-none-", "tag:none", ""},
	{"tag:none", "tag:none", ""},
	{"Caption:NONE,", "caption:none", ""},
	{"-tag:none", "NOT tag:none", ""},
	{"tag:(PREL OR none)", "tag:PREL OR tag:none", ""},
	{`per:"none"`, `per:"none"`, ""},
	{`per:"-none-"`, `per:"-none-"`, ""},
	{"per:none*", "per:none*", ""},
	{"id:none", `id:"none"`, ""},
	{"year:none", "date:none", ""},
	{"near:09LIMA1 -dup:none", "copies:09LIMA1 NOT copies:none", ""},
	{"collection:none collections:Demo", "collection:none collection:Demo", ""},
	{"tag:PREL~1", "tag:PREL", "Spelling variants"},
	{"tag:foo:bar", "tag:foo:bar", ""},
	{"from:MEXICO", "from:MEXICO", ""},
	{"origin:MEXICO post:LIMA", "from:MEXICO from:LIMA", ""},
	{`to:"AMEMBASSY LIMA"`, `to:"AMEMBASSY LIMA"`, ""},
	{"class:SECRET//NOFORN", "class:SECRET//NOFORN", ""},
	{"classification:secret", "class:secret", ""},
	{"caption:NODIS", "caption:NODIS", ""},
	{`per:"Gustavo Delgado"`, `per:"Gustavo Delgado"`, ""},
	{"person:“Gustavo Delgado”", `per:"Gustavo Delgado"`, ""},
	{`per:"Gustavo Del"*`, `per:"Gustavo Del"*`, ""},
	{`per:"Delgado"`, "per:Delgado", ""},
	{`per:"a b"~3`, `per:"a b"`, "~3"},
	{`place:"Mexico City" org:U.N. misc:Olympics`, `loc:"Mexico City" org:U.N. misc:Olympics`, ""},
	{"id:09MEXICO2676 ref:09STATE1", "id:09MEXICO2676 ref:09STATE1", ""},
	{`id:"09 MEXICO 2676"`, `id:"09 MEXICO 2676"`, ""},
	{"country:Mexico lang:es", "country:Mexico lang:es", ""},
	{"subject:rules", "subject:rules", ""},
	{"subject:=rules", "subject:=rules", ""},
	{"subject:diplom*", "subject:diplom*", ""},
	{"Subject:Delgdo~1", "subject:Delgdo~1", ""},
	{`subject:"a b"~5`, `subject:"a b"~5`, ""},
	{"subject:(a OR NOT b)", "subject:a OR NOT subject:b", ""},
	{"subject:AND", "subject:AND", ""},

	// Dates.
	{"date:2009", "date:2009", ""},
	{"date:2009-09", "date:2009-09", ""},
	{"date:2009-09-08", "date:2009-09-08", ""},
	{"date:2009-09..2009-12", "date:2009-09..2009-12", ""},
	{"date:2009..2009", "date:2009", ""},
	{"date:..1975", "date:..1975", ""},
	{"date:1979..", "date:1979..", ""},
	{"date:none", "date:none", ""},
	{"date:NONE", "date:none", ""},
	{"-date:none", "NOT date:none", ""},
	{"date:>=1975", "date:1975..", ""},
	{"date:>1975", "date:1976..", ""},
	{"date:>1975-12", "date:1976-01..", ""},
	{"date:>1976-02-28", "date:1976-02-29..", ""},
	{"date:<1979-03", "date:..1979-02", ""},
	{"date:<=1979-03", "date:..1979-03", ""},
	{"date:=1979", "date:1979", ""},
	{"date:1975-1979", "date:1975..1979", ""},
	{"date:1975–1979", "date:1975..1979", ""},
	{"date:1979-03–1979-05", "date:1979-03..1979-05", ""},
	{"date:1979–03", "date:1979-03", ""},
	{"date:1979..1975", "date:1975..1979", "wrong way round"},
	{"date:2009..2009-05", "date:2009..2009-05", ""},
	{"date:2009-05..2009", "date:2009-05..2009", ""},
	{`date:"18 May 1974"`, "date:1974-05-18", ""},
	{`date:"May 1974..June 1975"`, "date:1974-05..1975-06", ""},
	{`date:>="May 1974"`, "date:1974-05..", ""},
	{"date:(1974 OR 1979)", "date:1974 OR date:1979", ""},
	{"date:(>=1974)", "date:1974..", ""},
	{"since:1974 until:1979", "date:1974.. date:..1979", ""},
	{"after:1974 before:1979", "date:1975.. date:..1978", ""},
	{"date:2009-13", "2009-13", "is not a date"},
	{"date:1974-02-30", "1974-02-30", "is not a date"},
	{"date:foo:bar", "foo bar", "is not a date"},
	{"date:..", "date", "has no value"},
	{"date:", "date", "has no value"},
	{"date: 2009", "date:2009", "with a space"},
	{"date:>= 2009", "date:2009..", "with a space"},
	{"tag:, PREL", "tag:PREL", "with a space"},
	{"date:>=2009,", "date:2009..", ""},
	{"year:1975", "year:1975", ""},
	{"year:197*", "year:197*", ""},
	{"year:1975..1979", "date:1975..1979", ""},
	{"year:>1975", "date:1976..", ""},
	{"year:soon", "soon", "is not a date"},
	{"date:0000", "0000", "is not a date"},
	{"date:<0001", "0001", "is not a date"},
	{"date:>9999", "9999", "is not a date"},

	{`"rigid rules" tag:PREL -from:MEXICO date:2009-09`, `"rigid rules" tag:PREL NOT from:MEXICO date:2009-09`, ""},
}

func TestParse(t *testing.T) {
	for _, tt := range parseTests {
		e, notes, err := Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		got := ""
		if e != nil {
			got = e.String()
		}
		if got != tt.want {
			t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
		}
		var want []string
		if tt.notes != "" {
			want = strings.Split(tt.notes, "|")
		}
		ok := len(notes) == len(want)
		for i := range want {
			ok = ok && strings.Contains(notes[i], want[i])
		}
		if !ok {
			t.Errorf("Parse(%q) notes %q, want %q", tt.in, notes, want)
		}
		checkRoundTrip(t, tt.in, e)
	}
}

// checkRoundTrip parses a printed tree again: it must be equal, without notes.
func checkRoundTrip(t *testing.T, in string, e Expr) {
	t.Helper()
	if e == nil {
		return
	}
	again, notes, err := parse(e.String(), unlimited)
	if err != nil {
		t.Fatalf("Parse(%q) prints as %s, which fails: %v", in, e, err)
	}
	if !reflect.DeepEqual(again, e) {
		t.Fatalf("Parse(%q) = %#v prints as %s, which is %#v", in, e, e, again)
	}
	if len(notes) > 0 {
		t.Fatalf("Parse(%q) prints as %s, which has the notes %q", in, e, notes)
	}
}

// TestParseTree looks at the nodes themselves where the print could hide them.
func TestParseTree(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Expr
	}{
		{"rules", Word{Text: "rules"}},
		{"subject:=rules", Word{In: "subject", Text: "rules", Exact: true}},
		{"diplom*", Word{Text: "diplom", Prefix: true}},
		{"Delgdo~1", Word{Text: "Delgdo", Fuzzy: true}},
		{`"a b"~10`, Phrase{Text: "a b", Slop: 10}},
		{"Tags:PR*", Value{Field: FieldTag, Text: "PR", Prefix: true}},
		{"tag:-none-", Value{Field: FieldTag, None: true}},
		{`tag:"none"`, Value{Field: FieldTag, Text: "none"}},
		{"date:2009-09", Dates{From: cable.Date{Year: 2009, Month: 9}, To: cable.Date{Year: 2009, Month: 9}}},
		{"date:..1975", Dates{To: cable.Date{Year: 1975}}},
		{"date:none", Dates{None: true}},
		{"a OR b c", Or{[]Expr{Word{Text: "a"}, And{[]Expr{Word{Text: "b"}, Word{Text: "c"}}}}}},
		{"NOT a", Not{Word{Text: "a"}}},
	} {
		if e, _, err := Parse(tt.in); err != nil || !reflect.DeepEqual(e, tt.want) {
			t.Errorf("Parse(%q) = %#v, %v, want %#v", tt.in, e, err, tt.want)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
	}{
		{"bytes", strings.Repeat("a", MaxBytes+1), "257 bytes"},
		{"UTF-8", "a\xff", "UTF-8"},
		{"NUL", "a\x00", "NUL"},
		{"terms", strings.Repeat("ab ", MaxTerms+1), "17 words"},
		{"nesting", strings.Repeat("(", MaxNesting+1) + "a", "9 deep"},
		{"phrase", `"` + strings.Repeat("a ", MaxPhraseWords+1) + `"`, "33 words"},
		{"hyphens", strings.Repeat("a-", MaxPhraseWords+1), "33 words"},
		{"value", "per:" + strings.Repeat("a-", MaxPhraseWords+1), "33 words"},
		{"prefixes", "aaa* bbb* ccc* ddd* tag:PR*", "5 wildcards"},
		{"fuzzy", "aaa~ bbb~ ccc~ ddd~ eee~", "5 words with ~"},
	} {
		_, _, err := Parse(tt.in)
		var limit *LimitError
		if !errors.As(err, &limit) || !strings.Contains(limit.Reason, tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	for _, in := range []string{
		strings.Repeat("a", MaxBytes),
		strings.Repeat("ab ", MaxTerms),
		strings.Repeat("(", MaxNesting) + "a" + strings.Repeat(")", MaxNesting),
		`"` + strings.Repeat("a ", MaxPhraseWords) + `"`,
		"aaa* bbb* ccc* ddd* eee~ fff~ ggg~ hhh~",
	} {
		if _, _, err := Parse(in); err != nil {
			t.Errorf("Parse(%q): %v", in, err)
		}
	}
}

func TestTerms(t *testing.T) {
	e, _, err := Parse(`a "b c" (subject:d OR NOT e) -f tag:PREL date:1974 NOT (g OR NOT h)`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, term := range Terms(e) {
		got = append(got, term.String())
	}
	if s := strings.Join(got, "|"); s != `a|"b c"|subject:d` {
		t.Errorf("Terms = %s", s)
	}
	if Terms(nil) != nil {
		t.Error("Terms(nil) is not nil")
	}
}

func TestDescribe(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "all cables"},
		{`"rigid rules" tag:PREL -from:MEXICO date:2009-09`, "cables with “rigid rules” and the tag PREL, not from MEXICO, dated September 2009"},
		{"a b c", "cables with “a”, “b” and “c”"},
		{"a OR b", "cables with “a” or “b”"},
		{"(a OR b) c", "cables with (“a” or “b”) and “c”"},
		{"a b OR c d", "cables (with “a” and “b”) or (with “c” and “d”)"},
		{"a OR from:LIMA", "cables with “a” or from LIMA"},
		{"-a", "cables without “a”"},
		{"a -b -c", "cables with “a”, without “b” or “c”"},
		{"NOT (a b)", "cables not (with “a” and “b”)"},
		{"NOT (a OR b)", "cables without “a” or “b”"},
		{"=rules diplom* Delgdo~1", "cables with “rules” exactly as written, words that begin with “diplom” and “Delgdo” or a word one letter off"},
		{`subject:"a b" "c d"~10`, "cables with “a b” in the subject and the words of “c d” within 10 words of each other"},
		{"tag:(PREL OR MARR)", "cables with the tag PREL or the tag MARR"},
		{"tag:PR*", "cables with the tag PR…"},
		{`per:"Gustavo Delgado" org:UN loc:Lima misc:Games id:1 caption:NODIS`, "cables with the person Gustavo Delgado, the organisation UN, the place Lima, the name Games, the id 1 and the caption NODIS"},
		{"class:SECRET to:LIMA ref:09LIMA1 country:Peru lang:es year:1974", "cables classified SECRET, to LIMA, citing 09LIMA1, from posts in Peru, in the language es, of the year 1974"},
		{"date:1974-05-18", "cables dated 18 May 1974"},
		{"date:1974..", "cables dated 1974 or later"},
		{"date:..1974", "cables dated 1974 or earlier"},
		{"date:1974..1975", "cables dated from 1974 to 1975"},
		{"date:none", "cables undated"},
		{"-date:none", "cables not undated"},
		{"tag:none", "cables without any tag"},
		{"a -caption:none", "cables with “a”, with some caption"},
		{"tag:PREL OR tag:none", "cables with the tag PREL or without any tag"},
		{"collection:Demo", "cables of the collection Demo"},
		{"copies:09LIMA1", "cables with nearly the text of 09LIMA1"},
		{"copies:none", "cables without any copy"},
	} {
		e, _, err := Parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Describe(e); got != tt.want {
			t.Errorf("Describe(%s) =\n %s, want\n %s", tt.in, got, tt.want)
		}
	}
}

func TestParseDateInput(t *testing.T) {
	for in, want := range map[string]string{
		"1974": "1974", " 1974 ": "1974", "1974-05": "1974-05", "1974-5": "1974-05", "1974/05": "1974-05",
		"1974-05-18": "1974-05-18", "1974-5-8": "1974-05-08", "1974/05/18": "1974-05-18", "1974.05.18": "1974-05-18",
		"18 May 1974": "1974-05-18", "18 MAY 1974": "1974-05-18", "May 18, 1974": "1974-05-18", "18-May-1974": "1974-05-18",
		"18th May 1974": "1974-05-18", "1 Sept. 2009": "2009-09-01", "1974 May 18": "1974-05-18", "1974 May": "1974-05",
		"May 1974": "1974-05", "may, 1974": "1974-05", "18.5.1974": "1974-05-18", "5.1974": "1974-05", "5/1974": "1974-05",
		"29 February 1976": "1976-02-29", "18\u00a0May\u00a01974": "1974-05-18",
		"": "", "-": "", "May": "", "74": "", "18 May 74": "", "18/05/1974": "", "1974-13": "", "1974-02-29": "", "31 April 1974": "",
		"0000": "", "1974-00": "", "1974-05-00": "", "May May 1974": "", "1 2 3 4": "", "yesterday": "", "１９７４": "", "19740518": "",
	} {
		d, err := ParseDateInput(in)
		if got := d.String(); got != want || (err == nil) != (want != "") {
			t.Errorf("ParseDateInput(%q) = %q, %v, want %q", in, got, err, want)
		}
		var bad *DateError
		if err != nil && !errors.As(err, &bad) {
			t.Errorf("ParseDateInput(%q): %T", in, err)
		}
	}
}

// TestParseMixed strings pieces of syntax together at random, which a fuzzer
// that changes bytes seldom does.
func TestParseMixed(t *testing.T) {
	pieces := strings.Split("a bcd efgh AND OR NOT and - -- = ( ) ( ) \" \" “ ” * ~ ~1 ~9 && || | & : :: foo: http:// tag: Tag: per: subject: date: year: since: "+
		">= < .. 1974 1979-03 2009-09-08 197 none -none- U.S. o'b é \u0301 ’ , . ; / 日本 18 May # ! ? ^ ＂", " ")
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 20_000
	if s := os.Getenv("REFTEL_MIXED"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	for range n {
		var b strings.Builder
		for range 1 + rnd.IntN(10) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
			if rnd.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		checkParse(t, b.String())
		if t.Failed() {
			t.Fatalf("%q", b.String())
		}
	}
}

// checkParse holds what is true of every text.
func checkParse(t *testing.T, in string) {
	e, notes, err := Parse(in)
	if err != nil {
		var limit *LimitError
		if !errors.As(err, &limit) || e != nil {
			t.Errorf("error %v, tree %v", err, e)
		}
		return
	}
	for _, n := range notes {
		if !utf8.ValidString(n) || !strings.HasSuffix(n, ".") {
			t.Errorf("note %q", n)
		}
	}
	if d := Describe(e); !strings.HasPrefix(d, "cables ") && e != nil || strings.Contains(d, "  ") {
		t.Errorf("described as %q", d)
	}
	Terms(e)
	checkRoundTrip(t, in, e)
	checkCanonical(t, e)
	walk(e, func(e Expr) {
		text := "x"
		switch e := e.(type) {
		case Word:
			text = e.Text
			if (e.Prefix || e.Fuzzy) && countRuns(strings.NewReplacer("'", "", "’", "").Replace(text)) != 1 {
				t.Errorf("signs on several words: %#v", e)
			}
			if e.Prefix && e.Fuzzy || e.Exact && (e.Prefix || e.Fuzzy) {
				t.Errorf("signs that do not go together: %#v", e)
			}
		case Phrase:
			text = e.Text
		case Value:
			text = e.Text
			if e.None {
				text = "none"
				if e.Text != "" || e.Prefix {
					t.Errorf("none and a value: %#v", e)
				}
			}
		case Dates:
			if !e.None && e.From.IsZero() && e.To.IsZero() || reversed(e.From, e.To) {
				t.Errorf("dates %#v", e)
			}
		}
		if !hasAlnum(text) {
			t.Errorf("empty leaf %#v", e)
		}
	})
}

// checkCanonical holds that lists have two parts or more and none of their own
// kind, and that a Not holds no Not.
func checkCanonical(t *testing.T, e Expr) {
	switch e := e.(type) {
	case And:
		if len(e.Of) < 2 {
			t.Errorf("short %#v", e)
		}
		for _, p := range e.Of {
			if _, same := p.(And); same {
				t.Errorf("And in And: %#v", e)
			}
			checkCanonical(t, p)
		}
	case Or:
		if len(e.Of) < 2 {
			t.Errorf("short %#v", e)
		}
		for _, p := range e.Of {
			if _, same := p.(Or); same {
				t.Errorf("Or in Or: %#v", e)
			}
			checkCanonical(t, p)
		}
	case Not:
		if _, same := e.Of.(Not); same || e.Of == nil {
			t.Errorf("Not of %#v", e.Of)
		}
		checkCanonical(t, e.Of)
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range parseTests {
		f.Add(tt.in)
	}
	f.Add(strings.Repeat("(", 200))
	f.Add(strings.Repeat("a:", 100))
	f.Add(strings.Repeat(`tag:"`, 50))
	f.Fuzz(func(t *testing.T, in string) {
		start := time.Now()
		checkParse(t, in)
		if took := time.Since(start); took > 200*time.Millisecond {
			t.Errorf("took %v", took)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, _, err := Parse(`"rigid rules" (tag:PREL OR tag:MARR) -from:MEXICO date:2009-09..2009-12 diplom* Delgdo~1`); err != nil {
			b.Fatal(err)
		}
	}
}
