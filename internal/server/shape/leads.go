package shape

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// kindWords name the kinds of names.
var kindWords = map[query.Field]words.Message{
	query.FieldPer: words.Later("Person"), query.FieldOrg: words.Later("Organisation"), query.FieldLoc: words.Later("Place"), query.FieldMisc: words.Later("Name"),
}

// postKinds name the kinds of posts.
var postKinds = map[string]words.Message{
	"embassy": words.Later("Embassy"), "consulate": words.Later("Consulate"), "mission": words.Later("Mission"), "office": words.Later("Office"),
	"department": words.Later("Department"), "": words.Later("Post"),
}

// kindOfPost names a kind of posts.
func kindOfPost(say *words.Speaker, kind string) string {
	if k, ok := postKinds[kind]; ok {
		return say.Tell(k)
	}
	return upperFirst(kind)
}

// leads shapes the things whose name is what was typed.
func leads(say *words.Speaker, ss []archive.Suggestion) []templates.Lead {
	var out []templates.Lead
	for _, s := range ss {
		out = append(out, templates.Lead{Kind: say.Tell(kindWords[s.Kind]), Also: s.Also, Link: templates.Link{Label: s.Value, Href: EntityPath(string(s.Kind), s.Value), Count: s.Count}})
	}
	return out
}

// The kinds of leads that are no names: to printed volumes, to the cables of a date and to
// those with its words.
const (
	VolumeLead = "Volume"
	DateLead   = "Date"
	WordsLead  = "Words"
)

// leadKinds are these kinds as readers are told them.
var leadKinds = map[string]words.Message{VolumeLead: words.Later("Volume"), DateLead: words.Later("Date"), WordsLead: words.Later("Words")}

// volumeLeads shapes the printed volumes that were named.
func volumeLeads(say *words.Speaker, heads []archive.VolumeHead) []templates.Lead {
	var out []templates.Lead
	for _, h := range heads {
		out = append(out, templates.Lead{Kind: say.Tell(leadKinds[VolumeLead]), Link: templates.Link{Label: cmp.Or(h.Name, h.Title, h.ID), Href: VolumePath(h.ID), Count: h.Documents}})
	}
	return out
}

// meanings explain codes above the results of a request.
func meanings(say *words.Speaker, ms []Meaning, r query.Request) []templates.Meaning {
	var out []templates.Meaning
	for _, m := range ms {
		v := templates.Meaning{Code: m.Tag.Code, Meaning: m.Tag.Meaning, Searched: m.Searched}
		v.All = templates.Link{Label: say.Say("All cables with %s", m.Tag.Code), Href: TagPath(m.Tag.Code), Count: m.Cables}
		if words := query.WithPhrase(r.Expr, m.Words); m.Searched && words.String() != r.Expr.String() {
			v.Words = &templates.Link{Label: say.Say("Only the words"), Href: r.WithText(words.String()).URL("/search")}
		}
		out = append(out, v)
	}
	return out
}

// NoteOf says of an id that it leads to no cable here.
func NoteOf(say *words.Speaker, s archive.State) string {
	switch s {
	case archive.Absent:
		return say.Say("not in this archive, but cited")
	case archive.Gone:
		return say.Say("no longer in this archive")
	}
	return ""
}

// jumps shapes the cables that a text names, with the numbers of cables that cite
// them, where those are known.
func (t Terms) jumps(found []locate.Named, citing []int) []templates.Jump {
	var out []templates.Jump
	for i, n := range found {
		v := templates.Jump{ID: n.ID, Href: CablePath(n.ID)}
		if s := n.Summary; s != nil {
			v.Title, v.Date, v.IDInferred = s.Title, t.date(s.Date, s.DateInferred), s.IDInferred
		}
		switch {
		case !n.State.Here():
			v.Note = NoteOf(t.Words, n.State)
		case n.Inferred != "":
			v.Note = t.Words.Say("the post “%s” was read as %s", n.Inferred, t.postOf(n.ID))
			v.Inferred = true
		}
		if i < len(citing) && citing[i] > 0 {
			v.Citing = &templates.Link{Label: t.Words.Count(citing[i], "cited by %d cable", "cited by %d cables"), Href: TextSearch("ref:" + n.ID)}
		}
		out = append(out, v)
	}
	return out
}

// postOf is the name of the post in an id.
func (t Terms) postOf(id string) string {
	code := strings.Trim(id, "0123456789")
	if p, ok := t.Post(code); ok {
		return p.Name
	}
	return code
}

