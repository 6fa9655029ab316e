package columns

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
)

// A Record is what one line of a table, or one object, says of a cable.
type Record struct {
	Values map[Field]string
	Others []cable.Note // the columns that no field has a place for
	Order  Order        // of its date
	Stem   string       // file name without its ending
	Table  string       // what it stands in, as a reader may be told: "table", "JSON file"
}

// Cable makes a cable of a record. What columns say goes before the text where
// the text is not the better witness: id, date, origin, classification. The
// others stand in where the text is silent. It is nil with a reason when
// nothing of a telegram is there.
func (r Record) Cable(g *telegram.Parser) (*cable.Cable, string) {
	v := func(f Field) string { return strings.TrimSpace(r.Values[f]) }
	meta := telegram.Meta{ID: v(ID), OriginName: v(Origin), Classification: v(Class), Stem: r.Stem}
	if err := cable.CheckID(cable.OneLine(meta.ID)); err != nil && meta.ID != "" {
		return nil, err.Error()
	}
	if !idLike(meta.ID) {
		r.Values[ID], meta.ID = "", ""
	}
	date, doubt, dated := ParseDate(v(Date), r.Order)
	if dated {
		meta.Date = date
	}
	text := v(Header)
	if text != "" {
		text += "\n\n"
	}
	body := g.Restore(r.Values[Body])
	if meta.ID == "" && v(Body) == "" {
		return nil, "neither a text nor an id"
	}
	c, reason := g.Cable(text+body, meta)
	if c == nil {
		return nil, reason
	}
	say := func(kind, detail string) { c.Doubts = append(c.Doubts, cable.Doubt{Kind: kind, Detail: detail}) }
	if !dated && v(Date) != "" {
		say("date out of range", v(Date))
	}
	if doubt != "" {
		say("date doubtful", doubt)
		c.Warnings = append(c.Warnings, "The date is doubtful: "+doubt+".")
	}
	if v(Body) == "" {
		table := r.Table
		if table == "" {
			table = "table"
		}
		c.Warnings = append(c.Warnings, fmt.Sprintf("The %s that the cable comes from has no text of it; all that is known are the values of its columns.", table))
		say("no text online", "")
	}
	r.standIn(c, g)
	r.cite(c, g)
	c.Notes = append(c.Notes, r.Others...)
	return c, ""
}

// idLike reports whether a value can be the number of a cable: letters and
// digits in one word that a link can hold.
func idLike(id string) bool {
	return Key(id) != "" && !strings.ContainsAny(id, "/?#%")
}

// standIn adds what the columns know and the text does not say.
func (r Record) standIn(c *cable.Cable, g *telegram.Parser) {
	v := func(f Field) string { return cable.OneLine(r.Values[f]) }
	if s := v(Subject); s != "" && (c.Subject == "" || c.SubjectInferred) {
		c.Subject, c.SubjectDisplay, c.SubjectInferred = s, "", false
		if shown := g.Tables.TitleCase(s, telegram.Texts(c)...); shown != s {
			c.SubjectDisplay = shown
		}
		c.Warnings = slices.DeleteFunc(c.Warnings, func(w string) bool { return w == telegram.NoSubject })
		c.Doubts = slices.DeleteFunc(c.Doubts, func(d cable.Doubt) bool { return d.Kind == "no subject" })
	}
	if c.From == "" {
		c.From = v(From)
	}
	if len(c.To) == 0 && len(c.Info) == 0 {
		for _, line := range [...]struct {
			name string
			f    Field
			list *[]string
		}{{"to", To, &c.To}, {"info", Info, &c.Info}} {
			for name := range strings.FieldsFuncSeq(r.Values[line.f], func(r rune) bool { return strings.ContainsRune(";|\n", r) }) {
				if name = cable.OneLine(name); name == "" {
					continue
				}
				a := cable.Addressee{Line: line.name, Name: name}
				if post, _, ok := g.Tables.MatchPost(name); ok {
					a.Post = post.Code
				}
				c.Addressees = append(c.Addressees, a)
				*line.list = append(*line.list, name)
			}
		}
	}
	if len(c.Tags) == 0 && v(Tags) != "" {
		c.Tags = g.Tags(strings.NewReplacer("|", ", ", ";", ", ").Replace(v(Tags)), c.Date.Year)
		if len(c.Tags) > 0 {
			c.Doubts = slices.DeleteFunc(c.Doubts, func(d cable.Doubt) bool { return d.Kind == "no TAGS" })
		}
	}
	for w := range strings.FieldsFuncSeq(strings.ToUpper(v(Captions)), func(r rune) bool { return strings.ContainsRune(",;|/ ", r) }) {
		if m, ok := g.Tables.Caption(w); ok && !slices.Contains(c.Captions, m.Code) {
			c.Captions = append(c.Captions, m.Code)
		}
	}
}

// cite adds the references of the column that the text did not give.
func (r Record) cite(c *cable.Cable, g *telegram.Parser) {
	have := map[string]bool{c.ID: true}
	for _, x := range c.References {
		have[x.ID] = true
	}
	for s := range strings.FieldsFuncSeq(r.Values[Refs], func(r rune) bool { return strings.ContainsRune("|;,\n", r) }) {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		id, _, _, ok := g.Tables.CanonicalMRN(s)
		if !ok || have[id] {
			continue
		}
		have[id] = true
		c.References = append(c.References, cable.Reference{Kind: "cable", ID: id, Text: s})
	}
}
