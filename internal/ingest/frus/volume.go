package frus

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/ingest/frus/lists"
)

// A volume is what all its documents share. It is complete before the first
// document is handed out and is not changed afterwards.
type volume struct {
	id     string
	titles map[string]string // by the type of the title
	lists  *lists.Lists

	name, title string // as they are cited
	editors     []string
	publisher   string
	place, year string // of the publication
}

// headerNames are the elements of the header that are read, besides title and idno.
var headerNames = map[string]bool{"editor": true, "publisher": true, "pubPlace": true, "date": true}

func newVolume() *volume {
	return &volume{titles: map[string]string{}, lists: new(lists.Reader).Lists()}
}

func (v *volume) setID(id string) {
	if v.id == "" {
		v.id = id
	}
}

// header takes a title or a number out of the TEI header.
func (v *volume) header(name, text string) {
	switch {
	case text == "":
	case name == "idno frus" && safeID(text):
		v.setID(text)
	case strings.HasPrefix(name, "title "):
		kind := strings.ReplaceAll(strings.TrimPrefix(name, "title "), "-", "")
		if v.titles[kind] == "" {
			v.titles[kind] = text
		}
	case name == "title " || name == "title":
		v.titles["complete"] = text
	case name == "editor primary" || name == "editor":
		v.editors = append(v.editors, text)
	case name == "publisher" && v.publisher == "":
		v.publisher = text
	case name == "pubPlace" && v.place == "":
		v.place = text
	case name == "date" && v.year == "":
		v.year = aYearOnly.FindString(text)
	}
}

var aYearOnly = regexp.MustCompile(`^\d{4}$`)

// settle makes the name of the volume and its title, once the header was read. The
// title is a part of the name where the number of the volume stands behind it:
// Foreign Relations of the United States, 1955–1957, China, Volume II.
func (v *volume) settle() {
	complete, own, number := dashes(v.titles["complete"]), dashes(v.titles["volume"]), dashes(v.titles["volumenumber"])
	if complete == "" {
		for _, kind := range []string{"series", "subseries", "volumenumber"} {
			if p := dashes(v.titles[kind]); p != "" && !strings.Contains(complete, p) {
				complete = strings.TrimPrefix(complete+", "+p, ", ")
			}
		}
	}
	v.name = complete
	cut, ok := strings.CutSuffix(complete, ", "+own)
	switch {
	case own == "":
	case complete == "":
		v.name = own
	case ok && number != "" && strings.HasSuffix(cut, number):
		v.name, v.title = cut, own
	case !strings.Contains(complete, own):
		v.title = own
	}
}

var hyphens = regexp.MustCompile(`(\d|\b[A-Z])-(\d)`)

// dashes are the ranges of years and the numbers of volumes as they are printed:
// 1969–1976, Volume E–9.
func dashes(s string) string { return hyphens.ReplaceAllString(s, "$1–$2") }

// imprint is Washington: United States Government Printing Office, 1998.
func (v *volume) imprint() string {
	s := v.publisher
	if v.place != "" && s != "" {
		s = v.place + ": " + s
	}
	if v.year != "" && s != "" {
		return s + ", " + v.year
	}
	return s + v.year
}

// maxCollection is how long the name of a collection may be, in characters.
const maxCollection = 110

// collection is a short form of the volume's title: Foreign Relations,
// 1961–1963, Volume V, Soviet Union.
func (v *volume) collection(id string) string {
	t := v.titles["complete"]
	if t == "" {
		var parts []string
		for _, kind := range []string{"series", "subseries", "volumenumber", "volume"} {
			if p := v.titles[kind]; p != "" {
				parts = append(parts, p)
			}
		}
		t = strings.Join(parts, ", ")
	}
	t = strings.TrimPrefix(t, "Papers Relating to the ")
	t = strings.Replace(t, "Foreign Relations of the United States", "Foreign Relations", 1)
	if !strings.Contains(t, "Foreign Relations") {
		first := "Foreign Relations"
		if m := idYears.FindStringSubmatch(id); m != nil {
			first += ", " + m[1]
		}
		if t != "" {
			first += ", " + t
		}
		t = first
	}
	t = strings.Replace(t, ", Transmitted to Congress with the Annual Message of the President", "", 1)
	if utf8.RuneCountInString(t) <= maxCollection {
		return t
	}
	t = string([]rune(t)[:maxCollection-2])
	if i := strings.LastIndexByte(t, ' '); i > 0 {
		t = t[:i]
	}
	return strings.TrimRight(t, " ,;:") + " …"
}

var idYears = regexp.MustCompile(`^frus(\d{4})(?:-(\d{2,4}))?`)

// years are the first and the last year of the volume by its id, 0 where it
// does not tell.
func years(id string) (from, to int) {
	m := idYears.FindStringSubmatch(id)
	if m == nil {
		return 0, 0
	}
	from, _ = strconv.Atoi(m[1])
	to = from
	if n, err := strconv.Atoi(m[2]); err == nil {
		switch len(m[2]) {
		case 2:
			to = from/100*100 + n
		case 4:
			to = n
		}
		if to < from {
			to = from
		}
	}
	return from, to
}
