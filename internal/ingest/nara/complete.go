package nara

import (
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/reftel"
	"reftel/internal/ingest/telegram"
	"reftel/internal/marking"
	"reftel/internal/reference"
)

// number makes the id of the Document Number: the year, the first letters of
// the name of the post, and the serial. Alias is the number as given. The From
// attribute, which has the whole name, says which post the letters stand for.
func (r reader) number(a attributes) (id, alias string) {
	given := strings.ToUpper(strings.Join(strings.Fields(a["Document Number"]), ""))
	if given == "" {
		return "", ""
	}
	m, err := cable.ParseMRN(given)
	if err != nil {
		return given, ""
	}
	from := letters(stationName(a["From"]))
	if post, _, ok := r.tables.MatchPost(stationName(a["From"])); ok && strings.HasPrefix(from, m.Origin) {
		m.Origin = post.Code
	} else if post, ok := r.tables.MatchCFPF(m.Origin); ok {
		m.Origin = post.Code
	} else if id, _, inferred, ok := r.tables.CanonicalMRN(given); ok && !inferred {
		return id, given
	} else if from != "" && strings.HasPrefix(from, m.Origin) && len(from) <= 20 {
		m.Origin = from
	}
	return m.String(), given
}

// key is what is compared of a subject: letters alone, without the portion mark.
func key(s string) string {
	if i := strings.IndexByte(s, ')'); i > 0 && i < 5 && s[0] == '(' {
		s = s[i:]
	}
	return letters(strings.ToUpper(s))
}

// start is as much of a key as two transcriptions of one subject share.
func start(key string) string { return key[:min(len(key), 12)] }

// letters are the capitals of a name.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}

// stationName is a From value without the sign of a corrected version (OR-P,
// OR-M).
func stationName(s string) string {
	if i := strings.LastIndex(s, " OR-"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// complete adds what the attributes know and the text does not say.
func (r reader) complete(c *cable.Cable, d document) {
	a := d.attributes
	doubt := func(kind, detail string) {
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: kind, Detail: detail})
	}
	if c.Classification == "" {
		for _, name := range [...]string{"Original Classification", "Previous Classification"} {
			if class, _, _, ok := marking.CutClass(a[name]); ok && c.Classification == "" {
				c.Classification = class
				doubt("classification of the attributes", class)
			}
		}
	}
	for _, name := range [...]string{"Original Handling Restrictions", "Original Previous Handling Restrictions", "Previous Handling Restrictions", "Channel Indicators"} {
		for _, code := range r.captions(a[name]) {
			c.Captions = addString(c.Captions, code)
		}
	}
	if draft, ok := a.drafted(); ok {
		switch {
		case c.Date.IsZero() || c.Date.Month == 0:
			doubt("draft date used", draft.String())
		case c.Date.Year < draft.Year || c.Date.Year > draft.Year+1:
			doubt("draft date used", c.Date.String()+" in the text")
		default:
			ok = false
		}
		if ok {
			c.Date, c.DateInferred = draft, true
			c.Doubts = slices.DeleteFunc(c.Doubts, func(d cable.Doubt) bool { return d.Kind == "no date" })
		}
	}
	if from := stationName(plain(a["From"])); c.From == "" && from != "" {
		c.From = from
		doubt("sender of the attributes", from)
	}
	if len(c.To) == 0 && len(c.Info) == 0 && a["To"] != "" {
		r.address(c, plain(a["To"]))
		doubt("addressees of the attributes", a["To"])
	}
	another := a["Subject"] != "" && !c.SubjectInferred && c.Subject != "" && !strings.HasPrefix(key(plain(a["Subject"])), start(key(c.Subject)))
	r.tags(c, plain(a["TAGS"]), another)
	if s := strings.Trim(plain(a["Subject"]), ":; "); s != "" && (c.Subject == "" || c.SubjectInferred) {
		c.Subject, c.SubjectDisplay, c.SubjectInferred = s, "", false
		if shown := r.tables.TitleCase(s, telegram.Texts(c)...); shown != s {
			c.SubjectDisplay = shown
		}
		c.Warnings = slices.DeleteFunc(c.Warnings, func(w string) bool { return w == telegram.NoSubject })
		doubt("subject of the attributes", s)
	}
	if len(c.References) == 0 && letters(a["Reference"]) != "" {
		c.References, _ = reftel.Parse(r.tables, plain(a["Reference"]), reftel.Context{Year: c.Date.Year, Date: c.Date, Self: c.ID})
		if len(c.References) > 0 {
			doubt("references of the attributes", a["Reference"])
		}
	}
	if another {
		doubt("attributes of another text", a["Subject"])
	}
	if v := a["Concepts"]; v != "" {
		c.Notes = append(c.Notes, cable.Note{Text: "Concepts: " + plain(v)})
	}
	if !d.released.IsZero() {
		c.Released = d.released.String()
	}
}

// address takes the addressees of the attribute; those behind the word INFO are
// for information.
func (r reader) address(c *cable.Cable, list string) {
	to, info, _ := strings.Cut(list, "INFO ")
	for i, names := range [...]string{to, info} {
		line := [...]string{"to", "info"}[i]
		for _, name := range r.stations(names) {
			a := cable.Addressee{Line: line, Name: name}
			if post, _, ok := r.tables.MatchPost(name); ok {
				a.Post = post.Code
			}
			c.Addressees = append(c.Addressees, a)
			if line == "to" {
				c.To = append(c.To, name)
			} else {
				c.Info = append(c.Info, name)
			}
		}
	}
}

// captions are the handling marks and channels of a value; some hold marks that
// were glued (NODIS, ONLYSTADIS) or words of the text.
func (r reader) captions(value string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(strings.ToUpper(value), func(r rune) bool { return r < 'A' || r > 'Z' }) {
		w = marking.CaptionCode(w)
		for cut := len(w); cut > 1; cut-- {
			if m, ok := r.tables.Caption(w[:cut]); ok && (m.Kind == "handling" || m.Kind == "channel") {
				out = addString(out, m.Code)
				w, cut = w[cut:], len(w)-cut+1
			}
		}
	}
	return out
}

// stations parts a list of posts that has blanks between and within the names
// (LIMA STATE, LA PAZ BUENOS AIRES): the longest known name goes first.
func (r reader) stations(list string) []string {
	var out []string
	words := strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
	for len(words) > 0 {
		n := 0
		for k := min(4, len(words)); k > 0; k-- {
			name := strings.Join(words[:k], " ")
			if post, how, ok := r.tables.MatchPost(name); ok && how != reference.Close && len(post.Code) >= len(letters(name))-6 {
				n = k
				break
			}
		}
		switch {
		case n > 0:
			out = append(out, strings.Join(words[:n], " "))
			words = words[n:]
		default:
			out = append(out, words[0])
			words = words[1:]
		}
	}
	return out
}
