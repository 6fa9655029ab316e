package csvdump_test

import (
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

const net = "UNCLAS OSLO 000123\n\nE.O. 12958: N/A\nTAGS: ETRD NO\nSUBJECT: NETS\n\n1. (U) Nets, ropes; and \"lines\" were mended.\n\n2. (U) Nothing else.\nHOLM"

// table writes records with a separator, quotes doubled.
func table(sep string, records ...[]string) string {
	var b strings.Builder
	for _, rec := range records {
		for i, v := range rec {
			if i > 0 {
				b.WriteString(sep)
			}
			b.WriteString(`"` + strings.ReplaceAll(v, `"`, `""`) + `"`)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func second(text string) string { return strings.ReplaceAll(text, "000123", "000124") }

// TestTables holds that a table is read by its columns: each record is a cable
// with its id, date and text, however the columns are parted and dates written.
func TestTables(t *testing.T) {
	const head = "R 031505Z MAY 08\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 100"
	dump := func(sep, one, two string) string {
		return table(sep, []string{"1", one, "08OSLO123", "Embassy Oslo", "UNCLASSIFIED", "08OSLO9|08LIMA7", head, net},
			[]string{"2", two, "08OSLO124", "Embassy Oslo", "UNCLASSIFIED", "", head, second(net)})
	}
	bare := strings.NewReplacer("\n", `\n`).Replace
	for name, c := range map[string]struct{ in, date string }{
		"ISO":                   {dump(",", "2008-05-03 15:05:00", "2008-05-04 09:00:00"), "2008-05-03T15:05"},
		"ISO, T and Z":          {dump(",", "2008-05-03T15:05:00Z", "2008-05-04T09:00:00Z"), "2008-05-03T15:05"},
		"offset":                {dump(",", "2008-05-03T17:05:00+02:00", "2008-05-04T09:00:00+02:00"), "2008-05-03T15:05"},
		"seconds":               {dump(",", "5/3/2008 15:05:07", "5/4/2008 9:00:00"), "2008-05-03T15:05"},
		"noon":                  {dump(",", "5/3/2008 3:05 PM", "5/4/2008 9:00 AM"), "2008-05-03T15:05"},
		"semicolons":            {dump(";", "5/3/2008 15:05", "5/4/2008 9:00"), "2008-05-03T15:05"},
		"tabs":                  {dump("\t", "5/3/2008 15:05", "5/4/2008 9:00"), "2008-05-03T15:05"},
		"day first by another":  {dump(",", "3/5/2008 15:05", "24/5/2008 9:00"), "2008-05-03T15:05"},
		"day first by the text": {dump(",", "3/5/2008 15:05", "3/5/2008 9:00"), "2008-05-03T15:05"},
		"points":                {dump(";", "03.05.2008 15:05", "04.05.2008 09:00"), "2008-05-03T15:05"},
		"day of a database":     {dump(",", "2008-05-03 00:00:00", "2008-05-04 00:00:00"), "2008-05-03T15:05"}, // the time is that of the text
		"no running number": {table(",", []string{"5/3/2008 15:05", "08OSLO123", "Embassy Oslo", "UNCLASSIFIED", "", head, net},
			[]string{"5/4/2008 15:05", "08OSLO124", "Embassy Oslo", "UNCLASSIFIED", "", head, second(net)}), "2008-05-03T15:05"},
		"another order": {table(";", []string{net, "08OSLO123", "2008-05-03"}, []string{second(net), "08OSLO124", "2008-05-04"}), "2008-05-03"},
		"names":         {table(",", []string{"Reference ID", "Sent Date", "Full text"}, []string{"08OSLO123", "3 May 2008", net}, []string{"08OSLO124", "4 May 2008", second(net)}), "2008-05-03"},
		"id and reference": {table(",", []string{"id", "date", "reference", "body"}, []string{"17", "2008-05-03", "08OSLO123", net},
			[]string{"18", "2008-05-04", "08OSLO124", second(net)}), "2008-05-03"},
		"no quotes": {"mrn\tdate\tbody\n08OSLO123\t2008-05-03\t" + bare(net) + "\n08OSLO124\t2008-05-04\t" + bare(second(net)) + "\n", "2008-05-03"},
	} {
		t.Run(name, func(t *testing.T) {
			f := format(t)
			if !f.Detect([]byte(c.in)) {
				t.Fatal("not detected")
			}
			cables, order, refused := run(t, f, c.in)
			if len(refused) != 0 || len(order) != 2 {
				t.Fatalf("parts %q, refused %q", order, refused)
			}
			one, two := cables[order[0]], cables[order[1]]
			if one.ID != "08OSLO123" || two.ID != "08OSLO124" || one.Date.String() != c.date {
				t.Errorf("%s of %s and %s, want %s", one.ID, one.Date, two.ID, c.date)
			}
			if one.Subject != "NETS" || len(one.Paragraphs) != 2 || one.Paragraphs[0].Text != `Nets, ropes; and "lines" were mended.` {
				t.Errorf("text %q %+v", one.Subject, one.Paragraphs)
			}
			for _, d := range one.Doubts {
				if strings.HasPrefix(d.Kind, "date") {
					t.Errorf("doubt %+v", d)
				}
			}
		})
	}
}

// TestOrderDoubtful holds that an order of day and month that nothing tells is a
// doubt in a table that is not the dump, and a date in the other order too.
func TestOrderDoubtful(t *testing.T) {
	doubts := func(dates ...string) (out []string) {
		records := [][]string{{"id", "date", "text"}}
		for i, d := range dates {
			records = append(records, []string{"08OSLO12" + string(rune('0'+i)), d, "UNCLAS\n\nSUBJECT: NETS\n\n1. Nets."})
		}
		cables, order, refused := run(t, format(t), table(",", records...))
		if len(refused) > 0 {
			t.Fatal(refused)
		}
		for _, name := range order {
			s := cables[name].Date.String()
			for _, d := range cables[name].Doubts {
				if d.Kind == "date doubtful" {
					s += " doubtful"
				}
			}
			out = append(out, s)
		}
		return out
	}
	if got := strings.Join(doubts("5/3/2008", "7/7/2008"), ", "); got != "2008-05-03 doubtful, 2008-07-07" {
		t.Error(got)
	}
	if got := strings.Join(doubts("5/3/2008", "25/7/2008", "26/7/2008", "7/27/2008"), ", "); got != "2008-03-05, 2008-07-25, 2008-07-26, 2008-07-27 doubtful" {
		t.Error(got)
	}
}

// TestIndexTable holds the result list of an archive's index: no text, but each
// record is a cable of what its columns say.
func TestIndexTable(t *testing.T) {
	in := table(",", []string{"Draft Date", "Document Number", "Film Number", "From", "Subject", "TAGS", "To"},
		[]string{"05/14/1974", "1974OSLO01204", "D740001-0001", "OSLO", "LAMPS AND NETS", "ETRD, NO", "STATE"},
		[]string{"05/15/1974", "1974OSLO01205", "D740001-0002", "OSLO", "ROPES", "", ""})
	cables, order, refused := run(t, format(t), in)
	if len(order) != 2 || len(refused) > 0 {
		t.Fatalf("%q %q", order, refused)
	}
	c := cables[order[0]]
	if c.ID != "74OSLO1204" || c.Date.String() != "1974-05-14" || c.From != "OSLO" || strings.Join(c.To, "|") != "STATE" || c.Subject != "LAMPS AND NETS" || c.SubjectInferred || len(c.Tags) != 2 {
		t.Errorf("%+v", c)
	}
	if len(c.Notes) != 1 || c.Notes[0].Text != "Film Number: D740001-0001" || len(c.Warnings) == 0 {
		t.Errorf("notes %+v, warnings %q", c.Notes, c.Warnings)
	}
}

// TestNoCables holds that a table of other things is refused by a sentence that
// says what is wanted and what was found, and that text is no table.
func TestNoCables(t *testing.T) {
	f := format(t)
	for _, in := range []string{"name,age,town\nAnne,31,Oslo\nKari,32,Oslo\n", "id;date;age\n1;2008-05-03;4\n"} {
		if !f.Detect([]byte(in)) {
			t.Errorf("%q is not taken for a table", in)
			continue
		}
		err := f.Split(strings.NewReader(in), func(source.Part) error { t.Error("a part"); return nil })
		if why := source.AsRefusal("x", err).Reason; !strings.Contains(why, "wanted are") || !strings.Contains(why, "age") {
			t.Errorf("%q: %s", in, why)
		}
	}
	for _, in := range []string{net, "R 031505Z MAY 08\nFM A, B, C\n", "Cod, salt, nets.\n\nHe went.\n"} {
		if f.Detect([]byte(in)) {
			t.Errorf("%q is taken for a table", in)
		}
	}
}

// TestIDs holds that a record is refused whose id can have no page, and the others
// are read; an id that blanks or a line break part is one.
func TestIDs(t *testing.T) {
	for id, want := range map[string]string{".": "holds no digit", "08OSLO\u202e123": "control characters", strings.Repeat("08OSLO", 20): "longer than 80 bytes", "08\tOSLO\n123": ""} {
		cables, _, refused := run(t, format(t), table(",", []string{"id", "date", "body"}, []string{id, "2008-05-03", net}, []string{"08OSLO124", "2008-05-04", second(net)}))
		if len(cables)+len(refused) != 2 || (len(refused) == 1) != (want != "") || want != "" && !strings.Contains(strings.Join(refused, " "), want) {
			t.Errorf("%q: %d cables, refused %q", id, len(cables), refused)
		}
	}
}

// TestEscapedApostrophe holds that a dump that escapes apostrophes too gives
// them back.
func TestEscapedApostrophe(t *testing.T) {
	in := `"1","5/3/2008 15:05","08OSLO1","Embassy Oslo","UNCLASSIFIED","","","UNCLAS OSLO 1` + "\nSUBJECT: A\n\n1. The pilot\\'s \\\"boat\\\".\nHOLM\"\n"
	cables, _, _ := run(t, format(t), in)
	var c *cable.Cable = cables["1"]
	if c == nil || len(c.Paragraphs) != 1 || c.Paragraphs[0].Text != `The pilot's "boat".` {
		t.Errorf("%+v", c)
	}
}
