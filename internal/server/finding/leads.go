package finding

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"reftel/internal/archive"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// leadsShown is how many names the page of results offers.
const leadsShown = 3

// asName is how many names with the words of a search are looked at.
const asName = 12

// rareSearch is how few cables a search finds that may be misspelt.
const rareSearch = 3

// operator finds what makes a text something else than a name.
var operator = regexp.MustCompile(`["“”()|&]|\b(?:AND|OR|NOT)\b|(?:^|\s)-`)

var nameFields = []query.Field{query.FieldPer, query.FieldOrg, query.FieldLoc, query.FieldMisc}

// A named is a thing that a text may mean, and how well the text is its name.
type named struct {
	archive.Suggestion
	fit locate.Fit
}

// leads are the things that the text of a search means by a name of theirs, or would
// mean in the spelling that is offered. Where no slot comes free there are none.
func (s *Pages) leads(c *desk.Call, x *shape.Search) (out []archive.Suggestion, err error) {
	found := x.Result.Total
	if x.Request.Words != query.AllWords {
		found = 0 // not with all of the words
	}
	err = s.WithSlot(c, func(ctx context.Context) error {
		if out, err = s.thingsNamed(ctx, c.A, x.Request.Text, found); err != nil {
			return err
		}
		if words, _, dated := cutDate(x.Request); dated && len(out) == 0 {
			out, err = s.thingsNamed(ctx, c.A, words, found) // a person, and a year
		}
		if err != nil || x.Better == nil {
			return err
		}
		more, err := s.thingsNamed(ctx, c.A, x.Better.Request.Text, x.Better.Cables)
		for _, g := range more {
			if !slices.ContainsFunc(out, func(old archive.Suggestion) bool { return old.Kind == g.Kind && old.Value == g.Value }) {
				out = append(out, g)
			}
		}
		return err
	})
	if desk.RanOut(c, err) {
		return nil, nil
	}
	return out[:min(len(out), leadsShown)], err
}

// thingsNamed are the people, organisations, places and other things that a text
// means by a name of theirs, in any order and without initials; people also by some
// of their names, by the surname, behind a title, and in other spellings where no
// more than a few cables have the text as words. found is how many do.
func (s *Pages) thingsNamed(ctx context.Context, a archive.Archive, text string, found int) ([]archive.Suggestion, error) {
	text = strings.TrimSpace(text)
	if rest, _, ok := query.Asked(text); ok {
		text = strings.TrimPrefix(rest, "the ")
	}
	asked := locate.ReadName(text)
	if len(asked.Words) == 0 && nameKey(text) == "" || len(text) > query.MaxFilterBytes || strings.ContainsAny(text, ":*~") {
		return nil, nil
	}
	n := namer{s: s, a: a, asked: asked, words: found}
	if err := n.byName(ctx, text); err != nil {
		return nil, err
	}
	if err := n.byState(ctx, text); err != nil {
		return nil, err
	}
	others := locate.OtherChinese(asked.Text())
	if s.Tables != nil {
		for _, name := range s.Tables.OtherChinese(text) {
			others = append(others, locate.ReadName(name).Text())
		}
	}
	if other := locate.Hissing(text); other != "" {
		others = append(others, other)
	}
	seldom := found <= rareSearch && !operator.MatchString(text)
	strange := seldom && !s.commonWords(asked)
	rare := strange || seldom && s.writtenAsName(text, asked)
	if len(n.found) == 0 && strange && len(asked.Words) <= 3 {
		for _, other := range append([]string{asked.Text()}, locate.OtherRomans(asked.Text())...) {
			respelled := locate.Respelled(other)
			others = append(append(others, other), respelled...)
		}
	}
	if err := n.spelt(ctx, others); err != nil {
		return nil, err
	}
	if rare {
		if err := n.shorter(ctx); err != nil {
			return nil, err
		}
	}
	if err := n.byGiven(ctx, text); err != nil {
		return nil, err
	}
	if err := n.bySurname(ctx, text, rare); err != nil {
		return nil, err
	}
	if err := n.ranked(ctx); err != nil {
		return nil, err
	}
	var out []archive.Suggestion
	for _, f := range n.found[:min(len(n.found), leadsShown)] {
		out = append(out, f.Suggestion)
	}
	return out, nil
}

