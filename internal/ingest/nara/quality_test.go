package nara

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
	"reftel/internal/sharedtest"
)

// A sample is one real telegram with its parse.
type sample struct {
	name string
	raw  []byte
	doc  document
	c    *cable.Cable
}

func samples(t testing.TB) (*reference.Tables, []sample) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sharedtest.Dir(t, "nara-text"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	f := Format(tables)
	var out []sample
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !f.Detect(raw[:min(len(raw), source.HeadSize)]) {
			t.Errorf("%s is not detected", file)
		}
		c, err := f.Parse("renamed.txt", source.Part{Line: 1, Raw: raw})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		name, _, _ := strings.Cut(filepath.Base(file), "-")
		out = append(out, sample{name, raw, divide(string(raw)), c})
	}
	return tables, out
}

// A rate counts agreements of one field and remembers the others. Known are the
// differences between the two transcriptions, which were read one by one.
type rate struct {
	name             string
	good, known, all int
	bad              []string
}

func (r *rate) add(ok bool, s sample, text, attribute string) {
	r.all++
	switch {
	case ok:
		r.good++
	case differences[s.name+" "+r.name]:
		r.known++
	default:
		r.bad = append(r.bad, s.name+": text "+text+" | attribute "+attribute)
	}
}

var differences = func() map[string]bool {
	out := map[string]bool{}
	text, err := os.ReadFile("testdata/differences.tsv")
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			out[f[0]+" "+f[1]] = true
		}
	}
	return out
}()

// least is the share that must be read right.
const least = .97

// TestAgreement compares what is read from the text with the attributes, which
// are another transcription of the same telegram.
func TestAgreement(t *testing.T) {
	tables, all := samples(t)
	number, date, from, to := &rate{name: "number"}, &rate{name: "date"}, &rate{name: "from"}, &rate{name: "to"}
	subject, tags, class := &rate{name: "subject"}, &rate{name: "TAGS"}, &rate{name: "classification"}
	r := reader{grammar: telegram.Parser{Tables: tables}, tables: tables}
	for _, s := range all {
		a := s.doc.attributes
		number.add(s.c.ID == expectedID(tables, a), s, s.c.ID, a["Document Number"])
		if noText(s.doc.message) {
			continue
		}
		if draft, ok := parseDay(a["Draft Date"]); ok {
			late := days(s.c.Date) - days(draft)
			date.add(late >= 0 && late <= 3 && !s.c.DateInferred, s, s.c.Date.String(), a["Draft Date"])
		}
		if v := stationName(a["From"]); v != "" {
			from.add(samePost(tables, s.c.From, v), s, s.c.From, v)
		}
		if v := a["To"]; v != "" && v != "COM" {
			ok := true
			for _, name := range (reader{tables: tables}).stations(v) {
				ok = ok && slices.ContainsFunc(append(slices.Clone(s.c.To), s.c.Info...), func(have string) bool { return samePost(tables, have, name) })
			}
			to.add(ok, s, strings.Join(s.c.To, "; "), v)
		}
		if v := plain(a["Subject"]); v != "" && !s.c.SubjectInferred {
			subject.add(sameSubject(s.c.Subject, v), s, s.c.Subject, v)
		}
		if v := a["Original Classification"]; v != "" {
			class.add(s.c.Classification == v, s, s.c.Classification, v)
		}
		if a["TAGS"] != "" && hasTags(s.c) {
			missing := missingTags(r, s.c, plain(a["TAGS"]))
			tags.add(len(missing) == 0, s, codes(s.c.Tags), a["TAGS"])
		}
	}
	for _, r := range []*rate{number, date, from, to, subject, tags, class} {
		if r.all == 0 {
			t.Errorf("%s: nothing compared", r.name)
			continue
		}
		share := float64(r.good+r.known) / float64(r.all)
		t.Logf("%s: %d of %d agree (%.1f %%); in %d the attributes are known to differ from the text as printed", r.name, r.good, r.all, 100*float64(r.good)/float64(r.all), r.known)
		for _, b := range r.bad {
			t.Log("  ", b)
		}
		if share < least {
			t.Errorf("%s is read right in %.1f %%, want %.0f %%", r.name, 100*share, 100*least)
		}
	}
}

