package finding

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/marking"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/web/templates/words"
)

const (
	nouns  = `(?:cables?|telegrams?|messages?|reports?|despatch(?:es)?|dispatch(?:es)?|cable traffic|traffic)`
	office = `(?:(?:the )?(?:u\.?s\.? |american )?(?:embassy|consulate(?: general)?|legation|mission)(?: (?:in|at|to))? )`
)

// What asks for what a post sent or was sent, in words: cables from Cairo, from the
// Embassy in Cairo, Embassy Cairo, Cairo cables.
var (
	sentFrom  = regexp.MustCompile(`(?i)^(?:all )?(?:the )?(?:` + nouns + ` )?(?:sent |written )?(?:from|by) ` + office + `?(.+)$`)
	sentTo    = regexp.MustCompile(`(?i)^(?:all )?(?:the )?` + nouns + ` (?:sent )?to ` + office + `?(.+)$`)
	ofOffice  = regexp.MustCompile(`(?i)^` + office + `(.+?)(?: ` + nouns + `)?$`)
	nounAfter = regexp.MustCompile(`(?i)^(.+?) ` + nouns + `$`)
	nounFirst = regexp.MustCompile(`(?i)^` + nouns + ` (.+)$`)
	ofSubject = regexp.MustCompile(`(?i)^(.+?) (?:about|on|concerning|regarding|re|mentioning|(?:that|which) mention|dealing with) (.+)$`)
)

// sent are the searches for the cables of a post that a text asks for in words, the
// likeliest first: of its date, of the year of that, and all. Where the text asks for
// nothing of the kind there are none.
func (s *Pages) sent(say *words.Speaker, r query.Request) []shape.Dated {
	text, d, dated := cutDate(r)
	if rest, _, asked := query.Asked(text); asked {
		text = rest
	}
	kind, label, found, ok := s.papersAsked(r.WithText(""), text)
	var all []shape.Dated // of every subject
	if m := ofSubject.FindStringSubmatch(text); !ok && m != nil {
		what, about := m[1], m[2]
		if rest, then, cut := query.CutDate(what); cut && !dated {
			what, d, dated = rest, then, true
		}
		if kind, label, found, ok = s.papersAsked(r.WithText(""), what); ok {
			all = []shape.Dated{lead(say.Tell(kind), say.Say("%s; none with “%s”", label, about), found)}
			label = say.Say("%s, %s", label, about)
			if found.Text != "" {
				about = "(" + found.Text + ") " + about
			}
			found = found.WithText(about)
		}
	}
	if !ok {
		return nil
	}
	if !dated {
		return append([]shape.Dated{lead(say.Tell(kind), label, found)}, all...)
	}
	within := []query.Dates{d}
	if y := (cable.Date{Year: d.From.Year}); d.From.Year == d.To.Year && d.From != y {
		within = append(within, query.Dates{From: y, To: y})
	}
	var out []shape.Dated
	days := shape.DaysOf(say, d)
	for i, w := range within {
		said := say.Say("%s, %s", label, days)
		if i > 0 {
			said = say.Say("%s, %s; none of %s", label, shape.DaysOf(say, w), days)
		}
		out = append(out, lead(say.Tell(kind), said, found.WithDates(w.From, w.To)))
	}
	return append(append(out, lead(say.Tell(kind), say.Say("%s, of all years; none of %s", label, days), found)), all...)
}

// papersAsked is the search for the cables that a text asks for by where they come
// from, to whom they went, or how they are marked: secret cables from Cairo. Where no post
// is known by the name it may be a country.
func (s *Pages) papersAsked(bare query.Request, text string) (kind words.Message, label string, found query.Request, ok bool) {
	if p, ok := s.postAsked(text, sentFrom, ofOffice, nounAfter); ok {
		return words.Later("Cables from"), p.Name, s.sentOfPost(bare, p), true
	}
	if p, ok := s.postAsked(text, sentTo); ok {
		return words.Later("Cables to"), p.Name, bare.WithText(addressed(p)), true
	}
	if country := s.countryAsked(text, sentFrom, nounAfter); country != "" {
		return words.Later("Cables from"), country, bare.WithFilter(query.Filter{Facet: query.Country, Value: country}), true
	}
	if kind, label, found, ok = marked(bare, text); ok {
		return kind, label, found, true
	}
	fields := strings.Fields(text)
	for n := min(len(fields)-1, markWords); n > 0; n-- {
		_, mark, with, is := marked(bare, strings.Join(fields[:n], " "))
		if !is {
			continue
		}
		rest := strings.Join(fields[n:], " ")
		if kind, label, found, ok = s.papersAsked(with, rest); !ok {
			kind, label, found, ok = s.sentBy(with, nounFirst.ReplaceAllString(rest, "$1"))
		}
		return kind, label + " (" + mark + ")", found, ok
	}
	return kind, "", bare, false
}

