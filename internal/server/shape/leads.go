package shape

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/web/templates"
)

// leads shapes the things whose name is what was typed.
func leads(ss []archive.Suggestion) []templates.Lead {
	var out []templates.Lead
	for _, s := range ss {
		out = append(out, templates.Lead{Kind: kindWords[s.Kind], Also: s.Also, Link: templates.Link{Label: s.Value, Href: EntityPath(string(s.Kind), s.Value), Count: s.Count}})
	}
	return out
}

// VolumeLead is the kind of leads to printed volumes.
const VolumeLead = "Volume"

// volumeLeads shapes the printed volumes that were named.
func volumeLeads(heads []archive.VolumeHead) []templates.Lead {
	var out []templates.Lead
	for _, h := range heads {
		out = append(out, templates.Lead{Kind: VolumeLead, Link: templates.Link{Label: cmp.Or(h.Name, h.Title, h.ID), Href: VolumePath(h.ID), Count: h.Documents}})
	}
	return out
}

// meanings explain codes above the results of a request.
func meanings(ms []Meaning, r query.Request) []templates.Meaning {
	var out []templates.Meaning
	for _, m := range ms {
		v := templates.Meaning{Code: m.Tag.Code, Meaning: m.Tag.Meaning, Searched: m.Searched}
		v.All = templates.Link{Label: "All cables with " + m.Tag.Code, Href: TagPath(m.Tag.Code), Count: m.Cables}
		if words := query.WithPhrase(r.Expr, m.Words); m.Searched && words.String() != r.Expr.String() {
			v.Words = &templates.Link{Label: "Only the words", Href: r.WithText(words.String()).URL("/search")}
		}
		out = append(out, v)
	}
	return out
}

// NoteOf says of an id that it leads to no cable here.
func NoteOf(s archive.State) string {
	switch s {
	case archive.Absent:
		return "not in this archive, but cited"
	case archive.Gone:
		return "no longer in this archive"
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
			v.Title, v.Date, v.IDInferred = s.Title, viewDate(s.Date, s.DateInferred), s.IDInferred
		}
		switch {
		case !n.State.Here():
			v.Note = NoteOf(n.State)
		case n.Inferred != "":
			v.Note = "the post “" + n.Inferred + "” was read as " + t.postOf(n.ID)
			v.Inferred = true
		}
		if i < len(citing) && citing[i] > 0 {
			v.Citing = &templates.Link{Label: "cited by " + templates.Cables(citing[i]), Href: TextSearch("ref:" + n.ID)}
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
	Kind    string // in words: Date
	Label   string
	Href    string
	Cables  int
	Either  bool // the text can be read as this date and as another one
}

// DateLead is the kind of leads to the cables of a date.
const DateLead = "Date"

// DatesOf are the leads of a search that is a date, could be one of two, or has
// one at its beginning or its end.
func DatesOf(r query.Request) []Dated {
	if d, _, ok := query.BareDate(r.Text); ok {
		e := wordsOf(r.Text, d)
		words := r.WithText(e.String())
		out := []Dated{{Request: words, Kind: "Words", Label: query.DescribeThing(e).String(), Href: words.URL("/search")}}
		if d.From == d.To && len(r.Filters) == 0 && r.Since.IsZero() && r.Until.IsZero() {
			out = append([]Dated{{Request: r, Kind: DateLead, Label: d.From.Long(), Href: DatePath(d.From)}}, out...)
		}
		return out
	}
	if a, b, ok := query.EitherDate(r.Text); ok {
		return []Dated{dayOf(r, a), dayOf(r, b)}
	}
	if words, d, ok := query.CutDate(r.Text); ok && r.Since.IsZero() && r.Until.IsZero() {
		req := r.WithText(words).WithDates(d.From, d.To)
		return []Dated{{Request: req, Kind: DateLead, Label: words + ", " + DaysOf(d), Href: req.URL("/search")}}
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
func dayOf(r query.Request, d cable.Date) Dated {
	r = r.WithText("").WithPeriod(d)
	out := Dated{Request: r, Kind: DateLead, Label: d.Long(), Href: r.URL("/search"), Either: true}
	if len(r.Filters) == 0 {
		out.Href = DatePath(d)
	}
	return out
}

// DaysOf is a range as it is read: 1973 to 1975.
func DaysOf(d query.Dates) string {
	if d.From == d.To {
		return d.From.Long()
	}
	return d.From.Long() + " to " + d.To.Long()
}

func dateLeads(ds []Dated) []templates.Lead {
	var out []templates.Lead
	for _, d := range ds {
		out = append(out, templates.Lead{Kind: d.Kind, Link: templates.Link{Label: d.Label, Href: d.Href, Count: d.Cables}})
	}
	return out
}
