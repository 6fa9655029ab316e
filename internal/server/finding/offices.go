package finding

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/cable"
	"reftel/internal/locate"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
	"reftel/internal/text"
	"reftel/web/templates/words"
)

// Who held an office is told by the lists of persons of printed volumes, and of a post
// by the names under its cables: what a post sends is signed by who is in charge of it.

const (
	listsRead   = 24 // volumes whose lists are read for one question
	signedRead  = 16 // cables of a post whose signatures are read
	officesTold = 2
)

// officeAsked finds an office and where it was held: ambassador to Turkey, Secretary of
// State.
var officeAsked = regexp.MustCompile(`(?i)^(?:the )?(?:u\.?s\.? |american )?(?:([a-z]+) )??(` + officeWords + `)(?: (?:in|to|at|of|en|em|à|au|de|du|von) (?:the )?(.+))?$`)

const officeWords = `(?:(?:prime|foreign|defen[cs]e|finance|interior|vice|deputy|under|assistant|permanent) )*(?:ambassador|minister|chargé d.affaires|charge d.affaires|chargé|charge|consul general|consul|president|chancellor|secretary|director|chairman|administrator|representative|king|premier|chief of (?:staff|mission|station))` +
	`(?: of (?:state|defense|war|commerce|the treasury|the navy|foreign affairs))?`

// signerKind tells what the name under most cables of a post says.
var signerKind = words.Later("Signed most cables of the post then")

// heads are the offices whose holders sign what a post sends.
var heads = regexp.MustCompile(`(?i)(?:ambassador|chargé|charge|consul|minister|chief of mission|secretary of state)$`)

// offices are the people who held the office that a text asks for, each with what a
// list tells of him.
func (s *Pages) offices(c *desk.Call, req query.Request) (out []shape.Dated, err error) {
	asks := strings.TrimSpace(req.Text)
	rest, _, asked := query.Asked(asks)
	who := asked && strings.HasPrefix(strings.ToLower(asks), "who")
	if asked {
		asks = rest
	}
	cut, d, dated := query.CutDate(asks)
	if dated {
		asks = cut
	} else if d = (query.Dates{From: req.Since, To: req.Until}); d != (query.Dates{}) {
		dated = true
	}
	asks = inEnglish(asks)
	m := officeAsked.FindStringSubmatch(asks)
	if m == nil || len(req.Filters) > 0 {
		return nil, nil
	}
	office, place := m[2], cmp.Or(m[3], m[1])
	state := place == "" && strings.EqualFold(office, "secretary of state")
	whole := place == "" && strings.Contains(strings.ToLower(office), " of ") // it says of what: Secretary of Defense
	if !who && (place == "" && !whole || !dated) {
		return nil, nil
	}
	err = s.WithSlot(c, func(ctx context.Context) error {
		if out, err = s.listed(ctx, c.A, office, s.placesOf(place), d); err != nil || len(out) > 0 {
			return err
		}
		if m[1] != "" && m[3] != "" { // the Turkish ambassador in Washington
			if out, err = s.listed(ctx, c.A, office, s.placesOf(m[1]), d); err != nil || len(out) > 0 {
				return err
			}
		}
		if state {
			place = "Department of State"
		}
		out, err = s.signed(ctx, c, req, office, place, d)
		return err
	})
	if desk.RanOut(c, err) {
		return nil, nil
	}
	return out, err
}

// officesOf are offices in other languages, as readers of those ask for them.
var officesOf = []struct{ there, english string }{
	{"ministro de relaciones exteriores", "foreign minister"}, {"ministre des affaires étrangères", "foreign minister"}, {"außenminister", "foreign minister"}, {"aussenminister", "foreign minister"},
	{"primer ministro", "prime minister"}, {"premier ministre", "prime minister"}, {"primeiro-ministro", "prime minister"}, {"ministerpräsident", "prime minister"},
	{"embajador", "ambassador"}, {"embaixador", "ambassador"}, {"ambassadeur", "ambassador"}, {"botschafter", "ambassador"},
	{"presidente", "president"}, {"président", "president"}, {"präsident", "president"}, {"cónsul", "consul"}, {"konsul", "consul"},
}

// inEnglish is a text that begins with an office in another language with that in English.
func inEnglish(text string) string {
	for _, o := range officesOf {
		if n := len(o.there); len(text) > n && strings.EqualFold(text[:n], o.there) && text[n] == ' ' {
			return o.english + text[n:]
		}
	}
	return text
}

