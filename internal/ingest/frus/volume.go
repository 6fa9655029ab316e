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
	id       string
	titles   map[string]string // by the type of the title
	persons  map[string]person // by xml:id
	terms    map[string]term   // xml:id → what it is short for
	names    map[string]string // of persons by xml:id, as they are counted
	meanings map[string]term   // of terms by xml:id
	listed   map[string]string // key of the name in a list → xml:id
}

func newVolume() *volume {
	return &volume{titles: map[string]string{}, persons: map[string]person{}, terms: map[string]term{}, listed: map[string]string{}, names: map[string]string{}, meanings: map[string]term{}}
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

// A person is an entry of a volume's list: about is what the list tells, offices
// with their dates; see names the entry that it leads to.
type person struct{ name, about, see string }

// lists reads the lists of persons and of terms: an entry is an element with
// an xml:id, what follows up to the end of the item tells what it is.
type lists struct {
	id     string
	person bool
	level  int // open elements since the name began
	inName bool
	name   strings.Builder
	rest   strings.Builder
	target string // xml:id that the rest points to
}

// maxEntry is how much of an entry is kept, in bytes.
const maxEntry = 4 << 10

func (l *lists) begin(local string, as []xml.Attr) {
	if l.id != "" {
		l.level++
		if !l.inName && l.target == "" && local != "note" {
			l.target = localID(&node{attr: as})
		}
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
	l.id, l.inName, l.level, l.target = id, true, 1, ""
	l.name.Reset()
	l.rest.Reset()
}

func (l *lists) add(text []byte) {
	switch {
	case l.id == "":
	case l.inName:
		l.name.Write(text)
	case l.rest.Len() < maxEntry:
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
	see := ""
	if m := seeEntry.FindStringSubmatch(rest); m != nil {
		if see = l.target; see == "" {
			see = strings.TrimRight(m[1], " ,;:.")
		}
	}
	switch {
	case l.person && name != "":
		v.persons[l.id] = person{name, rest, see}
		if key := cable.NameKey(name); v.listed[key] == "" {
			v.listed[key] = l.id
		}
	case !l.person && rest != "":
		v.terms[l.id] = newTerm(rest, see)
		if key := cable.NameKey(name); v.listed[key] == "" {
			v.listed[key] = l.id
		}
	}
	l.id = ""
}

// seeEntry leads from one entry to another: see Karamanlis, Konstantine.
var seeEntry = regexp.MustCompile(`^(?:[Ss]ee|[Ss]ee under) (.+)$`)

// entry is the id of the entry that an entry leads to in the end.
func (v *volume) entry(id string, see func(id string) string) string {
	for range 3 {
		next := see(id)
		if next == "" {
			break
		}
		if other := v.listed[cable.NameKey(next)]; other != "" {
			next = other
		}
		if next == id || see(next) == "" && v.persons[next].name == "" && v.terms[next].name == "" {
			break
		}
		id = next
	}
	return id
}

// resolve makes the names under which mentions are counted, once the lists are
// whole.
func (v *volume) resolve() {
	for id := range v.persons {
		to := v.entry(id, func(id string) string { return v.persons[id].see })
		v.names[id] = readableName(v.persons[to].name)
	}
	for id := range v.terms {
		to := v.entry(id, func(id string) string { return v.terms[id].see })
		if t := v.terms[to]; t.see == "" {
			v.meanings[id] = t
		} else {
			v.meanings[id] = v.terms[id]
		}
	}
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
