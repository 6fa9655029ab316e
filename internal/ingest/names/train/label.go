package train

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/tagger"
)

// A labeller finds the names of one paragraph by rules. They work on text that
// tells names by capitals, and leave open what they cannot explain.
type labeller struct {
	vol   *volume
	row   tagger.Row
	text  string
	form  []form // of each token
	start []bool // begins a sentence
	kind  []string
	name  []int // number of the name that a token belongs to, 0 for none
	names int
	done  []bool // decided: a name, or none
}

// A form is how a token is written.
type form uint8

const (
	other   form = iota // a number or a mark
	small               // begins small
	capital             // begins with a capital
	caps                // two letters or more, all capitals
)

func formOf(s string) form {
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case letters == 0:
		return other
	case upper == letters && letters > 1:
		return caps
	case unicode.IsUpper(first):
		return capital
	}
	return small
}

// label gives each token of a paragraph the labels that it may have. It is nil
// for a paragraph whose capitals tell nothing.
func (v *volume) label(words *tagger.Words, text string, marked []cable.Entity) (tagger.Row, []tagger.Set) {
	l := &labeller{vol: v, row: words.Row(text), text: text}
	n := l.row.Len()
	l.form, l.start, l.kind, l.name, l.done = make([]form, n), make([]bool, n), make([]string, n), make([]int, n), make([]bool, n)
	smalls, capitals := 0, 0
	start := true
	for i := range n {
		t := l.row.Token(i)
		l.form[i] = formOf(l.word(i))
		l.start[i] = start
		switch l.form[i] {
		case small:
			smalls++
			start = false
		case capital, caps:
			capitals++
			start = start && t.Letters() == 1 && strings.HasSuffix(l.word(i), ".") // the letter of an item
			l.done[i] = start
		default:
			switch l.word(i) {
			case ".", "!", "?", ":", "“", "”", "\"", "—", "(", "--", ";":
				start = true
			}
			l.done[i] = t.Closed
		}
	}
	if capitals > smalls {
		return l.row, nil
	}
	l.marked(marked)
	l.calendar()
	l.labels()
	l.persons()
	l.bodies()
	l.organisations()
	l.codes()
	l.places()
	return l.row, l.sets()
}

func (l *labeller) word(i int) string {
	t := l.row.Token(i)
	return l.text[t.Start:t.End]
}

func (l *labeller) upper(i int) bool {
	return i >= 0 && i < len(l.form) && l.form[i] >= capital
}

// free reports whether no token from i to j is decided.
func (l *labeller) free(i, j int) bool {
	for k := i; k < j; k++ {
		if l.done[k] {
			return false
		}
	}
	return i < j && j <= len(l.done)
}

// set decides the tokens from i to j: a name of a kind, or none.
func (l *labeller) set(i, j int, kind string) {
	l.names++
	for k := i; k < j; k++ {
		l.done[k], l.kind[k], l.name[k] = true, kind, 0
		if kind != "" {
			l.name[k] = l.names
		}
	}
}

// on reports whether an entry of a list, written as a name, begins at i.
func (l *labeller) on(list tagger.List, i int) (n int, ok bool) {
	n, ok = l.row.On(list, i)
	return n, ok && l.upper(i) && l.free(i, i+n)
}

// marked takes what the editors marked.
func (l *labeller) marked(es []cable.Entity) {
	at, chars, k := 0, 0, 0
	for _, e := range es {
		for chars < e.Start && at < len(l.text) {
			_, n := utf8.DecodeRuneInString(l.text[at:])
			at += n
			chars++
		}
		from, to := at, at+len(e.Text)
		for k < len(l.form) && int(l.row.Token(k).Start) < from {
			k++
		}
		i := k
		j := i
		for j < len(l.form) && int(l.row.Token(j).End) <= to {
			j++
		}
		if i >= j {
			continue
		}
		switch e.Kind {
		case cable.PER:
			i, j = l.trimPerson(i, j)
			if i < j {
				l.set(i, j, cable.PER)
			}
		case cable.MISC:
			l.marks(i, j)
		default:
			for i < j && !l.upper(i) {
				i++
			}
			_, gov := l.row.On(tagger.Governments, i)
			n, country := l.row.On(tagger.Countries, i)
			switch {
			case i >= j || plain[strings.ToLower(l.word(j-1))]:
			case l.office(i, j):
				l.set(i, j, "")
			case j == i+1 && gov || country && j == i+n:
				l.set(i, j, cable.LOC)
			default:
				l.set(i, j, e.Kind)
			}
		}
	}
}

// office reports whether a row of words is a title and nothing else: DCM.
func (l *labeller) office(i, j int) bool {
	n, title := l.row.On(tagger.Titles, i)
	return title && n == j-i
}

// plain are words that stand for a body in most volumes, and are no name.
var plain = map[string]bool{"department": true, "dept": true, "embassy": true, "government": true, "embtel": true, "deptel": true, "post": true, "legation": true, "mission": true, "delegation": true, "governments": true, "embassies": true, "delegations": true, "missions": true, "departments": true}

// marks takes a term that the volume does not explain as a body.
func (l *labeller) marks(i, j int) {
	if n, ok := l.row.On(tagger.Governments, i); ok && n == j-i {
		l.set(i, j, cable.LOC)
		return
	}
	if n, ok := l.row.On(tagger.Countries, i); ok && n == j-i {
		l.set(i, j, cable.LOC)
		return
	}
	if _, ok := l.row.On(tagger.OrgCodes, i); ok {
		return
	}
	l.set(i, j, "")
}

