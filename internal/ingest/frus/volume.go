package frus

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A volume is what all its documents share. It is complete before the first
// document is handed out and is not changed afterwards.
type volume struct {
	id      string
	titles  map[string]string // by the type of the title
	persons map[string]string // xml:id → readable name
	terms   map[string]term   // xml:id → what it is short for
}

func newVolume() *volume {
	return &volume{titles: map[string]string{}, persons: map[string]string{}, terms: map[string]term{}}
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
	}
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

// lists reads the lists of persons and of terms: an entry is an element with
// an xml:id, what follows up to the end of the item tells what it is.
type lists struct {
	id     string
	person bool
	level  int // open elements since the name began
	inName bool
	name   strings.Builder
	rest   strings.Builder
}

func (l *lists) begin(local string, as []xml.Attr) {
	if l.id != "" {
		l.level++
		return
	}
	id := xmlID(as)
	if id == "" {
		return
	}
	switch local {
	case "persName", "person":
		l.person = true
	case "term", "gloss", "abbr", "orgName":
		l.person = false
	default:
		return
	}
	l.id, l.inName, l.level = id, true, 1
	l.name.Reset()
	l.rest.Reset()
}

func (l *lists) add(text []byte) {
	switch {
	case l.id == "":
	case l.inName:
		l.name.Write(text)
	case l.rest.Len() < 1<<10:
		l.rest.Write(text)
	}
}

func (l *lists) end(local string, v *volume) {
	if l.id == "" {
		return
	}
	if l.inName {
		if l.level--; l.level > 0 {
			return
		}
		l.inName = false
		return
	}
	if local != "item" && local != "list" && local != "p" && local != "div" && local != "row" && local != "person" {
		return
	}
	name, rest := strings.TrimRight(cable.OneLine(l.name.String()), " ,;:"), strings.TrimLeft(cable.OneLine(l.rest.String()), " ,;:—–-")
	if l.person {
		if name != "" {
			v.persons[l.id] = readableName(name)
		}
	} else if rest != "" {
		v.terms[l.id] = newTerm(rest)
	}
	l.id = ""
}

// readableName turns a name of a list round: "Lodge, Henry Cabot, Jr." is
// Henry Cabot Lodge, Jr. Other names in brackets and nicknames in quotes are no
// part of it.
func readableName(s string) string {
	s = strings.Trim(cable.OneLine(withoutAsides(s)), " ,;:")
	last, rest, ok := strings.Cut(s, ", ")
	if !ok || rest == "" {
		return s
	}
	first, suffix, _ := strings.Cut(rest, ", ")
	if isSuffix(first) {
		return s
	}
	name := first + " " + last
	if suffix != "" {
		name += ", " + suffix
	}
	return name
}

// withoutAsides leaves out what stands in brackets and in double quotes, and
// brackets and quotes that never close.
func withoutAsides(s string) string {
	if !strings.ContainsAny(s, `()[]“”"`) {
		return s
	}
	closing := map[rune]rune{'(': ')', '[': ']', '“': '”', '"': '"'}
	var out []rune
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		if end, opens := closing[rs[i]]; opens {
			if n := slices.Index(rs[i+1:], end); n >= 0 {
				i += n + 1
				// “Tor,” takes the comma before it along, (Dal), leaves the one behind.
				if t := strings.TrimRight(string(out), " "); i+1 == len(rs) || rs[i+1] == ',' {
					out = []rune(strings.TrimRight(t, " ,"))
				}
			}
			continue
		}
		if strings.ContainsRune(")]”", rs[i]) {
			continue
		}
		out = append(out, rs[i])
	}
	return string(out)
}

func isSuffix(s string) bool {
	switch strings.TrimRight(s, ".") {
	case "Jr", "Sr", "II", "III", "IV", "2d", "3d", "2nd", "3rd":
		return true
	}
	return false
}