// sentBy is the search for what a post or the posts in a country sent.
func (s *Pages) sentBy(r query.Request, name string) (kind words.Message, label string, found query.Request, ok bool) {
	return s.papersAsked(r, "cables from "+strings.TrimPrefix(name, "from "))
}

// sentOfPost is the search for what a post sent, under its code and under those of its
// other codes that were posts of their own in another time: Taipei.
func (s *Pages) sentOfPost(r query.Request, p reference.Post) query.Request {
	r = r.WithFilter(query.Filter{Facet: query.Origin, Value: p.Code})
	for _, alias := range s.Tables.PostAliases(p.Code) {
		if other, ok := s.Tables.Post(alias.Code); ok {
			r = r.WithFilter(query.Filter{Facet: query.Origin, Value: other.Code})
		}
	}
	return r
}

// countryAsked is the country that one of these forms names.
func (s *Pages) countryAsked(words string, forms ...*regexp.Regexp) string {
	for _, f := range forms {
		if m := f.FindStringSubmatch(words); m != nil && s.Tables != nil {
			if st, ok := s.Tables.StateNamed(strings.TrimPrefix(m[1], "the "), 0); ok {
				return st.Name
			}
		}
	}
	return ""
}

// addressed is the search for what was sent to a post: telegrams name its city, printed
// volumes its country.
func addressed(p reference.Post) string {
	city := `to:"` + p.Name + `"`
	if p.Kind != "embassy" || p.Country == "" {
		return city
	}
	return city + ` OR to:"Embassy in ` + p.Country + `"`
}

func lead(kind, label string, r query.Request) shape.Dated {
	return shape.Dated{Request: r, Kind: kind, Label: label, Href: r.URL("/search")}
}

// cutDate parts the text of a search from its date, where no other is selected.
func cutDate(r query.Request) (words string, d query.Dates, ok bool) {
	words = strings.TrimSpace(r.Text)
	if !r.Since.IsZero() || !r.Until.IsZero() {
		return words, d, false
	}
	if cut, d, ok := query.CutDate(words); ok {
		return cut, d, true
	}
	return words, d, false
}

// postAsked is the post that one of these forms names.
func (s *Pages) postAsked(words string, forms ...*regexp.Regexp) (reference.Post, bool) {
	for _, f := range forms {
		if m := f.FindStringSubmatch(words); m != nil {
			if p, ok := locate.KnownPost(s.Tables, m[1]); ok {
				if own, ok := s.Tables.Post(locate.PostCode(m[1])); ok {
					p.Name = own.Name
				}
				return p, true
			}
		}
	}
	return reference.Post{}, false
}

// markWords is how many words a classification or a caption has at most.
const markWords = 4

// marked is the search for cables with the classification and the captions that are
// all of a text: LIMDIS, secret nodis cables.
func marked(r query.Request, text string) (kind words.Message, label string, found query.Request, ok bool) {
	if m := nounAfter.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	fields := strings.Fields(strings.ToUpper(text))
	var class string
	var captions []string
	for len(fields) > 0 {
		n := min(len(fields), markWords)
		for ; n > 0; n-- {
			row := strings.Join(fields[:n], " ")
			if c := marking.Class(row); c != "" && class == "" {
				class = c
				break
			}
			if c := marking.CaptionCode(row); c != row || marking.IsCaption(row) {
				captions = append(captions, strings.Fields(c)...)
				break
			}
		}
		if n == 0 {
			return kind, "", r, false
		}
		fields = fields[n:]
	}
	kind = words.Later("Classification")
	if class != "" {
		r = r.WithFilter(query.Filter{Facet: query.Classification, Value: class})
	} else {
		kind = words.Later("Caption")
	}
	for _, c := range captions {
		r = r.WithFilter(query.Filter{Facet: query.Captions, Value: c})
	}
	if len(captions) > 1 {
		r = r.WithAll(query.Captions, true)
	}
	label = strings.TrimSpace(class + " " + strings.Join(captions, " "))
	return kind, label, r, label != ""
}

// sentOf counts what a text asks for in words and keeps the first that finds
// something: the cables of a post in a month or, where there are none, in its year.
func (s *Pages) sentOf(c *desk.Call, req query.Request) ([]shape.Dated, error) {
	asked, err := s.counted(c, s.sent(c.Words, req))
	if i := slices.IndexFunc(asked, func(d shape.Dated) bool { return d.Cables > 0 }); i >= 0 {
		return asked[i : i+1], err
	}
	return nil, err
}