// trimPerson takes titles and the possessive off a mark.
func (l *labeller) trimPerson(i, j int) (from, to int) {
	for i < j-1 {
		n, ok := l.row.On(tagger.Titles, i)
		if !ok {
			if l.upper(i) {
				break
			}
			n = 1
		}
		i += n
	}
	for j > i && !l.upper(j-1) {
		j--
	}
	return i, j
}

func (l *labeller) calendar() {
	for i := range l.form {
		if n, ok := l.on(tagger.Calendar, i); ok {
			l.set(i, i+n, "")
		}
	}
}

// labels are what numbers and letters the parts of a paper, and what is short for two
// words: Tab B, Article XV, I'd.
func (l *labeller) labels() {
	for i := range l.form {
		if l.done[i] || l.form[i] < capital {
			continue
		}
		switch next := i + 1; {
		case l.form[i] == caps && strings.Contains(l.word(i), ".") && next < len(l.form) && l.digit(next):
			l.set(i, i+1, "") // R.G. 59
		case numeral(l.word(i)) || contraction(l.word(i)):
			l.set(i, i+1, "")
		case next < len(l.form) && l.form[i] == capital && l.lettered(next):
			l.set(i, i+1, "")
			l.set(next, next+1, "")
		}
	}
}

// lettered reports whether a letter or a Roman number stands at i, which is the name
// of a part: no initial has a word before it and none behind.
func (l *labeller) lettered(i int) bool {
	w := l.word(i)
	if l.done[i] || len(w) != 1 && !numeral(w) || w == "I" && l.form[i-1] != capital || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	if _, listed := l.row.On(tagger.Forenames, i-1); listed {
		return false // John F
	}
	return !l.upper(i + 1)
}

func (l *labeller) digit(i int) bool {
	w := l.word(i)
	return w[0] >= '0' && w[0] <= '9'
}

// numeral reports whether a word is a Roman number of two signs or more.
func numeral(w string) bool { return len(w) > 1 && strings.Trim(w, "XVI") == "" }

// contraction reports whether a word is short for two: I'd, We've.
func contraction(w string) bool {
	for _, tail := range [...]string{"d", "ll", "ve", "re", "m", "t"} {
		if strings.HasSuffix(w, "'"+tail) || strings.HasSuffix(w, "’"+tail) {
			return true
		}
	}
	return false
}

// namelike reports whether a token can be a part of a person's name that no
// list tells.
func (l *labeller) namelike(i int) bool {
	if !l.upper(i) || l.done[i] || l.row.Token(i).Ordinary() {
		return false
	}
	for _, list := range [...]tagger.List{tagger.Titles, tagger.Peoples, tagger.Countries, tagger.Heads, tagger.Calendar} {
		if _, ok := l.row.On(list, i); ok {
			return false
		}
	}
	return l.form[i] == capital || l.row.Token(i).Letters() > 4
}

func (l *labeller) initial(i int) bool {
	return i < len(l.form) && l.upper(i) && !l.done[i] && strings.HasSuffix(l.word(i), ".") && l.row.Token(i).Letters() <= 2
}

var particles = map[string]bool{"de": true, "la": true, "del": true, "van": true, "von": true, "der": true, "den": true, "al": true, "el": true, "bin": true, "ibn": true, "da": true, "dos": true, "di": true, "-": true, "e": true, "y": true}

// run is where a row of words of a person's name ends that begins at i.
func (l *labeller) run(i int) int {
	j := i
	for j < len(l.form) && j-i < 6 {
		switch {
		case l.namelike(j) || l.initial(j):
			j++
		case j > i && particles[l.word(j)] && (l.namelike(j+1) || particles[l.word(min(j+1, len(l.form)-1))] && l.namelike(j+2)):
			j++
		default:
			return j
		}
	}
	return j
}

// persons are names behind a title, first and last names, and the last names of
// persons whom the volume names.
func (l *labeller) persons() {
	for i := 0; i < len(l.form); i++ {
		if n, ok := l.row.On(tagger.Titles, i); ok && l.upper(i) && !l.done[i] {
			if j := l.run(i + n); j > i+n && l.row.Token(j-1).Letters() > 1 {
				l.set(i+n, j, cable.PER)
				if l.row.Token(j-1).Letters() > 2 {
					l.vol.titled[l.row.Token(j-1).Word()]++
				}
				i = j - 1
				continue
			}
		}
		if l.done[i] || !l.upper(i) {
			continue
		}
		j := l.run(i)
		if j <= i {
			continue
		}
		if l.known(i, j) {
			l.set(i, j, cable.PER)
		}
		i = j - 1
	}
}

// known reports whether a row of words is a person's by its first or last word.
func (l *labeller) known(i, j int) bool {
	last := j - 1
	surname := l.vol.surnames[l.row.Token(last).Word()] || l.vol.titled[l.row.Token(last).Word()] >= often
	if j-i == 1 {
		_, place := l.row.On(tagger.Places, i)
		_, code := l.row.On(tagger.OrgCodes, i)
		return surname && !place && !(code && l.form[i] == caps) && l.row.Token(last).Letters() > 2
	}
	_, fore := l.row.On(tagger.Forenames, i)
	_, sur := l.row.On(tagger.Surnames, last)
	return (fore || l.initial(i)) && (surname || sur) || surname && fore
}

// often is how often a name stands behind a title where it is one without it.
const often = 3
