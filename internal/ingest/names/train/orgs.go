package train

import (
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/names/tagger"
)

// organisations are names of the lists, and names that are made as names of
// organisations are: … Party, Ministry of …
func (l *labeller) organisations() {
	for i := 0; i < len(l.form); i++ {
		if !l.upper(i) || l.done[i] {
			continue
		}
		if j := l.before(i); j > i {
			l.set(i, j, cable.ORG)
			i = j - 1
			continue
		}
		if j := l.behind(i); j > i {
			l.set(i, j, cable.ORG)
			i = j - 1
			continue
		}
		if n, ok := l.on(tagger.OrgNames, i); ok && (n > 1 || listed[l.word(i)]) && l.allUpper(i, i+n) {
			l.set(i, i+n, cable.ORG)
			i += n - 1
		}
	}
}

// listed are names of organisations of one word.
var listed = map[string]bool{"Congress": true, "Senate": true, "Parliament": true, "Pentagon": true, "Politburo": true, "Treasury": true, "Pravda": true,
	"Izvestia": true, "Tass": true, "Reuters": true, "Knesset": true, "Bundestag": true, "Majlis": true, "Polisario": true, "Newsweek": true, "Vietcong": true}

// allUpper reports whether the words of a row are written as a name; small words
// between are allowed.
func (l *labeller) allUpper(i, j int) bool {
	return l.upper(i) && l.upper(j-1)
}

func (l *labeller) head(i int) bool {
	_, ok := l.row.On(tagger.Heads, i)
	return ok && l.upper(i)
}

// weak are heads that with a country or a person before them are a plain
// description: the Chilean Delegation.
var weak = map[string]bool{"mission": true, "delegation": true, "staff": true, "conference": true, "group": true, "service": true, "soviet": true, "press": true, "central": true, "house": true, "junta": true, "workers": true, "wing": true, "office": true, "embassy": true, "consulate": true, "department": true, "division": true}

// little are words that begin no name, with a capital or without.
var little = set(`the this that these those our his her its their a an if in on at of to by as for from with under and or but nor when while although since
 because though after before until unless what which who whose how why where whether both any some no not is was were are has had have did does will would should could may might`)