// postOf is the post at a place, or the embassy in a country.
func (s *Pages) postOf(place string) (reference.Post, bool) {
	if p, ok := locate.KnownPost(s.Tables, place); ok || s.Tables == nil {
		return p, ok
	}
	st, ok := s.Tables.StateNamed(place, 0)
	if !ok {
		return reference.Post{}, false
	}
	posts := s.Tables.Posts()
	i := slices.IndexFunc(posts, func(p reference.Post) bool { return p.Kind == "embassy" && p.Country == st.Name })
	if i < 0 {
		return reference.Post{}, false
	}
	return posts[i], true
}

// placesOf are the keys of the place of an office: as it was asked for, and of the
// country of a post.
func (s *Pages) placesOf(place string) []string {
	if place == "" {
		return nil
	}
	out := []string{text.Fold(place)}
	if p, ok := locate.KnownPost(s.Tables, place); ok && p.Country != "" {
		place = p.Country
		out = append(out, text.Fold(place))
	}
	if st, ok := s.Tables.StateNamed(place, 0); ok {
		for _, name := range append([]string{st.Name}, st.People...) {
			out = append(out, text.Fold(name))
		}
	}
	return out
}

// listed are the people of whom lists of volumes of the time tell an office.
func (s *Pages) listed(ctx context.Context, a archive.Archive, office string, places []string, d query.Dates) ([]shape.Dated, error) {
	volumes, err := a.Volumes(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the volumes for %.64q: %w", office, err)
	}
	volumes = slices.DeleteFunc(slices.Clone(volumes), func(v archive.VolumeHead) bool {
		return d.From.Year > 0 && v.Last.Year > 0 && v.Last.Year < d.From.Year || d.To.Year > 0 && v.First.Year > d.To.Year
	})
	type holder struct {
		name, about string
		cables      int
	}
	var holders []holder
	for _, head := range volumes[:min(len(volumes), listsRead)] {
		v, err := a.Volume(ctx, head.ID)
		if err != nil {
			return nil, fmt.Errorf("reading the lists of %s: %w", head.ID, err)
		}
		for _, p := range v.Persons {
			i := slices.IndexFunc(p.About, func(about string) bool { return tellsOffice(about, office, places) && heldIn(about, d) })
			if p.Kind != cable.PER || p.Value == "" || i < 0 || slices.ContainsFunc(holders, func(h holder) bool { return h.name == p.Value }) {
				continue
			}
			n, err := a.Frequency(ctx, query.Persons, p.Value)
			if err != nil {
				return nil, fmt.Errorf("counting %.64q: %w", p.Value, err)
			}
			holders = append(holders, holder{p.Value, p.About[i], n})
		}
	}
	slices.SortStableFunc(holders, func(a, b holder) int { return cmp.Compare(b.cables, a.cables) })
	var out []shape.Dated
	for _, h := range holders[:min(len(holders), officesTold)] {
		out = append(out, shape.Dated{Kind: shape.Cut(h.about, 120), Label: h.name, Href: shape.EntityPath(string(query.FieldPer), h.name), Cables: h.cables})
	}
	return out, nil
}

// tellsOffice reports whether a line of a list tells an office at one of these places.
// Its country may be told as the adjective: Turkish Prime Minister.
func tellsOffice(about, office string, places []string) bool {
	have := text.Words(about)
	has := func(word string, prefix int) bool {
		return slices.ContainsFunc(have, func(w string) bool {
			return w == word || prefix > 0 && len(word) >= prefix && len(w) >= prefix && w[:prefix] == word[:prefix]
		})
	}
	held := false // a Deputy Assistant Secretary of State is no Secretary of State
	for _, is := range officeForms(office) {
		for i := range len(have) - len(is) + 1 {
			held = held || slices.Equal(have[i:i+len(is)], is) && (i == 0 || !under[have[i-1]])
		}
	}
	if !held {
		return false
	}
	if len(places) == 0 {
		return true
	}
	return slices.ContainsFunc(places, func(place string) bool {
		return !slices.ContainsFunc(strings.Fields(place), func(w string) bool { return !has(w, 4) })
	})
}

// departments are the words for what a minister heads, as lists have them.
var departments = map[string][]string{
	"foreign": {"foreign", "external"}, "defense": {"defense", "defence", "national defense"}, "defence": {"defence", "defense", "national defense"}, "finance": {"finance"}, "interior": {"interior", "the interior"},
}

