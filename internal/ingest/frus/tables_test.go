package frus

import (
	"slices"
	"strings"
	"testing"

	"reftel/internal/cable"
)

// TestCorrespondents reads heads; «» are the marks of from, ‹› those of to.
func TestCorrespondents(t *testing.T) {
	t.Parallel()
	tests := []struct{ head, from, to string }{
		{"Telegram From the Embassy in Ruritania to the Department of State", "Embassy in Ruritania", "Department of State"},
		{"Telegram 12345/Tosec 60 From the Department of State to the Embassies in Ruritania, Graustark, and the United Kingdom", "Department of State", "Embassies in Ruritania, Graustark, and the United Kingdom"},
		{"Letter From the Ambassador to Ruritania (Marlowe) to the Assistant Secretary of State for Far Islands (Garrick)", "Ambassador to Ruritania (Marlowe)", "Assistant Secretary of State for Far Islands (Garrick)"},
		{"Memorandum From the Assistant to the President (Garrick) to President Doe", "Assistant to the President (Garrick)", "President Doe"},
		{"Telegram From the Mission to the United Nations to the Department of State and the Embassy in Ruritania", "Mission to the United Nations", "Department of State|Embassy in Ruritania"},
		{"Letter From the Ambassador to President Doe", "Ambassador", "President Doe"},
		{"The Secretary of State to the Ambassador in Ruritania (Marlowe)", "Secretary of State", "Ambassador in Ruritania (Marlowe)"},
		{"The Ambassador in Ruritania (Marlowe), temporarily at Strelsau, to the Secretary of State", "Ambassador in Ruritania (Marlowe), temporarily at Strelsau", "Secretary of State"},
		{"Mr. Adler to Lord Quill", "Mr. Adler", "Lord Quill"},
		{"*«Mr. Adler» to ‹Prince Ferenc›", "Mr. Adler", "Prince Ferenc"},
		{"Mr. «Fern»’s parting remarks to the president of the ‹Confederation›", "Fern", "Confederation"},
		{"Memorandum by the Legal Adviser (Rowe) to the Under Secretary of State (Long)", "Legal Adviser (Rowe)", "Under Secretary of State (Long)"},
		{"Memorandum by the Special Assistant to the Secretary of State", "Special Assistant to the Secretary of State", ""},
		{"Memorandum Prepared for the Islands Committee", "", "Islands Committee"},
		{"Memorandum for the Record", "", ""},
		{"Memorandum for the Record by the Director (Long)", "Director (Long)", ""},
		{"Paper Prepared in the Department of State", "Department of State", ""},
		{"Report to the Council by the Department of State: Conclusions", "Department of State", "Council"},
		{"Memorandum of a Conversation Between «President Doe» and ‹Prime Minister Oduya›, Strelsau, July 17, 1955", "President Doe", "Prime Minister Oduya"},
		{"Memorandum of a Conversation Between President Doe and Prime Minister Oduya", "", ""},
		{"Extract From Bulletin No. 12, August 23, 1948", "", ""},
		{"Editorial Note", "", ""},
		{"Address to the Nation", "", ""},
		{"Memorandum from Rowe to Chief, ISL-4, March 21. Checklist of points raised from Long to Adler.", "Rowe", "Chief, ISL-4"},
		{"Telegram 909 from Strelsau, October 29. Visit to the coast.", "Strelsau", ""},
		{"Telegram 211 to Strelsau, undated. Answer.", "", "Strelsau"},
		{"Telegram 3811 to the Agency from personnel in Ruritania, April 16. Targets.", "personnel in Ruritania", "Agency"},
	}
	for _, tt := range tests {
		var head strings.Builder
		var marks []span
		for _, r := range tt.head {
			switch r {
			case '«', '‹':
				marks = append(marks, span{kind: map[rune]string{'«': markFrom, '‹': markTo}[r], start: head.Len()})
			case '»', '›':
				marks[len(marks)-1].end = head.Len()
			case '*':
			default:
				head.WriteRune(r)
			}
		}
		from, to := correspondents(head.String(), marks)
		if from != tt.from || strings.Join(to, "|") != tt.to {
			t.Errorf("%s:\nfrom %q to %q, want %q to %q", tt.head, from, to, tt.from, tt.to)
		}
	}
}