func set(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

// before finds words with capitals and a head behind them.
func (l *labeller) before(i int) int {
	if _, ok := l.row.On(tagger.Titles, i); ok {
		return 0
	}
	if l.start[i] && l.row.Token(i).Ordinary() && !l.head(i+1) {
		switch strings.ToLower(l.word(i)) {
		case "the", "a", "an", "this", "that", "these", "our", "his", "their", "its", "if", "in", "on", "at", "both", "all", "when", "while", "although", "since", "as", "for", "from", "with", "under", "new", "no", "such", "other":
			return 0
		}
	}
	if little[strings.ToLower(l.word(i))] {
		return 0
	}
	end := 0
	j := i
	for j < len(l.form) && j-i < 7 {
		switch {
		case l.done[j]:
			return l.until(i, end)
		case l.upper(j):
			if j > i && l.head(j) && !l.paired(j) {
				end = j + 1
			}
		case l.word(j) == "-" || l.word(j) == "&" || l.owner(j):
		case (l.word(j) == "and" || l.word(j) == "of" || l.word(j) == "for") && end == 0 && l.upper(j+1) && j > i+1 && l.word(j) == "and":
		default:
			return l.until(i, end)
		}
		j++
	}
	return l.until(i, end)
}

// paired reports whether a word stands for a people behind a hyphen: U.S.-Soviet.
func (l *labeller) paired(j int) bool {
	_, people := l.row.On(tagger.Peoples, j)
	return people && l.word(j-1) == "-"
}

// owner reports whether a possessive ending stands at j that may be inside of a name:
// Hudson's Bay Company, Workers' Union. Behind a country or a person it is none.
func (l *labeller) owner(j int) bool {
	w := l.word(j)
	return (w == "'" || w == "’" || strings.EqualFold(w, "'s") || strings.EqualFold(w, "’s")) && !l.row.Token(j).Closed && l.upper(j+1) && !l.done[j-1]
}

// until is the end of an organisation that begins at i, with what follows its
// head: … Council of Churches.
func (l *labeller) until(i, end int) int {
	if end == 0 {
		return 0
	}
	if end-i == 2 && weak[strings.ToLower(l.word(end-1))] {
		if _, ok := l.row.On(tagger.Peoples, i); ok && strings.ToLower(l.word(end-1)) != "embassy" {
			return 0
		}
		if l.row.Token(i).Ordinary() && l.word(end-1) != "Office" {
			return 0
		}
	}
	if j := l.of(end); j > 0 {
		return j
	}
	return end
}

// of is the end of "of the …" that stands at i, 0 if it does not.
func (l *labeller) of(i int) int {
	if i >= len(l.form) || l.word(i) != "of" && l.word(i) != "for" && l.word(i) != "de" && l.word(i) != "on" {
		return 0
	}
	j := i + 1
	if j < len(l.form) && (l.word(j) == "the" || l.word(j) == "la") {
		j++
	}
	from := j
	for j < len(l.form) && j-from < 6 && !l.done[j] {
		if l.upper(j) {
			j++
			continue
		}
		if w := l.word(j); (w == "and" || w == "-" || w == "&") && j > from && l.upper(j+1) && !l.done[j+1] && !l.head(j+1) && l.row.Token(j+1).Ordinary() {
			j++
			continue
		}
		break
	}
	if j == from {
		return 0
	}
	return j
}

// behind finds a head with "of …" behind it: Ministry of Mines.
func (l *labeller) behind(i int) int {
	if !l.head(i) {
		return 0
	}
	switch strings.ToLower(l.word(i)) {
	case "mission", "delegation", "embassy", "staff", "office", "group", "conference", "service", "house", "soviet", "force", "forces", "press":
		return 0
	}
	return l.of(i + 1)
}

// smallBodies are which are names in capitals where others write them
// small: the Chilean army, the armed forces.
var smallBodies = map[string]bool{"army": true, "navy": true, "congress": true, "senate": true, "parliament": true, "police": false}

// bodies are such words behind the name of a country, and those that need none.
func (l *labeller) bodies() {
	for i := 0; i+1 < len(l.form); i++ {
		two := strings.ToLower(l.word(i)) + " " + strings.ToLower(l.word(i+1))
		switch {
		case two == "armed forces" || two == "foreign ministry" || two == "foreign office" || two == "air force":
			from := i
			if i > 0 && two != "foreign office" && l.nation(i-1) {
				from--
			} else if two == "air force" {
				continue
			}
			if l.free(from, i+2) {
				l.set(from, i+2, cable.ORG)
			}
		case l.nation(i) && smallBodies[strings.ToLower(l.word(i+1))] && l.free(i, i+2):
			l.set(i, i+2, cable.ORG)
		case l.department(i) && l.free(i, i+1):
			l.set(i, i+1, cable.ORG)
		}
	}
}

// nation reports whether an adjective of a country stands at i.
func (l *labeller) nation(i int) bool {
	n, ok := l.row.On(tagger.Peoples, i)
	return ok && n == 1 && l.upper(i)
}

// department reports whether the name of a department stands for it: State and
// Defense agree.
func (l *labeller) department(i int) bool {
	switch l.word(i) {
	case "State", "Defense", "Treasury", "Commerce", "Agriculture", "Justice", "Interior":
	default:
		return false
	}
	if l.start[i] || l.upper(i+1) || i > 0 && (l.upper(i-1) || l.word(i-1) == "of" || l.word(i-1) == "-") {
		return false
	}
	next := l.word(i + 1)
	return next != "of" && next != "-" && next != "’" && next != "'"
}

// number reports whether a number of three digits or more stands at i.
func (l *labeller) number(i int) bool {
	if i >= len(l.form) {
		return false
	}
	w := l.word(i)
	return l.form[i] == other && len(w) >= 3 && w[0] >= '0' && w[0] <= '9'
}

// codes are abbreviations: those that the lists explain, and others, which can
// be organisations and no persons.
func (l *labeller) codes() {
	for i := range l.form {
		if n, ok := l.on(tagger.OtherCodes, i); ok && l.form[i] == capital && l.row.Token(i).Letters() > 4 {
			l.set(i, i+n, "") // Econoff
			continue
		}
		if l.form[i] != caps || l.done[i] {
			continue
		}
		n, org := l.on(tagger.OrgCodes, i)
		if n2, gov := l.on(tagger.Governments, i); gov {
			l.set(i, i+n2, cable.LOC)
			continue
		}
		if n2, country := l.on(tagger.Countries, i); country {
			l.set(i, i+n2, cable.LOC)
			continue
		}
		n3, not := l.on(tagger.OtherCodes, i)
		switch {
		case org && !not:
			l.set(i, i+n, cable.ORG)
		case not && !org:
			l.set(i, i+n3, "")
		}
	}
}

var features = map[string]bool{"River": true, "Island": true, "Islands": true, "Province": true, "Valley": true, "Sea": true, "Bay": true, "Strait": true, "Straits": true, "Peninsula": true, "Canal": true, "Mountains": true, "County": true, "City": true, "Gulf": true, "Ocean": true, "Basin": true, "Delta": true, "Desert": true, "Airport": true, "Heights": true, "Lake": true, "Coast": true, "Region": true}

var directions = map[string]bool{"North": true, "South": true, "East": true, "West": true, "Central": true, "Northern": true, "Southern": true, "Eastern": true, "Western": true, "Southeast": true, "Southwest": true, "Northeast": true, "Northwest": true, "Upper": true, "Lower": true}

// places are countries, peoples, cities of the lists, and names that are made as
// names of places are.
func (l *labeller) places() {
	for i := 0; i < len(l.form); i++ {
		if !l.upper(i) || l.done[i] {
			continue
		}
		n := 0
		for _, list := range [...]tagger.List{tagger.Countries, tagger.Peoples, tagger.Places} {
			if m, ok := l.on(list, i); ok {
				n = max(n, m)
			}
		}
		if n > 0 && l.number(i+n) {
			l.set(i, i+n, "") // the number of a telegram behind its post
			continue
		}
		if n > 0 {
			from := i
			if i > 0 && !l.done[i-1] && directions[l.word(i-1)] {
				from--
			}
			if i+n < len(l.form) && !l.done[i+n] && features[l.word(i+n)] {
				n++
			}
			l.set(from, i+n, cable.LOC)
			i += n - 1
			continue
		}
		j := i
		for j < len(l.form) && j-i < 3 && l.upper(j) && !l.done[j] && !features[l.word(j)] && !l.row.Token(j).Ordinary() {
			j++
		}
		if j > i && j < len(l.form) && !l.done[j] && features[l.word(j)] {
			l.set(i, j+1, cable.LOC)
			i = j
			continue
		}
		if features[l.word(i)] && i+2 < len(l.form) && l.word(i+1) == "of" && l.upper(i+2) && !l.done[i+2] {
			l.set(i, i+3, cable.LOC)
			i += 2
		}
	}
}

// sets are the labels that each token may have.
func (l *labeller) sets() []tagger.Set {
	const out = tagger.Set(1 << tagger.Out)
	sets := make([]tagger.Set, len(l.form))
	for i := range sets {
		switch {
		case l.name[i] > 0:
			label := tagger.Begin(l.kind[i])
			if i > 0 && l.name[i-1] == l.name[i] {
				label++
			}
			sets[i] = 1 << label
		case l.done[i] || !l.upper(i):
			sets[i] = out
		case l.row.Token(i).Letters() == 1 || l.title(i) || plain[strings.ToLower(l.word(i))]:
			sets[i] = out
		case l.form[i] == caps && l.row.Token(i).Letters() < 7:
			sets[i] = out | 1<<tagger.BeginORG | 1<<tagger.InORG
			if l.row.Token(i).Letters() >= 3 && l.row.Token(i).Rare() && !l.beside(i) {
				sets[i] &^= out
			}
		case l.row.Token(i).Ordinary() && (l.start[i] || !l.open(i-1) && !l.open(i+1)):
			sets[i] = out
		default:
			sets[i] = tagger.Any
		}
	}
	return sets
}

// open reports whether a token is a word with a capital that nothing explains.
func (l *labeller) open(i int) bool {
	return l.upper(i) && !l.done[i] && !l.row.Token(i).Ordinary()
}

func (l *labeller) title(i int) bool {
	return l.row.In(tagger.Titles, i) || l.head(i)
}

// beside reports whether a number, a hyphen or a stroke stands beside a token,
// as in the codes of papers.
func (l *labeller) beside(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= len(l.form) {
			continue
		}
		if w := l.word(k); l.form[k] == other && (w == "-" || w == "/" || w == "–" || w[0] >= '0' && w[0] <= '9') {
			return true
		}
	}
	return false
}
