package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reftel/internal/cable"
	"reftel/internal/sharedtest"
)

// A recorded is what a program gets out of a citation: type, title, office, date, place and
// address.
type recorded struct{ kind, title, office, date, place, url string }

// TestCitations reads the formats of cables of the demonstration, and of a paragraph
// of each, back by readers that know nothing of how they were written. They are kept for
// another library (.ci/citations) when REFTEL_CITATIONS names a folder.
func TestCitations(t *testing.T) {
	h := handler(t, demonstration)
	var paths []string
	for _, line := range strings.Split(asked(h, "/sitemap/1.xml"), "<loc>") {
		if _, id, ok := strings.Cut(line, "/cable/"); ok {
			paths = append(paths, "/cable/"+id[:strings.IndexByte(id, '<')])
		}
	}
	if len(paths) < 60 {
		t.Fatalf("%d cables", len(paths))
	}
	step := sharedtest.Size(8, 4, 1)
	if os.Getenv("REFTEL_CITATIONS") != "" {
		step = 1
	}
	for i, path := range paths {
		if i%step != 0 {
			continue
		}
		var c cable.Cable
		if err := json.Unmarshal([]byte(asked(h, path+".json")), &c); err != nil {
			t.Fatal(err)
		}
		works := []string{path}
		if len(c.Paragraphs) > 0 {
			works = append(works, path+"/"+c.Paragraphs[len(c.Paragraphs)-1].Anchor)
		}
		for _, work := range works {
			got := citationsOf(t, h, work)
			for ending, r := range got {
				if r.title != got[".csl.json"].title || r.office != got[".csl.json"].office || r.date != got[".csl.json"].date || r.url != "http://localhost"+work {
					t.Errorf("%s%s: %+v, not %+v", work, ending, r, got[".csl.json"])
				}
				if r.place != c.ID && ending != ".bib" && ending != ".biblatex" {
					t.Errorf("%s%s: the place %q", work, ending, r.place)
				}
			}
			if want := c.Date.String(); c.Edition == nil && !c.Undated && got[".ris"].date != strings.Split(want, "T")[0] {
				t.Errorf("%s: the date %s, not %s", work, got[".ris"].date, want)
			}
		}
	}
}

// citationsOf reads each format of a work.
func citationsOf(t *testing.T, h http.Handler, work string) map[string]recorded {
	out := map[string]recorded{}
	for _, ending := range []string{".bib", ".biblatex", ".ris", ".csl.json"} {
		text := asked(h, work+ending)
		switch ending {
		case ".ris":
			out[ending] = readRIS(text)
		case ".csl.json":
			out[ending] = readCSL(t, text)
		default:
			out[ending] = readBib(text)
		}
		if dir := os.Getenv("REFTEL_CITATIONS"); dir != "" {
			name := strings.ReplaceAll(strings.TrimPrefix(work, "/cable/"), "/", "--") + ending
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

func readRIS(text string) (r recorded) {
	for line := range strings.Lines(text) {
		tag, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  - ")
		if !ok {
			continue
		}
		switch tag {
		case "TY":
			r.kind = value
		case "TI":
			r.title = value
		case "AU":
			r.office = value
		case "PY":
			r.date = value
		case "DA":
			r.date = strings.ReplaceAll(strings.TrimRight(value, "/"), "/", "-")
		case "AN":
			r.place = value
		case "UR":
			r.url = value
		}
	}
	return r
}

func readCSL(t *testing.T, text string) (r recorded) {
	var items []struct {
		Type, Title, URL string
		Author           []struct{ Literal string }
		Issued           struct {
			Parts [][]int `json:"date-parts"`
		}
		Place string `json:"archive_location"`
	}
	if err := json.Unmarshal([]byte(text), &items); err != nil || len(items) != 1 {
		t.Fatalf("%v: %s", err, text)
	}
	it := items[0]
	r = recorded{kind: it.Type, title: it.Title, url: it.URL, place: it.Place}
	for _, a := range it.Author {
		r.office += a.Literal
	}
	var d cable.Date
	for _, parts := range it.Issued.Parts {
		for i, n := range parts {
			*[]*int{&d.Year, &d.Month, &d.Day}[i] = n
		}
	}
	r.date = d.String()
	return r
}

// readBib reads an entry: a field is a name, a sign and a value in braces.
func readBib(text string) (r recorded) {
	r.kind, text, _ = strings.Cut(strings.TrimPrefix(text, "@"), "{")
	_, text, _ = strings.Cut(text, ",")
	fields := map[string]string{}
	for {
		name, rest, ok := strings.Cut(text, "=")
		if !ok {
			break
		}
		start := strings.IndexByte(rest, '{')
		depth, end := 0, start
		for end = start; end < len(rest); end++ {
			switch {
			case rest[end] == '\\':
				end++
				continue
			case rest[end] == '{':
				depth++
			case rest[end] == '}':
				depth--
			}
			if depth == 0 {
				break
			}
		}
		fields[strings.Trim(name, " ,\n")] = plainTeX(rest[start+1 : end])
		text = rest[end+1:]
	}
	r.title, r.office, r.url = fields["title"], fields["author"], fields["url"]
	if r.date = fields["date"]; r.date == "" {
		r.date = fields["year"]
		for _, layout := range []string{"January 2", "January"} {
			if at, err := time.Parse(layout, fields["month"]); err == nil {
				r.date += at.Format(map[string]string{"January 2": "-01-02", "January": "-01"}[layout])
				break
			}
		}
	}
	return r
}

// plainTeX takes out the braces that keep case and the escapes.
func plainTeX(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "{"), "}")
	return strings.NewReplacer(`\textbackslash{}`, `\`, `\textasciitilde{}`, "~", `\textasciicircum{}`, "^", `\{`, "{", `\}`, "}", `\$`, "$", `\&`, "&", `\%`, "%", `\#`, "#", `\_`, "_").Replace(s)
}
