package shape

import (
	"maps"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/marking"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/text"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Terms explain codes to readers, in their language. They ask the reference tables and know the few
// marks that every cable has by themselves.
type Terms struct {
	Tables      *reference.Tables                  // nil shows the codes alone
	Collections func(id string) (Collection, bool) // what the operator calls them; nil for none
	Words       *words.Speaker                     // in whose words; nil speaks English
}

// classification is a sentence about a level as it was in a year.
func (t Terms) classification(name string, year int) string {
	if m := t.marking(name, year); m != "" {
		return m
	}
	base, _, _ := strings.Cut(name, "/")
	return t.marking(base, year)
}

// marking is what a mark of protection ordered in a year.
func (t Terms) marking(code string, year int) string {
	if t.Tables == nil {
		return ""
	}
	m, _ := t.Tables.Marking(code, year)
	return m
}

// precedence is a sentence about the urgency of a telegram.
func (t Terms) precedence(name string) string {
	switch strings.ToUpper(name) {
	case "FLASH":
		return t.Words.Say("The most urgent: to be handled at once, before everything else.")
	case "IMMEDIATE", "NIACT IMMEDIATE":
		return t.Words.Say("To be acted on at once, at night too where it says NIACT.")
	case "PRIORITY":
		return t.Words.Say("Ahead of ordinary traffic, within the working day.")
	case "ROUTINE":
		return t.Words.Say("Ordinary traffic.")
	}
	return ""
}

// tagKinds name the kinds of TAGS.
var tagKinds = map[string]words.Message{
	"geo": words.Later("country ‹TAGS›"), "": words.Later("tag ‹TAGS›"), "organisation": words.Later("organisation ‹TAGS›"), "subject": words.Later("subject ‹TAGS›"),
	"region": words.Later("region ‹TAGS›"), "program": words.Later("program ‹TAGS›"), "unknown": words.Later("unknown ‹TAGS›"),
}

// KindOfTag names a kind of TAGS.
func KindOfTag(say *words.Speaker, kind string) string {
	if k, ok := tagKinds[kind]; ok {
		return say.Tell(k)
	}
	return kind
}

// setting is where and when a cable was written.
func setting(c *cable.Cable) reference.Setting {
	s := reference.Setting{Year: c.Date.Year, Volume: c.Edition != nil}
	if c.Origin.Country != "" {
		s.Countries = append(s.Countries, c.Origin.Country)
	}
	for _, tag := range c.Tags {
		if tag.Kind == "geo" && tag.Meaning != "" {
			s.Countries = append(s.Countries, tag.Meaning)
		}
	}
	for _, e := range c.Entities {
		if e.Kind == cable.LOC {
			s.Named = append(s.Named, e.Name)
		}
	}
	return s
}

// shorts are the abbreviations of a cable's text with their meanings, in the order of
// the alphabet.
func (x *Cable) shorts() []templates.Fact {
	if x.Terms.Tables == nil {
		return nil
	}
	if x.short == nil {
		x.short, x.shortAt = map[string]templates.FactValue{}, map[int][]archive.Span{}
		at := setting(x.Cable)
		for i := range x.Cable.Paragraphs {
			text, here := x.Cable.Paragraphs[i].Text, map[string]bool{}
			x.Terms.Tables.ShortsIn(text, func(start, end int) {
				if s := text[start:end]; !here[s] {
					here[s] = true
					x.shortAt[i] = append(x.shortAt[i], archive.Span{Start: start, End: end})
				}
				if _, ok := x.short[text[start:end]]; !ok {
					meaning, inferred := x.Terms.Tables.Short(text[start:end], at)
					x.short[text[start:end]] = templates.FactValue{Text: meaning, English: meaning, Inferred: inferred}
				}
			})
		}
	}
	var fs []templates.Fact
	for _, s := range slices.Sorted(maps.Keys(x.short)) {
		if x.short[s].Text != "" {
			fs = append(fs, templates.Fact{Term: s, Values: []templates.FactValue{x.short[s]}})
		}
	}
	return fs
}

// markedAs is "Confidential" for a paragraph marked C.
func (t Terms) markedAs(p *cable.Paragraph) string {
	if p.Mark == "" {
		return ""
	}
	var said []string
	for part := range strings.SplitSeq(marking.PortionWords(p.Mark), ", ") {
		if m, ok := portions[part]; ok {
			part = t.Words.Tell(m)
		}
		said = append(said, part)
	}
	return strings.Join(said, ", ")
}

// portions are the words for the parts of portion marks.
var portions = map[string]words.Message{
	"Unclassified": words.Later("Unclassified"), "Confidential": words.Later("Confidential"), "Secret": words.Later("Secret"), "Top Secret": words.Later("Top Secret"),
	"Limited official use": words.Later("Limited official use"), "Sensitive but unclassified": words.Later("Sensitive but unclassified"),
	"For official use only": words.Later("For official use only"), "exclusive distribution": words.Later("exclusive distribution"),
	"not for foreign nationals": words.Later("not for foreign nationals"), "releasable to the named countries": words.Later("releasable to the named countries"),
	"dissemination controlled by the originator": words.Later("dissemination controlled by the originator"), "foreign government information": words.Later("foreign government information"),
}

// caption is what a handling mark ordered in a year.
func (t Terms) caption(code string, year int) string {
	if t.Tables == nil {
		return ""
	}
	if m, known := t.Tables.Marking(code, year); known {
		return m
	}
	c, _ := t.Tables.Caption(code)
	return c.Meaning
}

// Tag is the kind and the meaning of a code in a year; what the cable itself
// says of it comes first.
func (t Terms) Tag(tag cable.Tag, year int) cable.Tag {
	if t.Tables == nil || (tag.Meaning != "" && tag.Kind != "") {
		return tag
	}
	known, _ := t.Tables.Tag(tag.Code, year)
	if tag.Meaning == "" {
		tag.Meaning = known.Meaning
	}
	if tag.Kind == "" {
		tag.Kind = known.Kind
	}
	return tag
}

// Post is what is known of a post by its code.
func (t Terms) Post(code string) (reference.Post, bool) {
	if t.Tables == nil {
		return reference.Post{}, false
	}
	return t.Tables.Post(code)
}

// TagsMeaning are the codes that words are the meaning of.
func (t Terms) TagsMeaning(words string) []cable.Tag {
	if t.Tables == nil {
		return nil
	}
	return t.Tables.TagsByMeaning(words)
}

// Words that are the meaning of a TAGS code also find the cables that have it:
// senders filed under PREL what they did not call external political
// relations. Countries and organisations are offered and not searched: nearly
// every cable has the TAGS of some, and their names are words of their own. Who
// types a code itself (PREL, EFIN BL) means what was filed under it, and gets the
// cables with the word as well.

// A Meaning is a code that words of a query are or stand for.
type Meaning struct {
	Words    string
	Tag      cable.Tag
	Searched bool // the words find cables with the code too
	Cables   int  // that have the code
}

// Widened is the request as it is put to the archive.
func (t Terms) Widened(r query.Request) query.Request {
	if t.Tables != nil && r.Expr != nil {
		r.Expr, _ = query.WithCodes(r.Expr, t.typedCodes(r.Expr))
		r.Expr, _ = query.WithMeanings(r.Expr, t.subjectCodes)
	}
	return r
}

// Meanings are the codes that the words of a query are or stand for, those that
// are searched first. How many cables have them is to be asked.
func (t Terms) Meanings(e query.Expr) []Meaning {
	if t.Tables == nil || e == nil {
		return nil
	}
	var out []Meaning
	add := func(m Meaning) {
		if !slices.ContainsFunc(out, func(old Meaning) bool { return old.Tag.Code == m.Tag.Code }) {
			out = append(out, m)
		}
	}
	_, typed := query.WithCodes(e, t.typedCodes(e))
	for _, m := range typed {
		tag, _ := t.codeTyped(m.Words)
		add(Meaning{Words: m.Words, Tag: tag, Searched: true})
	}
	_, rows := query.WithMeanings(e, func(words string) []string {
		var codes []string
		for _, tag := range t.TagsMeaning(words) {
			codes = append(codes, tag.Code)
		}
		return codes
	})
	for _, row := range rows {
		searched := t.subjectCodes(row.Words)
		for _, tag := range t.TagsMeaning(row.Words) {
			tag, _ = t.worded(tag)
			add(Meaning{Words: row.Words, Tag: tag, Searched: slices.Contains(searched, tag.Code)})
		}
	}
	if words, all := query.PlainWords(e); all && len(words) == 1 {
		if tag, how := t.codeTyped(words[0]); how == perhapsCode {
			add(Meaning{Words: words[0], Tag: tag})
		}
	}
	return out
}

// How surely a word that was typed is a TAGS code.
type codeLike int

const (
	noCode      codeLike = iota
	perhapsCode          // a word as well: US, MASS in capitals, or fr in small letters
	surelyCode
)

// typedCodes tells of the words of a query which of them are codes. A code that is
// a word too is one in a query of codes alone, one of which is no word (EFIN US), and
// a subject in capitals that is all of the query (MASS).
func (t Terms) typedCodes(e query.Expr) func(word string) []string {
	words, all := query.PlainWords(e)
	company := false
	for _, w := range words {
		tag, how := t.codeTyped(w)
		all = all && how != noCode
		company = company || how == surelyCode || len(words) == 1 && (tag.Kind == "subject" || tag.Kind == "program")
	}
	company = company && all
	return func(word string) []string {
		tag, how := t.codeTyped(word)
		if how == surelyCode || how == perhapsCode && company {
			return []string{tag.Code}
		}
		return nil
	}
}

// codeTyped reads a word as a code that the tables know. Subjects and programs are
// no words of any language and may be typed in small letters, as may the long
// codes of organisations.
func (t Terms) codeTyped(word string) (cable.Tag, codeLike) {
	code := strings.ToUpper(word)
	tag, ok := t.Tables.Tag(code, 0)
	if !ok || tag.Meaning == "" {
		return tag, noCode
	}
	tag, isName := t.worded(tag)
	capitals := word == code
	ordinary := t.Tables.IsOrdinary(code) || text.IsStop(strings.ToLower(code))
	spoken := t.Tables.IsWord(code) && !t.Tables.IsAcronym(code)
	switch {
	case isName && tag.Kind == "geo":
		return tag, perhapsCode // US, UK: texts call the state so
	case !capitals && (ordinary || spoken):
		return tag, noCode
	case ordinary, spoken && len(code) <= 2:
		return tag, perhapsCode
	case capitals, len(code) > 2:
		return tag, surelyCode
	}
	return tag, perhapsCode
}

// worded is a code with a meaning that says more than the code itself, of another
// time where its own does not. own tells that it is its own meaning.
func (t Terms) worded(tag cable.Tag) (_ cable.Tag, own bool) {
	if !strings.EqualFold(tag.Meaning, tag.Code) {
		return tag, false
	}
	if then, ok := t.Tables.Tag(tag.Code, oldTags); ok {
		tag.Meaning = then.Meaning
	}
	return tag, true
}

// oldTags is a year of the first TAGS.
const oldTags = 1974

// IsCode reports whether a word of a query was read as a TAGS code, or would be
// nothing but one: its spelling is right.
func (t Terms) IsCode(word string) bool {
	if t.Tables == nil {
		return false
	}
	_, how := t.codeTyped(word)
	return how != noCode
}

// subjectCodes are the codes of subjects and programs that words stand for.
func (t Terms) subjectCodes(words string) []string {
	var codes []string
	for _, tag := range t.TagsMeaning(words) {
		if tag.Kind == "subject" || tag.Kind == "program" {
			codes = append(codes, tag.Code)
		}
	}
	return codes
}
