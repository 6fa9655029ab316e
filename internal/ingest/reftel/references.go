package reftel

import (
	"regexp"
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

// A Context is what a list leaves unsaid: the year, the date and the id of the
// cable that it stands in.
type Context struct {
	Year int
	Date cable.Date
	Self string // id of the cable, which is no reference of its own
}

// Parse reads the text of a REF block: lettered items, each one or more cables
// or something else (an e-mail, a phone talk, a report). A cable without a year
// is of the citing cable's own year; the last origin goes on ("STATE 41252 AND
// 44603"). What is no cable is typed and never forced into an id. Inferred are
// the ids of which the year is not that of the citing cable and was inferred, or
// of which the post or a figure was mistyped.
func Parse(tables *reference.Tables, text string, c Context) (refs []cable.Reference, inferred []string) {
	if text == "" {
		return nil, nil
	}
	p := parser{tables: tables, context: c}
	seen := map[string]bool{}
	for _, item := range splitItems(withoutLabel(text)) {
		for _, r := range p.item(item) {
			key := r.Letter + "|" + r.ID
			if r.ID == "" {
				key += r.Text
			}
			if r.ID != "" && r.ID == c.Self || seen[key] {
				continue
			}
			seen[key] = true
			refs = append(refs, r)
		}
	}
	return refs, p.inferred
}

// A parser reads one list.
type parser struct {
	tables   *reference.Tables
	context  Context
	inferred []string // ids of which a part was inferred
	last     found    // the cable read last: a number alone goes on with its origin
	both     int      // the year that an item names for all its cables
}

// A found is what was read of one cable.
type found struct {
	origin, serial string
	year           int
	slip           bool // a nought and the letter O were interchanged, or the post is misspelt
}

// HasCable reports whether the text, in capitals, names a cable by post and
// number.
func HasCable(text string) bool { return postNumber.MatchString(text) }

// postNumber is a post and a number, with nothing but blanks between.
var postNumber = regexp.MustCompile(`\b[A-Z][A-Z'’\-]*(?:[ \n\-]+[A-Z][A-Z'’]+){0,3}?[ \n\-#]*?\d{1,7}\b`)

// cableRef finds one cable: optional year, origin in letters, serial.
//
//	1 year before   2 origin   3 what parts it from the serial   4 serial
var cableRef = regexp.MustCompile(`(?:[('‘’\[]*\b((?:19|20)\d\d|\d{2})[)\]]?[ \-:/]*|\b)((?:ST\. ?)?[A-Z][A-Z'’\-]*(?:[ \n\-]+[A-Z][A-Z'’]*){0,3}?)([ \n\-#]*?(?:[,.:;/(][ \n#]*)?)(\d{1,7})\b`)

// anotherSerial goes on with the origin before it: AND 44603.
var anotherSerial = regexp.MustCompile(`^(?: ?\(NOTAL\))?(?:(?:\s*(?:,|AND|&|;|/|-|THRU|THROUGH|AND ALSO|TO)\s*)+|\s+)(\d{1,7})\b`)

// thousands goes on with a serial that was written with a comma: OSLO 1,234.
var thousands = regexp.MustCompile(`^,(\d{3})\b`)

// yearBefore is a year of four digits that belongs to the origin behind it.
var yearBefore = regexp.MustCompile(`^((?:19|20)\d\d)[ \-]?([A-Z]+)`)

// yearAhead reports whether s begins with the year of the next cable.
func (p *parser) yearAhead(s string) bool {
	g := yearBefore.FindStringSubmatch(s)
	return g != nil && g[2] != "AND" && (p.context.Year == 0 || fullYear(g[1]) <= p.context.Year)
}

// dayOf reports whether a serial is the day of a month that is named behind it.
func dayOf(serial, rest string) bool {
	if day, _ := strconv.Atoi(serial); len(serial) > 2 || day > 31 || strings.HasPrefix(rest, " ") && len(rest) > 1 && isDigit(rest[1]) {
		return false
	}
	word := strings.TrimLeft(rest, " -/0123456789")
	n := 0
	for n < len(word) && isUpper(word[n]) {
		n++
	}
	return cable.ParseMonth(word[:n]) > 0
}

// item reads one item of the list.
func (p *parser) item(it item) []cable.Reference {
	text := strings.TrimSpace(strings.TrimRight(cable.OneLine(it.text), " ;,:"))
	if text == "" {
		return nil
	}
	up := strings.ToUpper(text)
	p.both = yearOfAll(up)
	kind := otherKind(up)
	if kind != "" && kind != "dtg" {
		return p.typed(it.letter, text, kind)
	}
	out, _ := p.cables(it.letter, text, false)
	mailed := airgrams(it.letter, text)
	if len(out) == 1 && mailed == nil {
		out[0].Text = text
	}
	out = append(out, mailed...)
	if len(out) == 0 {
		if kind == "" {
			kind = "other"
		}
		out = append(out, cable.Reference{Letter: it.letter, Kind: kind, Text: text})
	}
	return out
}

// wordsBetween is what stands between two cables of an item, where it says more
// than that they are two.
func wordsBetween(text string, from, to int) string {
	if from >= to || to > len(text) || !strings.ContainsFunc(strings.NewReplacer("NOTAL", "", "AND", "").Replace(strings.ToUpper(text[from:to])), func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return ""
	}
	return strings.TrimRight(text[from:to], " ,;(")
}

// groupBefore is a date-time group with its cable in brackets behind it.
var groupBefore = regexp.MustCompile(`(\b\d{6} ?Z? ?[A-Z]{3} ?\d{2}) [(\[]`)

// upper is a text in capitals in which each byte stands where it stood: of letters whose
// capital is longer, and of bytes that are no letters, only those of ASCII change.
func upper(s string) string {
	if up := strings.ToUpper(s); len(up) == len(s) {
		return up
	}
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// cables finds the cables of a text and where the last of them ends. Of a text
// that is something else only a cable that it begins with counts: what else it
// is may be said behind that.
func (p *parser) cables(letter, text string, other bool) (out []cable.Reference, at int) {
	up := upper(text)
	if strings.Contains(up, " (") || strings.Contains(up, " [") {
		up = groupBefore.ReplaceAllString(up, "$1  ")
	}
	up, mended := p.mendSlips(up)
	ends := 0 // of the cable found last
	add := func(f found, from, to int) bool {
		f.slip = f.slip || anyOf(mended, from, to)
		id, inferred, ok := p.id(f)
		if !ok {
			return false
		}
		shown := strings.TrimSpace(text[min(len(text), from):min(len(text), to)])
		if mended == nil && from > 0 && shown != "" && isDigit(shown[0]) && len(out) > 0 && to-from < 8 {
			shown = f.origin + " " + shown
		}
		p.last = f
		if len(out) > 0 {
			out[len(out)-1].Text += wordsBetween(text, ends, from)
		}
		ends = to
		out = append(out, cable.Reference{Letter: letter, Kind: "cable", ID: id, Text: strings.TrimPrefix(shown, "AND "), Inferred: inferred})
		return true
	}
	if n := p.serialAlone(up); n > 0 {
		f := found{origin: p.last.origin, serial: up[:n], slip: true}
		if own, err := cable.ParseMRN(p.context.Self); f.origin == "" && err == nil {
			f.origin = own.Origin
		}
		f.year, at, _ = p.yearAfter(up[n:], f.serial)
		add(f, 0, n+at)
		return out, n + at
	}
	if turned := p.turned(up); turned != nil {
		for _, t := range turned {
			add(t.found, t.from, t.to)
			at = t.to
		}
		return out, at
	}
	for {
		rest := up[at:]
		loc := cableRef.FindStringSubmatchIndex(rest)
		if loc == nil || other && (at > 0 || loc[0] > 0) {
			return out, at
		}
		f, n := p.read(rest, loc)
		end := n
		if other && otherKind(rest[loc[0]:loc[1]]) != "" {
			return out, at // FBIS BANGKOK 411
		}
		if other && f.year == 0 && p.likeYear(f.serial) || inBrackets(up[:at+loc[0]]) && f.year == 0 && p.likeYear(f.serial) {
			f.origin = "" // PARIS 2008 in the title of a paper
		}
		if add(f, at+loc[0], at+end) {
			end += p.moreSerials(f, rest[end:], func(g found, from, to int) { add(g, at+end+from, at+end+to) })
		} else if p.beforeYear(rest, loc) {
			end = loc[5]
		}
		at += end
	}
}

// beforeYear reports whether the figure of a match that is no cable may be the
// year of what follows: 041234Z MAY 08 LIMA 123, SEE 08 LIMA 123.
func (p *parser) beforeYear(rest string, loc []int) bool {
	name, figure := rest[loc[4]:loc[5]], rest[loc[8]:loc[9]]
	if cable.ParseMonth(name[strings.LastIndexByte(name, ' ')+1:]) > 0 {
		return true
	}
	if len(figure) != 2 && len(figure) != 4 || !p.plausible(fullYear(figure)) {
		return false
	}
	next := cableRef.FindStringSubmatchIndex(rest[loc[8]:])
	return next != nil && next[2] == 0 && next[3] == len(figure) && p.knows(p.stripNoise(rest[loc[8]+next[4]:loc[8]+next[5]]))
}

// read makes a cable of a match of cableRef and tells where it ends, with the
// year behind it.
func (p *parser) read(rest string, loc []int) (f found, end int) {
	group := func(n int) string {
		if loc[2*n] < 0 {
			return ""
		}
		return rest[loc[2*n]:loc[2*n+1]]
	}
	end = loc[1]
	f = found{origin: p.stripNoise(group(2)), serial: group(4)}
	if strings.HasSuffix(group(2), " A") && strings.HasPrefix(group(3), "-") {
		f.origin = "" // HELSINKI A-236 went by mail
		return f, end
	}
	if year := group(1); year != "" {
		f.year = fullYear(year)
	}
	if f.year == 0 && !strings.ContainsAny(group(3), ",.:;(") {
		// OSLO 07-1234: the year stands between.
		if g := serialBehindYear.FindStringSubmatchIndex(rest[end:]); g != nil && (len(f.serial) == 2 || len(f.serial) == 4 && rest[end] != ' ') && p.plausible(fullYear(f.serial)) {
			f.year, f.serial = fullYear(f.serial), rest[end+g[2]:end+g[3]]
			return f, end + g[1]
		}
	}
	if f.year == 0 && dayOf(f.serial, rest[end:]) {
		f.origin = "" // IN LIMA 12 JULY
		return f, end
	}
	if strings.ContainsAny(group(3), ",.:;/(") && !(f.year != 0 && group(3) == "/" && p.knows(f.origin)) && (len(f.serial) < 3 || f.year == 0 && p.likeYear(f.serial) || !p.knows(f.origin)) {
		f.origin = ""
		return f, end
	}
	if g := thousands.FindStringSubmatch(rest[end:]); g != nil && len(f.serial) < 3 {
		f.serial, f.slip = f.serial+g[1], true
		end += len(g[0])
	}
	year, n, inferred := p.yearAfter(rest[end:], f.serial)
	if f.year == 0 {
		f.year, f.slip = year, f.slip || inferred
	}
	return f, end + n
}

// serialBehindYear is the serial where the year stands between it and the post.
var serialBehindYear = regexp.MustCompile(`^ ?[ \-/] ?(\d{3,7})\b`)

// moreSerials reads the serials behind a cable that go on with its origin, and
// tells how much of the text they take.
func (p *parser) moreSerials(first found, rest string, add func(f found, from, to int)) (n int) {
	before := first.serial
	for {
		g := anotherSerial.FindStringSubmatchIndex(rest[n:])
		if g == nil || p.yearAhead(rest[n+g[2]:]) {
			return n
		}
		serial := rest[n+g[2] : n+g[3]]
		if len(serial) == 2 && rest[n] == '-' && follows(before, serial) {
			serial = before[:len(before)-2] + serial // 12370-71
		}
		year, k, inferred := p.yearAfter(rest[n+g[1]:], serial)
		if len(serial) < 3 && (len(before) > 2 || !endsCable.MatchString(rest[n+g[1]+k:])) {
			return n
		}
		sign := strings.TrimSpace(rest[n : n+g[2]])
		if p.likeYear(serial) && !nearNumbers(before, serial) || sign == "TO" && !nearNumbers(before, serial) {
			return n // a year or a number: it cannot be told
		}
		if sign == "" && (len(serial) < 5 || len(serial) != len(before) || !endsCable.MatchString(rest[n+g[1]+k:])) {
			return n
		}
		f := found{origin: first.origin, serial: serial, year: first.year, slip: first.slip}
		if year != 0 {
			f.year, f.slip = year, f.slip || inferred
		}
		add(f, n+g[2], n+g[1]+k)
		n += g[1] + k
		before = serial
	}
}

// nearNumbers reports whether two numbers follow close upon each other.
func nearNumbers(a, b string) bool {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return y-x < 100 && x-y < 100
}

// serialAlone is the length of a number that is all the item says, but for its
// year: it goes on with the origin of the item before, or is one of the citing
// post.
func (p *parser) serialAlone(up string) int {
	n := 0
	for n < len(up) && isDigit(up[n]) {
		n++
	}
	if n < 3 || n > 7 || p.last.origin == "" && p.context.Self == "" || p.likeYear(up[:n]) {
		return 0
	}
	if _, k, _ := p.yearAfter(up[n:], up[:n]); strings.Trim(strings.ReplaceAll(up[n+k:], "(NOTAL)", ""), " .,;") != "" {
		return 0
	}
	return n
}

// inBrackets reports whether a bracket is open behind s.
func inBrackets(s string) bool {
	return strings.LastIndexByte(s, '(') > strings.LastIndexByte(s, ')')
}

// knows reports whether the name is that of a sender, without guessing.
func (p *parser) knows(name string) bool {
	if senderAlone(name) {
		return true
	}
	_, how, ok := p.tables.MatchPost(name)
	return ok && how != reference.Close
}

// id makes the id of a cable of its parts. It is empty where the cable is one,
// but nothing tells its year or its post; ok is false for what is no cable.
func (p *parser) id(f found) (id string, inferred, ok bool) {
	if f.origin == "" || noOrigin(f.origin) || strings.Trim(f.serial, "0") == "" {
		return "", false, false
	}
	if relativeSender(f.origin) {
		return "", false, true
	}
	if words := strings.Fields(f.origin); len(words) == 2 && ownOffice(words[:1]) && p.knows(words[1]) && !p.knows(f.origin) {
		return "", false, true
	}
	post, closeness, ok := p.tables.MatchPost(f.origin)
	if senderAlone(f.origin) {
		post, closeness, ok = reference.Post{Code: f.origin}, reference.Exact, true
	}
	if !ok || closeness == reference.Close && len(f.origin) < 5 {
		return "", false, false
	}
	c := p.context
	number, _ := strconv.Atoi(f.serial)
	if f.year == 0 {
		f.year = p.both
	}
	y := f.year
	if y == 0 {
		y = c.yearOf(post.Code, number)
	}
	if y == 0 {
		return "", false, true
	}
	if c.Year > 0 && y > c.Year {
		return "", false, false // a cable can't cite one of a later year
	}
	id = cable.MRN{Year: y, Origin: post.Code, Serial: number}.String()
	inferred = f.slip || closeness == reference.Close || f.year == 0 && y != c.Year
	if inferred {
		p.inferred = append(p.inferred, id)
	}
	return id, inferred, true
}