func TestHeadText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"5. Telegram From A to B":                   "Telegram From A to B",
		"No. 87.Mr. Adler to Mr. Rowe.":             "Mr. Adler to Mr. Rowe",
		"[12] Mr. Adler to Mr. Rowe, Jr.":           "Mr. Adler to Mr. Rowe, Jr.",
		"No. 3 The Consul at Strelsau to Mr. Adler": "The Consul at Strelsau to Mr. Adler", "12.Minutes of a Meeting": "Minutes of a Meeting", "14B. Paper": "Paper",
		"No. 4 to Strelsau": "No. 4 to Strelsau", "2.5 Million Lamps": "2.5 Million Lamps", "No. 10 Downing Street": "Downing Street",
		"1953. A Year":                      "A Year",
		"303 Committee Paper":               "303 Committee Paper",
		"Memorandum, 3 p.m.":                "Memorandum, 3 p.m.",
		"5. Despatch 4. Text. Secret. 2 pp": "Despatch 4. Text. Secret. 2 pp",
	} {
		var b body
		b.head.add(in)
		if got, _ := b.headText(); got != want {
			t.Errorf("head %q is %q, want %q", in, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1962-03-04": "1962-03-04", "1962-03": "1962-03", "1962": "1962",
		"1962-03-04T18:05:00+09:00": "1962-03-04T18:05", "1962-03-04T18:05:00Z": "1962-03-04T18:05", "1962-03-04T18:05": "1962-03-04T18:05",
		"1962-03-04T24:00:00": "1962-03-04",
		"--11-14":             "", "1962-02-30": "", "1962-13": "", "62-03-04": "", "": "", "n.d.": "", "1962-00-10": "", "-1962-01-01": "",
	} {
		d, _, ok := when(in)
		if !ok {
			d = cable.Date{}
		}
		if d.String() != want {
			t.Errorf("when(%q) = %q, want %q", in, d, want)
		}
	}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	tests := []struct {
		date, volume string
		want         bool
	}{
		{"1861-06-05", "frus1861", true}, {"0201-06-05", "frus1861", false}, {"1670-11-01", "frus1870", false}, {"1790-05-01", "frus1872p2v5", true},
		{"1962-03-04", "frus1961-63v99", true}, {"1862-03-04", "frus1961-63v99", false}, {"1975-05-12", "frus1952-54v99", true},
		{"1999-05-12", "frus1952-54v99", false}, {"1981-01-20", "frus1977-80v21", true}, {"2061-01-01", "other", false}, {"1950-01-01", "other", true},
	}
	for _, tt := range tests {
		d, _, _ := when(tt.date)
		if got := plausible(d, tt.volume); got != tt.want {
			t.Errorf("plausible(%s, %s) = %v", tt.date, tt.volume, got)
		}
	}
}

func TestPrinted(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		year int
		want string
	}{
		{"Strelsau, June 5, 1962.", 0, "1962-06-05"}, {"5th June, 1962", 0, "1962-06-05"}, {"Telegram 4, March 21. Text.", 1961, "1961-03-21"},
		{"Telegram 4, March 21. Text.", 0, ""}, {"June 5, 1962, and July 6, 1962", 0, ""}, {"June 31, 1962", 0, ""}, {"undated", 1961, ""},
	}
	for _, tt := range tests {
		d, _ := printed(tt.in, tt.year)
		if d.String() != tt.want {
			t.Errorf("printed(%q, %d) = %q, want %q", tt.in, tt.year, d, tt.want)
		}
	}
}

func TestMarking(t *testing.T) {
	t.Parallel()
	tests := []struct{ note, class, captions, precedence string }{
		{"Source: Archives, RG 59, Box 3. Secret; Immediate; Nodis. Drafted by Rowe.", "SECRET", "NODIS", "IMMEDIATE"},
		{"Source: Archives, Confidential Files, Box 3. Top Secret; Niact; Eyes Only.", "TOP SECRET", "ONLY", "IMMEDIATE"},
		{"Source: Archives. Limited Official Use; Priority; Exdis; Limit Distribution.", "LIMITED OFFICIAL USE", "EXDIS LIMDIS", "PRIORITY"},
		{"Source: Archives. Official Use Only.", "OFFICIAL USE ONLY", "", ""},
		{"Source: Archives. No classification marking. Sent as Secret; Nodis on May 4.", "", "", ""},
		{"Source: Archives. Secret, Noforn, and Sensitive. Rowe wrote: “Secret.”", "SECRET", "NOFORN SENSITIVE", ""},
		{"Source: Archives, Secret Files. Unclassified; Routine.", "UNCLASSIFIED", "", "ROUTINE"},
		{"Source: Archives. The Secretary saw it. Confidential.", "CONFIDENTIAL", "", ""},
		{"Source: Archives. Secret; Cherokee; Nodis; Roger Channel; Flash.", "SECRET", "NODIS CHEROKEE,NODIS,ROGER", "FLASH"},
		{"Source: Archives. Secret/Limdis. Drafted by Rowe.", "SECRET", "LIMDIS", ""},
		{"Source: Archives. Secret; Priority; Exdis/Lantern/Two. Drafted by Rowe.", "SECRET", "EXDIS,LANTERN,TWO", "PRIORITY"},
		{"Source: Archives. Secret; Nodis–RFQ.", "SECRET", "NODIS,RFQ", ""},
		{"Source: Archives. Secret; Noforn Except Canada; Priority.", "SECRET", "NOFORN,NOFORN EXCEPT CANADA", "PRIORITY"},
		{"Source: Archives. Confidential. Nodis; Immediate. Drafted by Rowe.", "CONFIDENTIAL", "NODIS", "IMMEDIATE"},
		{"Source: Archives. Secret; Foreign Office/Press.", "SECRET", "", ""},
		{"[Confidential.]", "CONFIDENTIAL", "", ""},
		{"[Telegram]", "", "", ""},
	}
	r := reader{tables(t)}
	for _, tt := range tests {
		c := &cable.Cable{}
		r.mark(c, &body{sources: []string{tt.note}})
		want := strings.FieldsFunc(tt.captions, func(r rune) bool { return r == ',' || r == ' ' && !strings.Contains(tt.captions, ",") })
		if c.Classification != tt.class || !slices.Equal(c.Captions, want) || c.Precedence != tt.precedence {
			t.Errorf("%s:\n%s %q %s", tt.note, c.Classification, c.Captions, c.Precedence)
		}
	}
	c := &cable.Cable{}
	r.mark(c, &body{corner: []string{"top secret us urgent niact"}})
	if c.Classification != "TOP SECRET" || c.Precedence != "IMMEDIATE" {
		t.Errorf("corner: %s %s", c.Classification, c.Precedence)
	}
}

