package server

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"reftel/internal/index"
	"reftel/internal/reference"
	"reftel/web/templates"
)

// The bounds of what a text offers to go to.
const (
	jumpsShown = 8
	jumpBytes  = 2000 // of a text that was pasted
	sameNumber = 4    // cables of several years for a number without one
)

// A jump is a cable that a text names by its id.
type jump struct {
	id       string
	state    index.Lookup // Held, Absent or Gone
	inferred string       // the post as it was written, where it was taken for a misspelling
	anyYear  bool         // the text names no year
}

// jumps finds the cables that a text names, in the order of the text: an id in
// any form alone, in an address of any site, or in a sentence; with the year or,
// where the post has a cable of this number, without.
func (s *server) jumps(a archive, text string) []jump {
	if len(text) > jumpBytes {
		text = strings.ToValidUTF8(text[:jumpBytes], "")
	}
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	f := jumpFinder{s: s, a: a}
	if len(text) <= 80 && f.byID(text) {
		return f.found
	}
	f.inAddress(text)
	// A hit may take the character that the next one starts after: step by hand.
	for len(f.found) < jumpsShown {
		m := mrnShape.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		f.withoutYear(text[:m[2]])
		f.byID(text[m[2]:m[7]])
		text = text[m[7]:]
	}
	f.withoutYear(text)
	return f.found[:min(len(f.found), jumpsShown)]
}

// A jumpFinder collects the jumps of one text.
type jumpFinder struct {
	s     *server
	a     archive
	found []jump
}

func (f *jumpFinder) add(j jump) {
	if !slices.ContainsFunc(f.found, func(old jump) bool { return old.id == j.id }) {
		f.found = append(f.found, j)
	}
}

// byID adds the cable of a text that is nothing but an id.
func (f *jumpFinder) byID(text string) bool {
	text = strings.TrimSpace(text)
	canonical, inferred := f.s.terms.readMRN(text)
	var j jump
	for _, form := range []string{text, strings.ToUpper(text), canonical, plainMRN(text)} {
		id, state := f.a.Lookup(form)
		if form == "" || state == index.Unknown {
			continue
		}
		if state == index.Alias {
			state = index.Held
		}
		if j.id == "" || j.state != index.Held && state == index.Held {
			j = jump{id: id, state: state}
			if form == canonical && inferred {
				j.inferred = postWritten(text)
			}
		}
	}
	if j.id != "" {
		f.add(j)
	}
	return j.id != ""
}

// inAddress adds what the path of a URL names.
func (f *jumpFinder) inAddress(text string) {
	for word := range strings.FieldsSeq(text) {
		u, err := url.Parse(strings.Trim(word, `"'()<>[],;`))
		if err != nil || !strings.Contains(word, "/") {
			continue
		}
		for part := range strings.SplitSeq(u.Path, "/") {
			part = strings.TrimSuffix(part, ".html")
			if strings.ContainsAny(part, "0123456789") && len(part) > 4 && len(part) <= 80 {
				f.byID(part)
			}
		}
	}
}

// numberShape finds a serial number with up to three words before it.
var numberShape = regexp.MustCompile(`(?i)((?:[a-z][a-z.']*[ -]{1,2}){0,2}[a-z][a-z.']*)[ -]{0,2}(0*[1-9][0-9]{0,6})(?:[^a-z0-9_]|$)`)

// withoutYear adds the cables of any year that a text names by post and
// number: "Mexico 2676".
func (f *jumpFinder) withoutYear(text string) {
	for _, m := range numberShape.FindAllStringSubmatch(text, jumpsShown) {
		words := strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == '-' })
		for i := range words {
			post := strings.Join(words[i:], "")
			ids := f.a.Numbered(post+m[2], sameNumber)
			if p, ok := f.s.terms.knownPost(strings.Join(words[i:], " ")); ok && len(ids) == 0 {
				ids = f.a.Numbered(p.Code+m[2], sameNumber)
			}
			for _, id := range ids {
				f.add(jump{id: id, state: index.Held, anyYear: true})
			}
			if len(ids) > 0 {
				break
			}
		}
	}
}

// postWritten are the letters of an id as somebody wrote it.
func postWritten(id string) string {
	m := mrnShape.FindStringSubmatch(id)
	if m == nil {
		return id
	}
	return strings.ToUpper(m[2])
}

// readMRN reads a reference number in any spelling. Inferred tells that its
// post was taken for a misspelling.
func (t terms) readMRN(text string) (id string, inferred bool) {
	if t.tables == nil {
		return "", false
	}
	id, _, inferred, ok := t.tables.CanonicalMRN(text)
	if !ok {
		return "", false
	}
	return id, inferred
}

// jumpViews shapes jumps for the page of results.
func (s *server) jumpViews(a archive, js []jump) []templates.Jump {
	var out []templates.Jump
	for _, j := range js {
		v := templates.Jump{ID: j.id, Href: cablePath(j.id)}
		if d, err := a.Cable(j.id); err == nil && j.state == index.Held {
			v.Title, v.Date, v.IDInferred = d.Title(), viewDate(d.Date, d.DateInferred), d.IDInferred
		}
		switch {
		case j.state == index.Absent:
			v.Note = "not in this archive, but cited"
		case j.state == index.Gone:
			v.Note = "withdrawn"
		case j.inferred != "":
			v.Note = "the post “" + j.inferred + "” was read as " + s.postOf(j.id)
			v.Inferred = true
		}
		out = append(out, v)
	}
	return out
}

// postOf is the name of the post in an id.
func (s *server) postOf(id string) string {
	code := strings.Trim(id, "0123456789")
	if p, ok := s.terms.post(code); ok {
		return p.Name
	}
	return code
}

// knownPost is the post of a name in any spelling that is known, without
// guessing.
func (t terms) knownPost(name string) (reference.Post, bool) {
	if t.tables == nil {
		return reference.Post{}, false
	}
	p, how, ok := t.tables.MatchPost(name)
	return p, ok && how != reference.Close
}
