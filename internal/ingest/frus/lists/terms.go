package lists

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/authority"
	"reftel/internal/cable"
)

// term is what the abbreviation of an entry stands for.
func (b *builder) term(e entry) Term {
	t := Term{Kind: cable.MISC, Name: short(e.about)}
	if e.see != "" {
		return t
	}
	if !strings.ContainsFunc(e.about, unicode.IsUpper) {
		return Term{Name: t.Name} // fiscal year
	}
	if at := b.personOf(t.Name); at >= 0 {
		return Term{Kind: cable.PER, Name: b.out.things[at].Name}
	}
	t.Kind = whatIs(t.Name, e.about)
	if len(senses(e.about)) > 1 {
		t.Name = "" // which of them is meant, the text alone tells
	}
	return t
}

// whatIs is the kind of the thing that a meaning names. A description is the
// name of nothing, and what holds an office in an organisation is not the
// organisation.
func whatIs(name, meaning string) string {
	switch {
	case country.MatchString(name):
		return cable.LOC
	case name != "" && organisation.MatchString(meaning) && !document.MatchString(meaning) && !holder.MatchString(name):
		return cable.ORG
	}
	return cable.MISC
}

// several stands in people for a name that might be that of two.
const several = -1

// index keeps under which words persons may be meant: their names, with and
// without what stands before the last two words and more, a rank, and their
// other forms.
func (b *builder) index() {
	add := func(key string, at int) {
		if other, ok := b.people[key]; ok && other != at {
			at = several
		}
		b.people[key] = at
	}
	for at := range b.out.things {
		t := &b.out.things[at]
		for key := cable.NameKey(t.Name); strings.Contains(key, " "); {
			add(key, at)
			_, key, _ = strings.Cut(key, " ")
		}
		for _, f := range t.Forms {
			if key := cable.NameKey(f.Name); strings.Contains(key, " ") {
				add(key, at)
			}
		}
	}
}

// personOf is the place of the person of the list that a meaning names; -1 where
// it names none or might name two.
func (b *builder) personOf(meaning string) int {
	if at, ok := b.people[cable.NameKey(meaning)]; ok {
		return at
	}
	return -1
}

// termThings makes a thing of each meaning of an abbreviation that is a name.
func (b *builder) termThings(i int, e entry) {
	if e.see != "" || !strings.ContainsFunc(e.about, unicode.IsUpper) {
		return
	}
	for _, meaning := range senses(e.about) {
		name := short(meaning)
		at := b.personOf(name)
		if at < 0 {
			at = b.thing(i, whatIs(name, meaning), cmp.Or(name, e.name))
		} else {
			name = meaning
			b.made[i] = append(b.made[i], at)
		}
		if at < 0 {
			continue
		}
		for _, s := range abbreviations(e.name) {
			b.form(at, s)
		}
		if s := translation(e.name, meaning); s != "" {
			b.form(at, s)
		}
		if meaning != name {
			t := &b.out.things[at]
			t.Facts = append(t.Facts, authority.Fact{Text: meaning, Basis: authority.List})
		}
	}
}

// abbreviations are those of an entry that has several: AFL, AFOL.
func abbreviations(name string) []string {
	all := strings.Split(name, ", ")
	if slices.ContainsFunc(all, func(s string) bool { return s == "" || strings.Contains(s, " ") }) {
		return []string{name}
	}
	return all
}

// senses are the meanings of an abbreviation that are names: Air Force; also
// Bureau of African Affairs has two. Words that go on are part of the one before.
func senses(meaning string) []string {
	var out []string
	for _, s := range pieces(meaning) {
		s = strings.TrimPrefix(s, "also ")
		switch {
		case s == "":
		case len(out) > 0 && !begins(s):
			out[len(out)-1] += "; " + s
		default:
			out = append(out, s)
		}
	}
	return out
}

// translation is a name in brackets behind one in another language: the first
// has the letters of the abbreviation, and the words that tell an organisation
// stand in the second alone.
func translation(abbreviation, meaning string) string {
	m := inBrackets.FindStringSubmatch(meaning)
	if m == nil || organisation.MatchString(m[1]) || !organisation.MatchString(m[2]) || country.MatchString(m[2]) {
		return ""
	}
	capitals := strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return r
		}
		return -1
	}, m[1])
	letters := strings.ToUpper(strings.ReplaceAll(cable.NameKey(abbreviation), " ", ""))
	if len(capitals) < 2 || !strings.HasPrefix(letters, capitals) {
		return ""
	}
	return m[2]
}

var inBrackets = regexp.MustCompile(`^([^()]+) \(([^()]+)\)`)

// country are names of countries, which have words of organisations in them, and
// those that every volume has.
var country = regexp.MustCompile(`^(?:(?:[A-Z][\w’]*(?: and)? )*(?:Republics?|Kingdom|Emirates)(?: of (?:the )?[A-Z][\w -]*)?|United States(?: of America)?|Soviet Union|Union of .*Republics)$`)

var organisation = regexp.MustCompile(`\b(?:Agency|Department|Office|Bureau|Council|Committee|Commission|Organi[sz]ation|Ministry|Party|Union|Board|` +
	`Air Force|Forces|Command|Corporation|Association|Federation|Bank|Fund|League|Front|Mission|Delegation|Administration|Institute|Congress|Parliament|` +
	`Government|Army|Navy|Marine Corps|Corps|United Nations|Embassy|Consulate|Legation|Foreign Office|Division|Staff|Service|Company|Community|Assembly|` +
	`Authority|Secretariat|Headquarters|Center|Group|Press|Broadcasting|University|Foundation|Society|Movement|Confederation|Junta|Directorate|Chiefs of Staff)\b`)

// holder is somebody or a paper, not a body.
var holder = regexp.MustCompile(`(?:Agreement|Treaty|Convention|Act|Code|Program|Plan|Estimate|Report)s?$|^(?:[A-Z][\w-]+ ){0,2}Officer(?:$|,| in| of)|` +
	`^(?:[A-Z][\w.]+ ){0,2}?(?:(?:Deputy|Assistant|Under|Acting|Vice) )*(?:Director|Member|Minister|Secretary(?:[ -]General)?|Adviser|Ambassador|President|Chairman|Head|Chief|Counsell?or|Representative|Commander|Commissioner)(?:$|,| of| to| for)`)

// document are words for a paper of an organisation, which is none itself.
var document = regexp.MustCompile(`(?i)\b(?:telegrams?|despatch|airgrams?|cables?|messages?|designat\w+|indicator|series|symbol|memorand\w+|letter|instruction|reference)\b`)

// maxName is how long a normalised name may be, in characters.
const maxName = 70

// short is the first meaning without its remarks. A bracket in the middle of
// the words, the Republic of (South) Vietnam, is part of them.
func short(s string) string {
	for i := 1; i < len(s); i++ {
		if strings.IndexByte(";:(", s[i]) < 0 {
			continue
		}
		if s[i] == '(' {
			if n := strings.Index(s[i:], ") "); n > 0 && i+n+2 < len(s) && s[i+n+2] != '(' {
				i += n
				continue
			}
		}
		s = s[:i]
	}
	for utf8.RuneCountInString(s) > maxName {
		i := strings.LastIndex(s, ", ")
		if i <= 0 {
			return ""
		}
		s = s[:i]
	}
	return strings.TrimRight(s, " ,.")
}
