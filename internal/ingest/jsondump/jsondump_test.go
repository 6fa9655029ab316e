package jsondump

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

func format(t testing.TB) source.Format {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	return Format(tables)
}

// run reads a file as the job does: what became of each object.
func run(t testing.TB, in string) (cables []*cable.Cable, refused []string) {
	t.Helper()
	f := format(t)
	if !f.Detect([]byte(in)) {
		t.Fatalf("%.60q is not detected", in)
	}
	err := f.Split(strings.NewReader(in), func(p source.Part) error {
		c, err := f.Parse("x.json#"+p.Name, p)
		if err != nil {
			r := source.AsRefusal(p.Name, err)
			refused = append(refused, fmt.Sprintf("%s:%d: %s", p.Name, r.Line, r.Reason))
			return nil
		}
		cables = append(cables, c)
		return nil
	})
	if err != nil {
		refused = append(refused, err.Error())
	}
	return cables, refused
}

func object(n int) string {
	b, _ := json.Marshal(map[string]any{
		"id": fmt.Sprintf("1974OSLO%05d", n), "date": "1974-05-04", "subject": "NETS", "from": "OSLO", "to": []string{"STATE", "BERGEN"},
		"body": fmt.Sprintf("UNCLASSIFIED\n\nPAGE 01 OSLO %05d\n\nTAGS: ETRD, NO\nSUBJECT: NETS [1] {2}\n\n1. NETS \"AND\" ROPES.\n\n2. NONE WAS TORN.\n", n),
	})
	return string(b)
}

// TestShapes holds that the objects of every shape of file become cables.
func TestShapes(t *testing.T) {
	one, two, three := object(1), object(2), object(3)
	indented := strings.NewReplacer(`,"`, ",\n  \"").Replace(one)
	for name, c := range map[string]struct {
		in   string
		want int
	}{
		"object":   {indented, 1},
		"array":    {"[\n" + one + ",\n" + indented + " , " + three + "]\n", 3},
		"lines":    {one + "\n" + two + "\n\n" + three + "\n", 3},
		"results":  {`{"count": 2, "next": null, "results": [` + one + ", " + two + `], "more": {"a": [1, 2]}}`, 2},
		"mark":     {"\ufeff[" + one + "]", 1},
		"entities": {`{"entities": [{"name": "Holm"}], ` + one[1:], 1},
		"pages":    {`{"docs": [` + one + `]}` + "\n" + `{"docs": [` + two + "," + three + `]}`, 3},
	} {
		cables, refused := run(t, c.in)
		if len(cables) != c.want || len(refused) != 0 {
			t.Errorf("%s: %d cables, refused %q", name, len(cables), refused)
			continue
		}
		x := cables[0]
		if x.ID != "74OSLO1" || x.Date.String() != "1974-05-04" || x.Subject != "NETS [1] {2}" || len(x.Paragraphs) != 2 || x.Paragraphs[0].Text != `NETS "AND" ROPES.` || x.From != "OSLO" || strings.Join(x.To, "|") != "STATE|BERGEN" {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

// TestValues holds what other keys and objects inside give.
func TestValues(t *testing.T) {
	cables, refused := run(t, `{"doc": {"Document Number": "1974OSLO00007", "Draft Date": "04 MAY 1974", "TAGS": ["ETRD", "NO"]}, "title": "Ropes", "pages": 2, "classification": "SECRET", "empty": null}`)
	if len(cables) != 1 {
		t.Fatal(refused)
	}
	c := cables[0]
	if c.ID != "74OSLO7" || c.Date.String() != "1974-05-04" || c.Subject != "Ropes" || len(c.Tags) != 2 || c.Classification != "SECRET" || len(c.Notes) != 1 || c.Notes[0].Text != "pages: 2" || len(c.Warnings) == 0 {
		t.Errorf("%+v", c)
	}
}

// TestRefused holds that an object that is no cable is named with what was
// found, and that a broken one loses only itself.
func TestRefused(t *testing.T) {
	one, two := object(1), object(2)
	for name, c := range map[string]struct {
		in, want string
		cables   int
	}{
		"other":      {`{"name": "cod", "price": 3}`, "1:1: an object that is no cable: wanted are", 0},
		"found":      {`[{"name": "cod", "price": 3}]`, "found: name, price", 0},
		"unclosed":   {one + "\n" + object(9)[:60] + "\n" + two + "\n", "2:2: the object is no JSON", 2},
		"cut":        {one + "\n" + two[:40], "2:2: the object is cut off", 1},
		"words":      {one + "\nand more\n" + two + "\n", "2:2: no JSON", 2},
		"commas":     {"[" + one + ",\n{\"body\": \"x\" \"y\"},\n" + two + "]", "2:2: the object is no JSON", 2},
		"empty":      {"[]", "JSON without an object", 0},
		"no marks":   {`{"body": "Dear Anne, cod is dear.", "from": "Kari"}`, "1:1: no telegram", 0},
		"no digit":   {`{"id": ".", "body": "UNCLAS OSLO 000012"}` + "\n" + one, `1:1: the id "." holds no digit, it can have no page`, 1},
		"unseen":     {`{"id": "08OSLO\u00001", "body": "UNCLAS OSLO 000012"}`, "holds control characters, it can have no page", 0},
		"long id":    {`{"id": "` + strings.Repeat("08OSLO", 20) + `", "body": "UNCLAS OSLO 000012"}`, "is longer than 80 bytes", 0},
		"two in one": {`{"results": [` + one + strings.Repeat(" ", source.HeadSize) + `], "body": "UNCLAS"}`, "a text beside a list", 1},
	} {
		cables, refused := run(t, c.in)
		if len(cables) != c.cables || !strings.Contains(strings.Join(refused, "\n"), c.want) {
			t.Errorf("%s: %d cables, refused %q", name, len(cables), refused)
		}
	}
	cables, refused := run(t, "["+one+`,{"body": "`+strings.Repeat("cod ", source.MaxPart/4)+`"},`+two+"]")
	if len(cables) != 2 || len(refused) != 1 || !strings.Contains(refused[0], "larger than 5 MB") {
		t.Errorf("too long: %d cables, %.200q", len(cables), refused)
	}
	stop := errors.New("stop")
	if err := split(strings.NewReader(one+two), func(source.Part) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{
		`{"a": 1}`: true, ` [ {"a":`: true, "[]": true, "{}": true, "": false, "{\\rtf1": false, "[LOC OSLO ] said": false, "[1, 2]": false, "{curly} text": false, `{"quoted" text}`: false,
	} {
		if got := detect([]byte(in)); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// FuzzJSON holds that any bytes give parts in order and cables or reasons.
func FuzzJSON(f *testing.F) {
	f.Add(object(1))
	f.Add("[" + object(1) + "," + object(2))
	f.Add(`{"results": [{"body": "UNCLAS OSLO 1"}], "a": "b"}`)
	f.Add("{\"a\": \"\\\n{\"b\": [{]}\n{}")
	ft := format(f)
	f.Fuzz(func(t *testing.T, in string) {
		ft.Detect([]byte(in))
		line := 0
		_ = ft.Split(strings.NewReader(in), func(p source.Part) error {
			if p.Line < line || p.Name == "" {
				t.Errorf("part %q in line %d, behind one in %d", p.Name, p.Line, line)
			}
			line = p.Line
			if c, err := ft.Parse("x#"+p.Name, p); err == nil && c == nil {
				t.Error("no cable and no reason")
			}
			return nil
		})
	})
}
