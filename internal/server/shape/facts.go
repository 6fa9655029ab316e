package shape

import (
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape/matches"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// facts decodes the header field by field, in the order of the page.
func (x *Cable) facts() []templates.Fact {
	c, say := x.Cable, x.Terms.Words
	var fs []templates.Fact
	add := func(term string, values ...templates.FactValue) {
		if len(values) > 0 {
			fs = append(fs, x.fact(term, values))
		}
	}
	one := func(term, text string) {
		if text != "" {
			add(term, templates.FactValue{Text: text})
		}
	}
	many := func(term string, texts []string) {
		var vs []templates.FactValue
		for _, t := range texts {
			vs = append(vs, templates.FactValue{Text: t})
		}
		add(term, vs...)
	}

	add("Reference id", templates.FactValue{Text: c.ID, Mono: true, Inferred: c.IDInferred})
	if a := x.ark(nil); a != "" {
		add("ARK", templates.FactValue{Text: a, Mono: true, Href: "/" + a})
	}
	if c.Date.IsZero() && (c.Undated || c.DateRange != "") {
		add("Date", templates.FactValue{Text: Long(say, c.Date), Detail: between(say, c.DateRange), Inferred: c.DateRange != ""})
	}
	if !c.Date.IsZero() {
		detail := between(say, c.DateRange)
		if c.Undated {
			detail = joined(", ", say.Say("the document is undated"), detail)
		} else if c.Date.HasTime && c.DatePrinted != "" {
			detail = say.Say("printed: %s", c.DatePrinted)
		}
		add("Date", templates.FactValue{Text: timed(say, c), ISO: c.Date.String(), Detail: detail, Href: DatePath(c.Date), Inferred: c.DateInferred})
	}
	if told := x.Terms.classification(c.Classification, c.Date.Year); told != "" { // its name is the badge at the top
		add("Classification", templates.FactValue{Text: told, English: told})
	}
	var vs []templates.FactValue
	for _, code := range c.Captions {
		vs = append(vs, tabled(templates.FactValue{Text: code, Href: FacetSearch(query.Captions, code)}, x.Terms.caption(code, c.Date.Year)))
	}
	add("Captions", vs...)
	if c.Precedence != "" {
		add("Precedence", templates.FactValue{Text: c.Precedence, Detail: x.Terms.precedence(c.Precedence)})
	}
	add("From", x.from()...)
	add("To", x.addressees("to", c.To)...)
	add("Info", x.addressees("info", c.Info)...)
	add("TAGS", x.tags()...)
	if c.ExecutiveOrder != "" {
		add("Executive order", tabled(templates.FactValue{Text: c.ExecutiveOrder}, x.Terms.marking("E.O. "+c.ExecutiveOrder, c.Date.Year)))
	}
	if c.DeclassifyOn != "" {
		add("Declassify on", declassifyOn(say, c.DeclassifyOn, x.Terms.marking(c.DeclassifyOn, c.Date.Year)))
	}
	one("Classified by", c.ClassifiedBy)
	add("Reasons", x.reasons()...)
	many("Passing", c.Passing)
	many("Signed", c.Signers)
	if c.Sections > 1 {
		one("Sections", strconv.Itoa(c.Sections))
	}
	for _, kind := range frameKinds {
		var printed []string
		for _, n := range c.Notes {
			if n.Number == kind && x.ofFrame(n) {
				printed = append(printed, n.Text)
			}
		}
		many(frame[kind], printed)
	}
	return fs
}

// A row of the header of a cable: what it is called, and what that means.
type row struct{ label, help words.Message }

// rowsOf are the rows by their English terms, by which the rest of the program knows them.
var rowsOf = map[string]row{
	"Reference id":         {words.Later("Reference id"), words.Later("The message reference number: the year, the post and the number of the message in that year.")},
	"ARK":                  {label: words.Later("ARK")},
	"Date":                 {label: words.Later("Date")},
	"Classification":       {words.Later("Classification"), words.Later("The level of protection that the sender gave to the whole cable.")},
	"Captions":             {words.Later("Captions"), words.Later("Marks that limit who may receive the cable.")},
	"Precedence":           {words.Later("Precedence"), words.Later("How urgent the transmission was.")},
	"From":                 {words.Later("From ‹sender›"), words.Later("The office that sent the cable.")},
	"To":                   {words.Later("To ‹addressee›"), words.Later("The offices that were asked to act.")},
	"Info":                 {words.Later("Info"), words.Later("The offices that received it for information.")},
	"TAGS":                 {words.Later("TAGS"), words.Later("Traffic analysis by geography and subject: the filing terms that the sender chose. Meanings are those of the year.")},
	"Executive order":      {words.Later("Executive order"), words.Later("The rules on classification that were in force.")},
	"Declassify on":        {words.Later("Declassify on"), words.Later("The date or the event after which the protection was to end.")},
	"Classified by":        {words.Later("Classified by"), words.Later("The officer who decided on the classification.")},
	"Reasons":              {words.Later("Reasons"), words.Later("The paragraphs of the executive order on which the decision rests.")},
	"Passing":              {words.Later("Passing"), words.Later("Instructions on who should see the cable within the receiving office.")},
	"Signed":               {words.Later("Signed"), words.Later("The officer in whose name the cable was sent.")},
	"Sections":             {words.Later("Sections"), words.Later("Long cables were sent in several transmissions.")},
	"Dateline":             {label: words.Later("Dateline")},
	"Marking as printed":   {label: words.Later("Marking as printed")},
	"Signature as printed": {label: words.Later("Signature as printed")},
	"Volume":               {label: words.Later("Volume")},
	"Document":             {label: words.Later("Document")},
	"Chapter":              {label: words.Later("Chapter")},
	"Pages":                {label: words.Later("Pages")},
	"Published at":         {label: words.Later("Published at")},
	"Place in the source":  {label: words.Later("Place in the source")},
	"Format":               {label: words.Later("Format")},
	"SHA-256":              {words.Later("SHA-256"), words.Later("The fingerprint of the source, byte for byte.")},
	"Bytes":                {label: words.Later("Bytes")},
	"Released":             {words.Later("Released"), words.Later("The day on which the text was made public.")},
	"Other ids":            {words.Later("Other ids"), words.Later("Ids under which the same cable is known elsewhere. They all lead here.")},
}

// row is what a row is called, and what that means.
func (t Terms) row(term string) (label, help string) {
	r := rowsOf[term]
	return t.Words.Tell(r.label), t.Words.Tell(r.help)
}

// fact is a row of the header, with what was searched for in it.
func (x *Cable) fact(term string, vs []templates.FactValue) templates.Fact {
	f := templates.Fact{Values: vs}
	f.Term, f.Help = x.Terms.row(term)
	for i := range vs {
		if vs[i].Match = x.Found.InFact(term, i, vs[i].Text); vs[i].Match {
			f.ID = matches.FactID(term)
		}
	}
	return f
}

// tabled is a value with its meaning, which stands in a table.
func tabled(v templates.FactValue, meaning string) templates.FactValue {
	v.Detail, v.English = meaning, meaning
	return v
}

// declassifyOn is the end of the protection: a date, or a term with its meaning.
func declassifyOn(say *words.Speaker, text, meaning string) templates.FactValue {
	if d, err := cable.ParseDate(text); err == nil {
		return templates.FactValue{Text: Long(say, d), ISO: d.String()}
	}
	return tabled(templates.FactValue{Text: text}, meaning)
}

// reasons are the paragraphs of the order on which the classification rests, with
// what each is about: "1.4 (b)".
func (x *Cable) reasons() []templates.FactValue {
	var vs []templates.FactValue
	for _, r := range x.Cable.Reasons {
		_, letter, _ := strings.Cut(r, "(")
		letter, _, _ = strings.Cut(letter, ")")
		vs = append(vs, tabled(templates.FactValue{Text: r}, x.Terms.marking("REASON "+letter, x.Cable.Date.Year)))
	}
	return vs
}

// timed is the date of a cable with its time, and of which clock that is.
func timed(say *words.Speaker, c *cable.Cable) string {
	day := Long(say, c.Date)
	if !c.Date.HasTime || c.Date.Day == 0 {
		return day
	}
	switch at := c.Date.String()[11:]; c.DateZone {
	case "", "Z":
		return say.Say("%s, %s Z ‹date and time›", day, at)
	case "local":
		return say.Say("%s, %s local time", day, at)
	default:
		return say.Say("%s, %s (UTC%s) ‹date and time›", day, at, strings.Replace(c.DateZone, "-", "−", 1))
	}
}

// between is a range of dates in words.
func between(say *words.Speaker, r string) string {
	first, last, _ := strings.Cut(r, "/")
	from, err := cable.ParseDate(first[:min(len(first), 10)])
	to, err2 := cable.ParseDate(last[:min(len(last), 10)])
	switch {
	case err == nil && err2 == nil:
		return say.Say("between %s and %s", Long(say, from), Long(say, to))
	case err == nil:
		return say.Say("not before %s", Long(say, from))
	case err2 == nil:
		return say.Say("not after %s", Long(say, to))
	}
	return ""
}

// from is the office that sent the cable, with its post.
func (x *Cable) from() []templates.FactValue {
	c := x.Cable
	v := templates.FactValue{Text: c.From}
	if c.Origin.Code != "" {
		v.Href = PostPath(c.Origin.Code)
		v = tabled(v, joined(", ", c.Origin.Name, c.Origin.Country))
	}
	if v.Text == "" {
		v.Text = c.Origin.Code
	}
	if v.Text == "" {
		return nil
	}
	return []templates.FactValue{v}
}

// addressees are the lines of an address list: those that were decoded, or
// else the names as sent.
func (x *Cable) addressees(line string, plain []string) []templates.FactValue {
	var vs []templates.FactValue
	for _, a := range x.Cable.Addressees {
		if a.Line != line {
			continue
		}
		v := templates.FactValue{Text: a.Name, Detail: joined(", ", a.Route, strings.ToLower(a.Precedence), a.Number)}
		if a.Post != "" {
			v.Href = PostPath(a.Post)
		}
		vs = append(vs, v)
	}
	if len(vs) > 0 {
		return vs
	}
	for _, name := range plain {
		vs = append(vs, templates.FactValue{Text: name})
	}
	return vs
}

// tags are the TAGS with the meaning of the cable's own year.
func (x *Cable) tags() []templates.FactValue {
	var vs []templates.FactValue
	for _, t := range x.Cable.Tags {
		t = x.Terms.Tag(t, x.Cable.Date.Year)
		vs = append(vs, tabled(templates.FactValue{Text: t.Code, Kind: KindOfTag(x.Terms.Words, t.Kind), Href: TagPath(t.Code)}, t.Meaning))
	}
	return vs
}

// source tells where the text comes from.
func (x *Cable) source() []templates.Fact {
	c := x.Cable
	var fs []templates.Fact
	add := func(term string, v templates.FactValue) {
		if v.Text != "" {
			label, help := x.Terms.row(term)
			fs = append(fs, templates.Fact{Term: label, Help: help, Values: []templates.FactValue{v}})
		}
	}
	fs = append(fs, x.Terms.collectionFacts(c.Collection)...)
	if e := c.Edition; e != nil {
		volume := templates.FactValue{Text: e.Volume, Mono: true}
		if e.Place > 0 {
			volume.Href = VolumePath(e.Volume)
		}
		add("Volume", volume)
		add("Document", templates.FactValue{Text: e.Number})
		add("Chapter", templates.FactValue{Text: Cut(e.Chapter, 200)})
		add("Pages", templates.FactValue{Text: strings.Join(e.Pages, ", ")})
		add("Published at", templates.FactValue{Text: e.URL, Href: e.URL})
	}
	add("Place in the source", templates.FactValue{Text: placeIn(x.Terms.Words, c.Source)})
	add("Format", templates.FactValue{Text: c.Source.Format})
	add("SHA-256", templates.FactValue{Text: c.Source.SHA256, Mono: true})
	if c.Source.Bytes > 0 {
		add("Bytes", templates.FactValue{Text: strconv.Itoa(c.Source.Bytes)})
	}
	if d, err := cable.ParseDate(c.Released); err == nil {
		add("Released", templates.FactValue{Text: Long(x.Terms.Words, d), ISO: d.String()})
	}
	add("Other ids", templates.FactValue{Text: strings.Join(c.Aliases, ", "), Mono: true, Inferred: c.AliasesInferred})
	return fs
}

// placeIn is where in a file of many cables a text stood. What the file is called is
// the operator's own affair.
func placeIn(say *words.Speaker, s cable.Source) string {
	_, part, _ := strings.Cut(s.Path[strings.LastIndexAny(s.Path, "/!")+1:], "#")
	if _, err := strconv.Atoi(part); err != nil {
		return ""
	}
	return say.Say("number %s", part)
}

// ForReaders is the cable as it is handed out: without the name of the file that it
// was read from.
func ForReaders(c *cable.Cable) *cable.Cable {
	out := *c
	out.Source.Path = ""
	return &out
}

// names are the entities of a cable by kind.
func (x *Cable) names() []templates.Way {
	say := x.Terms.Words
	ways := []templates.Way{
		{ID: "people", Title: Title(say, query.Persons)}, {ID: "organisations", Title: Title(say, query.Organisations)},
		{ID: "places", Title: Title(say, query.Places)}, {ID: "names", Title: Title(say, query.Misc)},
	}
	place := map[string]int{cable.PER: 0, cable.ORG: 1, cable.LOC: 2, cable.MISC: 3}
	for _, e := range x.Cable.Entities {
		if i, ok := place[e.Kind]; ok {
			ways[i].Items = append(ways[i].Items, templates.Item{Label: e.Name, Href: EntityPath(e.Kind, e.Name), Count: e.Count, Match: x.Found.HasName(e.Kind, e.Name)})
		}
	}
	var out []templates.Way
	for _, w := range ways {
		if len(w.Items) > 0 {
			out = append(out, w)
		}
	}
	return out
}