func TestTarget(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"#d13": " d13", "frus1961-63v06#d3": "frus1961-63v06 d3", "#d13fn2": " d13", "frus1969-76ve05p1#d12a": "frus1969-76ve05p1 d12a",
		"https://history.state.gov/historicaldocuments/frus1961-63v06/d3": "frus1961-63v06 d3",
		"#pg_12": "", "#ch3": "", "frus1961-63v06": "", "#t_NSC1": "", "https://example.org/#d3": "", "": "", "#": "",
	} {
		volume, id, ok := target(in)
		got := ""
		if ok {
			got = volume + " " + id
		}
		if got != want {
			t.Errorf("target(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCollection(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Foreign Relations of the United States, 1961–1963, Volume XCIX, Ruritania":                  "Foreign Relations, 1961–1963, Volume XCIX, Ruritania",
		"Papers Relating to the Foreign Relations of the United States, 1918, Ruritania, Volume III": "Foreign Relations, 1918, Ruritania, Volume III",
		"A Message to the Two Houses": "Foreign Relations, 1861, A Message to the Two Houses",
		"":                            "Foreign Relations, 1861",
	} {
		v := newVolume()
		v.header("title complete", title)
		if got := v.collection("frus1861"); got != want {
			t.Errorf("collection of %q is %q, want %q", title, got, want)
		}
	}
}

// TestNumbers tells the number of a paragraph from that of a telegram.
func TestNumbers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		paras []string
		want  []int
	}{
		{[]string{"786. During a call", "1. One", "2. Two"}, []int{0, 1, 2}},
		{[]string{"1. One", "4. Four", "1958. A year", "40. Forty", "1. Again"}, []int{1, 4, 0, 0, 1}},
		{[]string{"2. Two"}, []int{0}},
		{[]string{"1.5 percent", "1. (C) One", "1."}, []int{0, 1, 0}},
	}
	for _, tt := range tests {
		b := &body{}
		for _, p := range tt.paras {
			b.paras = append(b.paras, para{text: p, prose: true})
		}
		c := &cable.Cable{}
		b.paragraphs(c)
		var got []int
		for _, p := range c.Paragraphs {
			got = append(got, p.Number)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.paras, got, tt.want)
		}
	}
}

// TestPostOfHead finds the post of who wrote.
func TestPostOfHead(t *testing.T) {
	t.Parallel()
	tests := []struct{ from, to, place, dateline, code string }{
		{"Embassy in Japan", "Department of State", "Tokyo", "", "TOKYO"},
		{"Ambassador to Japan (Marlowe)", "Secretary of State", "Tokyo", "", "TOKYO"},
		{"Embassy in Japan", "Department of State", "", "", "TOKYO"},
		{"Ambassador in the Republic of China (Marlowe)", "Department of State", "Taipei", "", "TAIPEI"},
		{"Mission to the United Nations", "Department of State", "New York", "", "USUNNEWYORK"},
		{"Department of State", "Embassy in Japan", "Washington", "", "STATE"},
		{"Secretary of State", "Embassy in Japan", "", "", "STATE"},
		{"Secretary of State", "Department of State", "Paris", "", ""},
		{"British Embassy", "Department of State", "Washington", "", ""},
		{"Mr. Adler", "Mr. Rowe", "Department of State, Washington", "Department of State, Washington", "STATE"},
		{"Mr. Adler", "Mr. Rowe", "Lisbon", "Legation of the United States, Lisbon", "LISBON"},
		{"Mr. Adler", "Mr. Rowe", "Lisbon", "Lisbon", ""},
	}
	r := reader{tables(t)}
	for _, tt := range tests {
		c := &cable.Cable{From: tt.from, To: []string{tt.to}}
		r.origin(c, &body{place: tt.place, dateText: []string{tt.dateline}})
		if c.Origin.Code != tt.code {
			t.Errorf("%+v: %+v", tt, c.Origin)
		}
	}
}