// expectedID makes the id of the attributes alone: year, post of the From
// value, serial.
func expectedID(tables *reference.Tables, a attributes) string {
	g := regexp.MustCompile(`^(\d{4})([A-Z]+)(\d{5,6})$`).FindStringSubmatch(a["Document Number"])
	if g == nil {
		return ""
	}
	origin := g[2]
	if post, _, ok := tables.MatchPost(stationName(a["From"])); ok {
		origin = post.Code
	}
	return cable.MRN{Year: number(g[1]), Origin: origin, Serial: number(g[3])}.String()
}

func days(d cable.Date) int {
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// samePost compares AMEMBASSY LA PAZ with LA PAZ.
func samePost(tables *reference.Tables, a, b string) bool {
	x, _, ok1 := tables.MatchPost(a)
	y, _, ok2 := tables.MatchPost(b)
	if ok1 && ok2 {
		return x.Code == y.Code
	}
	return strings.Contains(letters(a), letters(b))
}

// sameSubject compares letters and digits. A value that was cut at the end of
// its column counts as far as it goes.
func sameSubject(text, attribute string) bool {
	x, y := plainLetters(text), plainLetters(attribute)
	return x == y || len(y) > 40 && strings.HasPrefix(x, y) || strings.TrimLeft(x, "SCU") == strings.TrimLeft(y, "SCU")
}

func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

func hasTags(c *cable.Cable) bool {
	return !slices.ContainsFunc(c.Doubts, func(d cable.Doubt) bool { return d.Kind == "TAGS of the attributes" })
}

// missingTags lists the tags that one of the two has alone: the text's that the
// attribute has not, and the attribute's that the cable has not.
func missingTags(r reader, c *cable.Cable, attribute string) []string {
	var out []string
	for _, t := range c.Tags {
		name := t.Code
		if t.Kind == "person" {
			name = surname(name)
		}
		if !strings.Contains(attribute, name) {
			out = append(out, t.Code)
		}
	}
	for _, t := range r.grammar.Tags(attribute, c.Date.Year) {
		if tagAt(c.Tags, t.Code) < 0 && named(c.Tags, t) < 0 {
			out = append(out, t.Code)
		}
	}
	return out
}

func codes(tags []cable.Tag) string {
	var out []string
	for _, t := range tags {
		out = append(out, t.Code)
	}
	return strings.Join(out, ", ")
}

var furniture = regexp.MustCompile(`EO Systematic Review|\bPAGE 0\d\b|\*\*\* Current|NNNN?\b|-{12}|(?m:^ *(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE)$)|\bINFO OCT-|\bACTION [A-Z]{1,4}-\d\d|E{6}|ADP000`)

// TestFurniture holds that no line of the form is left in the text.
func TestFurniture(t *testing.T) {
	_, all := samples(t)
	for _, s := range all {
		for _, p := range s.c.Paragraphs {
			if m := furniture.FindString(p.Heading + "\n" + p.Text); m != "" {
				t.Errorf("%s %s: %q is left in the text", s.name, p.Anchor, m)
			}
		}
	}
}

// TestReferenceList compares with a list that was made by reading.
func TestReferenceList(t *testing.T) {
	f, err := os.Open("testdata/references.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := map[string][]string{}
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		file, refs, _ := strings.Cut(line, "\t")
		want[file] = strings.Fields(refs)
		n += len(want[file])
	}
	_, all := samples(t)
	found, right := 0, 0
	for _, s := range all {
		list, listed := want[s.name]
		if !listed {
			continue
		}
		var got []string
		for _, r := range s.c.References {
			x := r.Letter + ":" + r.Kind
			if r.ID != "" {
				x = r.Letter + ":" + r.ID
			}
			got = append(got, x)
		}
		found += len(got)
		left := slices.Clone(list)
		for _, x := range got {
			if i := slices.Index(left, x); i >= 0 {
				left = slices.Delete(left, i, i+1)
				right++
			} else {
				t.Logf("%s: %s is not expected", s.name, x)
			}
		}
		for _, x := range left {
			t.Logf("%s: %s is missing", s.name, x)
		}
	}
	precision, recall := float64(right)/float64(max(found, 1)), float64(right)/float64(max(n, 1))
	t.Logf("references: %d expected, precision %.3f, recall %.3f", n, precision, recall)
	if n < 60 || precision < .99 || recall < .99 {
		t.Errorf("references: %d expected, precision %.3f, recall %.3f; want 60 and .99", n, precision, recall)
	}
}