var (
	ministerFor = regexp.MustCompile(`^(foreign|defen[cs]e|finance|interior) (minister|secretary)$`)
	ministerOf  = regexp.MustCompile(`^(minister|secretary) of (foreign|defen[cs]e|finance|interior)(?: affairs)?$`)
)

// officeForms are the words of an office in its usual forms: Foreign Minister, Minister
// of Foreign Affairs, Minister for External Affairs.
func officeForms(office string) [][]string {
	out := [][]string{text.Words(office)}
	key := strings.Join(out[0], " ")
	if m := ministerFor.FindStringSubmatch(key); m != nil {
		for _, what := range departments[m[1]] {
			for _, of := range []string{" of ", " for ", " of the "} {
				out = append(out, strings.Fields(m[2]+of+what))
			}
		}
	}
	if m := ministerOf.FindStringSubmatch(key); m != nil {
		for _, what := range departments[m[2]] {
			out = append(out, strings.Fields(what+" "+m[1]))
		}
	}
	return out
}

// under make another office of one.
var under = map[string]bool{"assistant": true, "deputy": true, "under": true, "vice": true, "acting": true, "the": true, "to": true, "former": true, "prime": true}

var years = regexp.MustCompile(`\b1[789]\d\d\b|\b20\d\d\b`)

// untilYear finds the year that ends a time: until, to February 1957.
var untilYear = regexp.MustCompile(`\b(?:until|through|to (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* )?(?:[0-3]?[0-9], )?[12][0-9]{3})\b`)

// heldIn reports whether an office may have been held at some time of these dates, by
// the years that a list gives with it.
func heldIn(about string, d query.Dates) bool {
	var told []int
	for _, y := range years.FindAllString(about, -1) {
		n, _ := strconv.Atoi(y)
		told = append(told, n)
	}
	if len(told) == 0 || d == (query.Dates{}) {
		return true
	}
	from, to := told[0], told[len(told)-1]
	lower := strings.ToLower(about)
	if len(told) == 1 {
		switch {
		case strings.Contains(lower, "from") || strings.Contains(lower, "since") || strings.Contains(lower, "after"):
			to = 9999
		case untilYear.MatchString(lower):
			from = 0
		}
	}
	return (d.From.Year == 0 || to >= d.From.Year) && (d.To.Year == 0 || from <= d.To.Year)
}

// signed is who signed most of the cables of a post at a time, and the cables.
func (s *Pages) signed(ctx context.Context, c *desk.Call, req query.Request, office, place string, d query.Dates) ([]shape.Dated, error) {
	a, say := c.A, c.Words
	p, ok := s.postOf(place)
	if !ok || !heads.MatchString(office) || d == (query.Dates{}) {
		return nil, nil
	}
	sent := s.sentOfPost(req.WithText(""), p).WithDates(d.From, d.To)
	list, err := a.List(ctx, sent)
	if err != nil {
		return nil, fmt.Errorf("listing the cables of %s: %w", p.Code, err)
	}
	if list.Total == 0 {
		return nil, nil
	}
	out := []shape.Dated{{Kind: say.Say("Cables from"), Label: say.Say("%s, %s", p.Name, shape.DaysOf(say, d)), Href: sent.URL("/search"), Cables: list.Total}}
	counts := map[string]int{}
	best, read := "", 0
	for _, h := range list.Hits[:min(len(list.Hits), signedRead)] {
		r, err := a.Record(ctx, h.ID, archive.Parsed)
		if err != nil {
			return nil, fmt.Errorf("reading who signed %s: %w", h.ID, err)
		}
		read++
		for _, name := range r.Cable.Signers {
			if counts[name]++; counts[name] > counts[best] {
				best = name
			}
		}
	}
	if 2*counts[best] < read {
		return out, nil
	}
	known, err := a.Suggest(ctx, best, asName, query.FieldPer)
	if err != nil {
		return nil, fmt.Errorf("finding who %.64q is: %w", best, err)
	}
	i := slices.IndexFunc(known, func(g archive.Suggestion) bool {
		return slices.Contains([]string{cable.NameKey(g.Value), cable.NameKey(g.Also)}, cable.NameKey(best))
	})
	if i < 0 {
		return out, nil
	}
	signer := shape.Dated{Kind: say.Tell(signerKind), Label: known[i].Value, Href: shape.EntityPath(string(query.FieldPer), known[i].Value), Cables: known[i].Count}
	return append([]shape.Dated{signer}, out...), nil
}