// commonWords reports whether a text is words of the language alone.
func (s *Pages) commonWords(n locate.NameSearch) bool {
	return s.Tables == nil || !slices.ContainsFunc(n.Words, func(w string) bool { return !s.Tables.IsWord(w) && !s.Tables.IsOrdinary(w) })
}

// A namer gathers the things that a text names.
type namer struct {
	s     *Pages
	a     archive.Archive
	asked locate.NameSearch
	words int // cables that have the text as words
	found []named
}

// add takes a thing once, with the best fit.
func (n *namer) add(g archive.Suggestion, fit locate.Fit) {
	for i, old := range n.found {
		if old.Kind == g.Kind && old.Value == g.Value {
			n.found[i].fit = max(old.fit, fit)
			return
		}
	}
	n.found = append(n.found, named{g, fit})
}

// byName looks for the text as it was typed.
func (n *namer) byName(ctx context.Context, text string) error {
	asked := []string{nameKey(text), nameKey(Turned(text))}
	is := func(name string) bool { return name != "" && slices.Contains(asked, nameKey(name)) }
	texts := []string{text}
	if asked[0] != cable.NameKey(text) {
		texts = append(texts, asked[0]) // the initials may be of no name here
	}
	if t := n.asked.Text(); t != cable.NameKey(text) && (n.asked.Title == "" || n.meantAsName(text)) {
		texts = append(texts, t)
	}
	bears := false // somebody is known by the text alone
	for _, t := range texts {
		found, err := n.a.Suggest(ctx, t, asName, nameFields...)
		if err != nil {
			return err
		}
		for _, g := range found {
			switch {
			case is(g.Value) || is(g.Also):
				n.add(g, locate.ExactFit)
				bears = bears || g.Kind == query.FieldPer
			case fullerName(g, asked[0]):
				n.add(g, locate.LastFit)
			}
		}
		for _, g := range found {
			fit := n.fits(g, n.asked, bears || n.meantAsName(text))
			if fit == locate.NoFit {
				if fit, err = n.inSeveral(ctx, n.asked, &g); err != nil {
					return err
				}
			}
			if fit > locate.NoFit {
				n.add(g, fit)
			}
		}
		if len(found) > 0 && n.asked.Title == "" {
			break
		}
	}
	return n.alsoNamed(ctx, text)
}

// fullerName reports whether a thing has a text for its name with what firms bear
// behind theirs, or a place for several of them: Gulf Oil Company, Corn Islands.
func fullerName(g archive.Suggestion, key string) bool {
	rest, ok := strings.CutPrefix(cable.NameKey(g.Value), key)
	switch g.Kind {
	case query.FieldOrg:
		return ok && firmWords[strings.TrimPrefix(rest, " ")] && rest[0] == ' '
	case query.FieldLoc:
		return ok && rest == "s" && strings.Contains(key, " ")
	}
	return false
}

// firmWords stand behind the names of firms.
var firmWords = map[string]bool{"company": true, "companies": true, "co": true, "corporation": true, "corp": true, "inc": true, "incorporated": true, "limited": true, "ltd": true}

// fits says how well a person's name, or another name of his, is what was asked
// for. A surname alone must be meant as one.
func (n *namer) fits(g archive.Suggestion, asked locate.NameSearch, meant bool) locate.Fit {
	if g.Kind != query.FieldPer {
		return locate.NoFit
	}
	fit := max(asked.Of(g.Value), asked.Of(g.Also))
	mostly := n.words > 0 && 2*g.Count >= n.words // cables with the word name this person
	if fit <= locate.BareFit || fit < locate.ShortFit && !mostly && !meant {
		return locate.NoFit
	}
	return fit
}

// meantAsName reports whether a surname that stands alone was meant as one: Rice,
// and not rice; two names behind a title are.
func (n *namer) meantAsName(text string) bool {
	if n.s.commonWords(n.asked) && (n.asked.Title == "" || len(n.asked.Words) < 2) {
		first, _ := utf8.DecodeRuneInString(text)
		return unicode.IsUpper(first)
	}
	return true
}

