package server

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"reftel/internal/index"
)

// Readers have ids from many places: 09MEXICO2676, 09 Mexico 02676,
// 2009MEXICO02676_a (PlusD), "ref A (09 MEXICO 2676)", or the URL of a page
// elsewhere. Ids are looked up as written first and then in the forms below.

// mrnShape finds a message reference number in running text: the year with two
// or four digits, the post (one to three words), the serial.
var mrnShape = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(19[0-9]{2}|20[0-9]{2}|[0-9]{2})[ _-]{0,2}([a-z][a-z.']*(?:[ _-][a-z.']+){0,2}?)[ _-]{0,2}0*([0-9]{1,7})(?:_[a-z])?(?:$|[^a-z0-9])`)

// letters takes all but letters out of the name of a post.
var letters = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "'", "")

// idForms lists the ids that a text may mean, best first: the text itself,
// then each reference number in it, spelt as the tables spell it. At most eight.
func (t terms) idForms(text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	var forms []string
	add := func(f string) {
		if f != "" && !slices.Contains(forms, f) && len(forms) < 8 {
			forms = append(forms, f)
		}
	}
	if len(text) <= 80 {
		add(text)
		add(strings.ToUpper(text))
		add(t.canonicalMRN(text))
	}
	if u, err := url.Parse(text); err == nil && u.Path != "" && strings.Contains(text, "/") {
		for part := range strings.SplitSeq(u.Path, "/") {
			part = strings.TrimSuffix(part, ".html")
			if strings.ContainsAny(part, "0123456789") && len(part) > 4 {
				add(part)
				add(t.canonicalMRN(part))
			}
		}
	}
	// A hit may swallow the character that the next one starts after: step by hand.
	for rest := text; len(forms) < 8; {
		m := mrnShape.FindStringSubmatchIndex(rest)
		if m == nil {
			break
		}
		year, post, number := rest[m[2]:m[3]], rest[m[4]:m[5]], rest[m[6]:m[7]]
		id := year[len(year)-2:] + strings.ToUpper(letters.Replace(post)) + number
		add(t.canonicalMRN(id))
		add(id)
		rest = rest[m[7]:]
	}
	return forms
}

// resolve finds the cable that a text means: Held, also by an alias, wins over
// Absent and Gone.
func (s *server) resolve(a archive, text string) (id string, state index.Lookup) {
	for _, f := range s.terms.idForms(text) {
		got, st := a.Lookup(f)
		switch {
		case st == index.Held || st == index.Alias:
			return got, index.Held
		case st != index.Unknown && state == index.Unknown:
			id, state = got, st
			if id == "" {
				id = f
			}
		}
	}
	return id, state
}

// sameID reports whether a text is nothing but a spelling of an id.
func (t terms) sameID(text, id string) bool {
	if strings.EqualFold(plainID(text), plainID(id)) || t.canonicalMRN(text) == id {
		return true
	}
	m := mrnShape.FindStringSubmatchIndex(text)
	return m != nil && m[2] == 0 && m[1] == len(text)
}

// plainID leaves the letters and digits of an id.
func plainID(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