// counted counts what leads find. Where the time is up they find nothing.
func (s *Pages) counted(c *desk.Call, leads []shape.Dated) ([]shape.Dated, error) {
	if len(leads) == 0 {
		return nil, nil
	}
	reqs := make([]query.Request, len(leads))
	for i := range leads {
		reqs[i] = leads[i].Request
	}
	counts, err := s.Counts(c, reqs...)
	if desk.RanOut(c, err) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	for i, n := range counts {
		leads[i].Cables = n
	}
	return leads, nil
}

// sentThen is the search for what a post sent at a time, where a text is its name and a
// date.
func (s *Pages) sentThen(say *words.Speaker, r query.Request) []shape.Dated {
	text, d, dated := cutDate(r)
	p, ok := locate.KnownPost(s.Tables, text)
	if !dated || !ok {
		return nil
	}
	sent := s.sentOfPost(r.WithText(""), p).WithDates(d.From, d.To)
	return []shape.Dated{lead(say.Say("Cables from"), say.Say("%s, %s", p.Name, shape.DaysOf(say, d)), sent)}
}

// threadAsked finds in a text that names a cable that what it cites, or what cites it,
// is asked for.
var threadAsked = regexp.MustCompile(`(?i)\b(?:cit(?:e|es|ed|ing)|refer(?:s|red|ring)?|references?|repl(?:y|ies)|answers?|thread)\b`)

// thread leads to what a cable cites and what cites it, where a text asks for it.
func thread(say *words.Speaker, x *shape.Search) []shape.Dated {
	if len(x.Named) != 1 || !threadAsked.MatchString(x.Request.Text) {
		return nil
	}
	n := x.Named[0]
	cables := 0
	if len(x.Citing) == 1 {
		cables = x.Citing[0]
	}
	out := shape.Dated{Kind: say.Say("Thread"), Label: say.Say("what cites %s", n.ID), Href: shape.TextSearch("ref:" + n.ID)}
	if n.Summary != nil {
		out.Label, out.Href = say.Say("what %[1]s cites and what cites it", n.ID), shape.ThreadPath(n.ID)
		cables += len(n.Summary.Cites)
	}
	if out.Cables = cables; cables == 0 {
		return nil
	}
	return []shape.Dated{out}
}

// What one person wrote to another has the writer in its heading and the other among
// the addressees: letters from Carter to Ecevit are not those from Ecevit to Carter.

const papers = `(?:letters?|notes?|messages?|telegrams?|cables?|instructions?|despatch(?:es)?|dispatch(?:es)?|memorandums?|memoranda|memos?|correspondence|reports?|repl(?:y|ies)|answers?)`

var writtenTo = regexp.MustCompile(`(?i)^(?:(?:the|all|a) )*(?:` + papers + ` )?(?:(?:sent|written) )?(?:from |by |of )?(.+?)(?:['’]s?)?(?: ` + papers + `)? to (.+?)(?:['’]s?)?(?: ` + papers + `)?$`)

// letters is the search for what one person wrote to another, where a text asks for it.
func (s *Pages) letters(say *words.Speaker, r query.Request) []shape.Dated {
	text, d, dated := cutDate(r)
	if rest, _, ok := query.Asked(text); ok {
		text = rest
	}
	about := ""
	if m := ofSubject.FindStringSubmatch(text); m != nil && strings.Contains(m[1], " to ") {
		text, about = m[1], m[2]
	}
	m := writtenTo.FindStringSubmatch(text)
	if m == nil || len(r.Filters) > 0 || strings.ContainsAny(text, `"“”():*~`) {
		return nil
	}
	writer, reader := s.correspondent(m[1]), s.correspondent(m[2])
	if writer == "" || reader == "" {
		return nil
	}
	found := r.WithText(strings.TrimSpace(`subject:"` + writer + `" to:"` + reader + `" ` + about))
	label := m[1] + " → " + m[2]
	if about != "" {
		label = say.Say("%s, %s", label, about)
	}
	if dated {
		found, label = found.WithDates(d.From, d.To), say.Say("%s, %s", label, shape.DaysOf(say, d))
	}
	return []shape.Dated{lead(say.Say("Correspondence"), label, found)}
}

// namesWritten is how many words a name in the heading of a letter has at most, with
// titles.
const namesWritten = 5

// correspondent is the surname of a person that a text names, "" where it names none. A
// name that is a word as well has a capital.
func (s *Pages) correspondent(name string) string {
	fields := strings.Fields(name)
	asked := locate.ReadName(name)
	if len(fields) == 0 || len(fields) > namesWritten || len(asked.Words) == 0 {
		return ""
	}
	if _, place := locate.KnownPost(s.Tables, name); place {
		return ""
	}
	last := strings.Trim(fields[len(fields)-1], `.,'’`)
	first, _ := utf8.DecodeRuneInString(last)
	if !unicode.IsLetter(first) || s.commonWords(asked) && !unicode.IsUpper(first) {
		return ""
	}
	return last
}