// A Dated is a search that a date in the text of another stands for.
type Dated struct {
	Request query.Request
	Kind    string // DateLead, WordsLead, or in words
	Label   string
	Href    string
	Cables  int
	Either  bool // the text can be read as this date and as another one
}

// DatesOf are the leads of a search that is a date, could be one of two, or has
// one at its beginning or its end.
func DatesOf(say *words.Speaker, r query.Request) []Dated {
	if d, _, ok := query.BareDate(r.Text); ok {
		e := wordsOf(r.Text, d)
		said := say.Tell(words.Message(query.DescribeThing(e)))
		words := r.WithText(e.String())
		out := []Dated{{Request: words, Kind: WordsLead, Label: said, Href: words.URL("/search")}}
		if d.From == d.To && len(r.Filters) == 0 && r.Since.IsZero() && r.Until.IsZero() {
			out = append([]Dated{{Request: r, Kind: DateLead, Label: Long(say, d.From), Href: DatePath(d.From)}}, out...)
		}
		return out
	}
	if a, b, ok := query.EitherDate(r.Text); ok {
		return []Dated{dayOf(say, r, a), dayOf(say, r, b)}
	}
	if words, d, ok := query.CutDate(r.Text); ok && r.Since.IsZero() && r.Until.IsZero() {
		req := r.WithText(words).WithDates(d.From, d.To)
		return []Dated{{Request: req, Kind: DateLead, Label: say.Say("%s, %s", words, DaysOf(say, d)), Href: req.URL("/search")}}
	}
	return nil
}

// wordsOf are the words of a date as texts have it: a day in both orders.
func wordsOf(text string, d query.Dates) query.Expr {
	day := d.From
	if d.From != d.To || day.Day == 0 {
		return query.Phrase{Text: text}
	}
	american := fmt.Sprintf("%s %d, %d", time.Month(day.Month), day.Day, day.Year)
	return query.Or{Of: []query.Expr{query.Phrase{Text: day.Long()}, query.Phrase{Text: american}}}
}

// dayOf is the search for a day in place of the text.
func dayOf(say *words.Speaker, r query.Request, d cable.Date) Dated {
	r = r.WithText("").WithPeriod(d)
	out := Dated{Request: r, Kind: DateLead, Label: Long(say, d), Href: r.URL("/search"), Either: true}
	if len(r.Filters) == 0 {
		out.Href = DatePath(d)
	}
	return out
}

// since and until are one end of a range; a day has an article in some languages.
func since(say *words.Speaker, d cable.Date) string {
	if d.Day != 0 {
		return say.Say("since %s ‹a day›", Long(say, d))
	}
	return say.Say("since %s", Long(say, d))
}

func until(say *words.Speaker, d cable.Date) string {
	if d.Day != 0 {
		return say.Say("until %s ‹a day›", Long(say, d))
	}
	return say.Say("until %s", Long(say, d))
}

// DaysOf is a range as it is read: 1973 to 1975.
func DaysOf(say *words.Speaker, d query.Dates) string {
	switch {
	case d.From == d.To:
		return Long(say, d.From)
	case d.From.IsZero():
		return until(say, d.To)
	case d.To.IsZero():
		return since(say, d.From)
	}
	return say.Say("%s to %s", Long(say, d.From), Long(say, d.To))
}

func dateLeads(say *words.Speaker, ds []Dated) []templates.Lead {
	var out []templates.Lead
	for _, d := range ds {
		kind := d.Kind
		if k, ok := leadKinds[kind]; ok {
			kind = say.Tell(k)
		}
		out = append(out, templates.Lead{Kind: kind, Link: templates.Link{Label: d.Label, Href: d.Href, Count: d.Cables}})
	}
	return out
}

// distance is how far words may be from one another, or from what was typed.
var distance = regexp.MustCompile(`~[0-9]*`)

// looser offers the words of a text that was searched as a phrase or with
// operators, one by one.
func looser(r query.Request) []templates.Link {
	plain := strings.Join(strings.FieldsFunc(distance.ReplaceAllString(r.Text, " "), func(c rune) bool { return strings.ContainsRune(` "“”()*=`, c) }), " ")
	if plain == "" || plain == r.Text || strings.Contains(plain, ":") {
		return nil
	}
	return []templates.Link{{Label: plain, Href: r.WithText(plain).URL("/search")}}
}
