package frus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/sharedtest"
)

// volumes are real volumes, which are not part of the project: the folder
// frus-tei in the data of REFTEL_SHARED, or in a folder beside the project.
func volumes(t testing.TB) []string {
	t.Helper()
	dir := os.Getenv("REFTEL_SHARED")
	required := dir != ""
	if !required {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "frus-tei", "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		if required {
			t.Fatalf("REFTEL_SHARED is %s, but there are no volumes in data/frus-tei", dir)
		}
		t.Skipf("no FRUS volumes in %s; set REFTEL_SHARED to test with real ones", dir)
	}
	if testing.Short() { // the run without -short reads them all
		files = files[:min(2, len(files))]
	}
	return files
}

// everySixth are some of the volumes, of all times; all in the long run.
func everySixth(t testing.TB) []string {
	t.Helper()
	files, some := volumes(t), []string(nil)
	for i := 0; i < len(files); i += sharedtest.Size(1, 6, 1) {
		some = append(some, files[i])
	}
	return some
}

// A document is a part of a volume and what was read of it.
type document struct {
	part  source.Part
	cable *cable.Cable
	err   error
}

// documentsOf are the documents of volumes by file: two tests look at each, and none
// changes it.
var documentsOf = map[string][]document{}

// documents reads a volume, once.
func documents(t *testing.T, f source.Format, file string, raw []byte) []document {
	t.Helper()
	if _, ok := documentsOf[file]; !ok {
		var all []document
		err := f.Split(bytes.NewReader(raw), func(p source.Part) error {
			p.Raw = bytes.Clone(p.Raw)
			c, err := f.Parse(file+"#"+p.Name, p)
			all = append(all, document{p, c, err})
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		documentsOf[file] = all
	}
	return documentsOf[file]
}

var documentTag = regexp.MustCompile(`<div\b[^>]*\btype\s*=\s*["']document["']`)

// An oracle is what an own walk over the volume's tokens finds in a document,
// without any of the code under test.
type oracle struct {
	date     string // of the first date element outside of notes and attachments
	from, to bool   // marks in the head
	notes    []string
	named    bool // the head says "From A to B"
	head     string
}

// TestVolumes compares volumes with what the XML says, and looks at all their names.
func TestVolumes(t *testing.T) {
	f := Format(tables(t))
	sum, names := &totals{}, 0
	for _, file := range everySixth(t) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !f.Detect(raw[:min(len(raw), source.HeadSize)]) {
			t.Errorf("%s: not detected", file)
		}
		want := len(documentTag.FindAll(raw, -1))
		got := 0
		ids := map[string]bool{}
		for _, d := range documents(t, f, file, raw) {
			p, c := d.part, d.cable
			got++
			if !bytes.Contains(raw, p.Raw) || source.LineAt(raw, bytes.Index(raw, p.Raw)) > p.Line {
				t.Errorf("%s#%s: not a part of the file, or the line %d is wrong", file, p.Name, p.Line)
			}
			if d.err != nil {
				t.Errorf("%s#%s: %v", file, p.Name, d.err)
				continue
			}
			if ids[c.ID] {
				t.Errorf("%s: the id %s stands twice", file, c.ID)
			}
			ids[c.ID] = true
			o := look(t, p.Raw)
			sum.check(t, c, o)
			checkCable(t, c)
			names += checkPaired(t, file, p, c)
		}
		if got != want {
			t.Errorf("%s: %d documents of %d", file, got, want)
		}
		sum.docs += got
	}
	t.Logf("%v; %d names", sum, names)
	if names == 0 {
		t.Error("no names")
	}
	if sum.sides > 0 && sum.found*100 < sum.sides*95 {
		t.Errorf("from and to: %d of %d", sum.found, sum.sides)
	}
}

type totals struct {
	docs, dates, undated, inferred, doubtful, sides, found int
	classified, origins, notes, paragraphs, entities, refs int
}

func (s *totals) String() string {
	return fmt.Sprintf("%d documents, %d dated, %d inferred, %d doubtful, %d undated; from/to %d of %d; %d classified, %d origins, %d notes, %d paragraphs, %d mentions, %d references",
		s.docs, s.dates, s.inferred, s.doubtful, s.undated, s.found, s.sides, s.classified, s.origins, s.notes, s.paragraphs, s.entities, s.refs)
}

func (s *totals) check(t *testing.T, c *cable.Cable, o oracle) {
	t.Helper()
	doubtful := false
	for _, d := range c.Doubts {
		doubtful = doubtful || d.Kind == "date doubtful"
	}
	switch {
	case doubtful:
		s.doubtful++
		t.Logf("%s: doubtful date %s, taken as %q", c.ID, o.date, c.Date)
	case c.DateInferred:
		s.inferred++
		if o.date != "" {
			t.Errorf("%s: the date element says %s", c.ID, o.date)
		}
	case o.date == "":
		s.undated++
		if !c.Date.IsZero() {
			t.Errorf("%s: date %s without a date element", c.ID, c.Date)
		}
	default:
		s.dates++
		if want := o.date[:min(16, len(o.date))]; c.Date.String() != want {
			t.Errorf("%s: date %s, the element says %s", c.ID, c.Date, o.date)
		}
	}
	for _, side := range []struct{ wanted, have bool }{{o.from || o.named, c.From != ""}, {o.to || o.named, len(c.To) > 0}} {
		if side.wanted {
			s.sides++
			if side.have {
				s.found++
			} else {
				t.Logf("%s: from %q to %q: %s", c.ID, c.From, c.To, o.head)
			}
		}
	}
	text := map[string]bool{}
	for i := range c.Paragraphs {
		text[c.Paragraphs[i].Text] = true
		s.entities += len(c.Paragraphs[i].Entities)
	}
	for _, n := range o.notes {
		for p := range text {
			if len(n) > 30 && strings.Contains(p, n) {
				t.Errorf("%s: note in a paragraph: %s", c.ID, n)
			}
		}
	}
	if c.Classification != "" {
		s.classified++
	}
	if c.Origin.Code != "" {
		s.origins++
	}
	s.notes += len(c.Notes)
	s.paragraphs += len(c.Paragraphs)
	s.refs += len(c.References)
}

var fromTo = regexp.MustCompile(`^[^.]*\. .*\b[Ff]rom .* to `)

var cutDate = regexp.MustCompile(`[,;] (?:January|February|March|April|May|June|July|August|September|October|November|December) \d.*$`)

// look walks a document for what the test expects.
func look(t *testing.T, raw []byte) (o oracle) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(raw))
	var stack []string
	var noteText, head strings.Builder
	heads := 0
	within := func(names ...string) bool {
		for _, s := range stack {
			for _, n := range names {
				if s == n {
					return true
				}
			}
		}
		return false
	}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			stack = append(stack, e.Name.Local)
			inner := within("note", "attachment")
			if e.Name.Local == "head" && len(stack) == 2 {
				heads++
			}
			for _, a := range e.Attr {
				if within("head") && len(stack) > 2 && stack[1] == "head" && !inner && a.Name.Local == "type" {
					o.from = o.from || a.Value == "from"
					o.to = o.to || a.Value == "to"
				}
			}
			if e.Name.Local == "date" && !inner && o.date == "" && within("head", "dateline", "opener") && !within("p", "quote") {
				for _, name := range []string{"when", "from", "notBefore"} {
					for _, a := range e.Attr {
						if a.Name.Local == name && o.date == "" {
							o.date = a.Value
						}
					}
				}
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
			if e.Name.Local == "note" && !within("note") {
				o.notes = append(o.notes, cable.OneLine(noteText.String()))
				noteText.Reset()
			}
		case xml.CharData:
			if within("note") {
				noteText.Write(e)
			} else if len(stack) > 1 && stack[1] == "head" && heads == 1 {
				head.Write(e)
			}
		}
	}
	o.head = cable.OneLine(head.String())
	o.named = fromTo.MatchString(cutDate.ReplaceAllString(o.head, "")) && !strings.Contains(o.head, "Extract") && !strings.Contains(o.head, "onversation")
	return o
}