// spelt looks for persons and places under other spellings, until there are enough.
func (n *namer) spelt(ctx context.Context, others []string) error {
	fields := []query.Field{query.FieldPer, query.FieldLoc}
	if len(n.asked.Words) > 1 {
		fields = fields[:1]
	}
	for some := range slices.Chunk(others, atOnce) {
		if len(n.found) >= leadsShown {
			return nil
		}
		found, err := n.suggest(ctx, some, fields...)
		if err != nil {
			return err
		}
		for i, other := range some {
			if len(n.found) >= leadsShown {
				return nil
			}
			if err := n.speltAs(ctx, other, found[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// speltAs adds what of some names has a text for its own.
func (n *namer) speltAs(ctx context.Context, other string, found []archive.Suggestion) error {
	asked := locate.ReadName(other)
	for _, g := range found {
		if cable.NameKey(g.Value) == cable.NameKey(other) || cable.NameKey(g.Also) == cable.NameKey(other) {
			n.add(g, locate.ExactFit)
			continue
		}
		fit := n.fits(g, asked, true)
		if fit == locate.NoFit {
			var err error
			if fit, err = n.inSeveral(ctx, asked, &g); err != nil {
				return err
			}
		}
		if fit > locate.PartFit {
			n.add(g, fit)
		}
	}
	return nil
}

// alsoNamed adds things of which a text is another name although its words stand in
// the name itself too: James Carter, of James Earl Carter.
func (n *namer) alsoNamed(ctx context.Context, text string) error {
	things, err := together(nameFields, func(f query.Field) (*authority.Thing, error) { return n.a.Named(ctx, query.Facet(f), text) })
	if err != nil {
		return err
	}
	for k, field := range nameFields {
		t := things[k]
		if t == nil {
			continue
		}
		g := archive.Suggestion{Kind: field, Value: t.Name}
		if i := slices.IndexFunc(t.Forms, func(f authority.Form) bool { return cable.NameKey(f.Name) == cable.NameKey(text) }); i >= 0 {
			g.Also = t.Forms[i].Name
		}
		if g.Count, err = n.a.Frequency(ctx, query.Facet(field), t.Name); err != nil {
			return err
		}
		if g.Count > 0 {
			n.add(g, locate.ExactFit)
		}
	}
	return nil
}

// nameKey is how a text that may be a name is compared: without initials, where two
// words are left that say whose it is.
func nameKey(text string) string {
	key := cable.NameKey(text)
	words := slices.DeleteFunc(strings.Fields(key), func(w string) bool { return utf8.RuneCountInString(w) == 1 })
	if len(words) < 2 {
		return key
	}
	return strings.Join(words, " ")
}

// Turned is a name with the surname first, as lists of persons have it, in the usual
// order; "" for other names.
func Turned(name string) string {
	surname, given, ok := strings.Cut(strings.Trim(name, `"“”`), ", ")
	if !ok || strings.Contains(given, ",") {
		return ""
	}
	return given + " " + surname
}

// dated are the leads of a search that is a date or ends with one, or asks in words
// for who held an office, or for the cables of a post or with a marking.
func (s *Pages) dated(c *desk.Call, req query.Request) ([]shape.Dated, error) {
	for _, offer := range []func(*desk.Call, query.Request) ([]shape.Dated, error){s.offices, s.governments} {
		if found, err := offer(c, req); err != nil || len(found) > 0 {
			return found, err
		}
	}
	if sent, err := s.sentOf(c, req); err != nil || len(sent) > 0 {
		return sent, err
	}
	leads, err := s.counted(c, slices.Concat(s.letters(c.Words, req), s.sentThen(c.Words, req), shape.DatesOf(c.Words, req)))
	return slices.DeleteFunc(leads, func(d shape.Dated) bool { return d.Cables == 0 && !d.Either }), err
}

// atOnce is how many questions a page asks at a time: where the archive is kept by a
// cluster it is the way there and back that takes the time.
const atOnce = 8

// together asks one question about each of some things at the same time. The answers are
// in their order.
func together[T, A any](things []T, ask func(T) (A, error)) ([]A, error) {
	out := make([]A, len(things))
	var eg errgroup.Group
	eg.SetLimit(atOnce)
	for i, t := range things {
		eg.Go(func() (err error) {
			out[i], err = ask(t)
			return err
		})
	}
	return out, eg.Wait()
}

// suggest is what each of some texts may become.
func (n *namer) suggest(ctx context.Context, texts []string, fields ...query.Field) ([][]archive.Suggestion, error) {
	return together(texts, func(text string) ([]archive.Suggestion, error) { return n.a.Suggest(ctx, text, asName, fields...) })
}
