package finding

import (
	"slices"

	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/shape"
)

// partsLooked is how many parts of a search that finds nothing are looked at one
// by one, and restsShown how many searches without one of them are offered.
const (
	partsLooked = 8
	restsShown  = 4
)

// nothing looks for what to show where a search finds nothing: another spelling,
// what is found without a filter, which parts no cable has, and, where there is no
// other spelling and no cable is named, what fewer of the words find. With selections
// it is these that may leave nothing, and not the words.
func (s *Pages) nothing(c *desk.Call, x *shape.Search) (err error) {
	if x.Better, err = s.correct(c, x.Request, 0); err != nil {
		return err
	}
	if x.Examples, err = s.Examples(c); err != nil {
		return err
	}
	if len(x.Request.Filters) > 0 {
		if x.Relaxed, err = s.relax(c, x.Request); err != nil {
			return err
		}
	}
	if x.Named, err = s.cables(c.Ctx(), c.A, x.Request.Text); err != nil {
		return err
	}
	lacksNumber := func() error {
		x.Better, x.Lacking = nil, []shape.Lacking{{Number: x.Request.Text}}
		return nil
	}
	if len(x.Named) == 0 && s.Finder.IsNumber(x.Request.Text) {
		return lacksNumber()
	}
	if found, err := s.thatPost(c, x); err != nil || found {
		return err
	}
	if found, err := s.thatDay(c, x); err != nil || found {
		return err
	}
	if words, _, dated := cutDate(x.Request); dated && len(x.Named) == 0 && s.Finder.IsNumber(words) {
		return lacksNumber()
	}
	told, err := s.explain(c, x)
	if err != nil || !told || x.Better != nil || len(x.Named) > 0 {
		return err
	}
	if r := x.Request; len(r.Filters) > 0 || !r.Since.IsZero() || !r.Until.IsZero() {
		return nil
	}
	if volumes, err := s.shelf(c.Ctx(), c.A, x.Request.Text); err != nil || len(volumes) > 0 {
		return err
	}
	return s.fewerWords(c, x)
}

// thatPost changes a search that asks for what a post sent, and finds nothing as words, to
// that: cables from Cairo about cotton.
func (s *Pages) thatPost(c *desk.Call, x *shape.Search) (bool, error) {
	r := x.Request
	if len(r.Filters) > 0 || !r.Since.IsZero() || !r.Until.IsZero() || len(x.Named) > 0 {
		return false, nil
	}
	asked, err := s.sentOf(c, r)
	if err != nil || len(asked) == 0 {
		return false, err
	}
	sent := asked[0].Request.WithPage(r.Page)
	found, err := s.Search(c, sent)
	if err != nil || found.Total == 0 {
		return false, err
	}
	sent.Notes = append(sent.Notes, query.Later("Where the cables come from, or how they are marked, was read from the words, since none has all of this as words."))
	x.Request, x.Result, x.Dates, x.Better = sent, found, asked, nil
	return true, nil
}

// thatDay asks for the words beside a date in the cables of that date, or else of its
// month: the texts of a day do not say which it is. It changes the search to what finds
// all of them, or all but one.
func (s *Pages) thatDay(c *desk.Call, x *shape.Search) (bool, error) {
	words, d, dated := cutDate(x.Request)
	if !dated || d.From.IsZero() || d.To.IsZero() || len(x.Request.Filters) > 0 || len(x.Named) > 0 {
		return false, nil
	}
	month := func(d cable.Date) cable.Date { return cable.Date{Year: d.Year, Month: d.Month} }
	within := []query.Request{x.Request.WithText(words).WithDates(d.From, d.To)}
	if d.From.Day > 0 {
		within = append(within, x.Request.WithText(words).WithDates(month(d.From), month(d.To)))
	}
	hows := []query.Words{query.AllWords, query.MostWords}
	if s.Finder.IsNumber(words) {
		hows = hows[:1] // what else the post sent is not what was asked for
	}
	for _, how := range hows {
		for _, r := range within {
			asked, ok := r.WithWords(how)
			if !ok {
				continue
			}
			asked = asked.WithPage(x.Request.Page)
			found, err := s.Search(c, asked)
			if err != nil {
				return false, err
			}
			if found.Total > 0 {
				asked.Notes = append(asked.Notes, query.Later("The date was read as that of the cables, since none has all of this as words."))
				x.Request, x.Result = asked, found
				x.Dates = []shape.Dated{lead(shape.DateLead, c.Words.Say("%s, %s", words, shape.DaysOf(c.Words, query.Dates{From: r.Since, To: r.Until})), asked)}
				x.Dates[0].Cables = found.Total
				return true, nil
			}
		}
	}
	return false, nil
}

// fewerWords asks for all but one of the words of a search that finds nothing, or
// else for any of them, and changes the search to what finds something.
func (s *Pages) fewerWords(c *desk.Call, x *shape.Search) error {
	for _, w := range []query.Words{query.MostWords, query.SomeWords} {
		asked, ok := x.Request.WithWords(w)
		if !ok {
			continue
		}
		asked = asked.WithPage(x.Request.Page)
		found, err := s.Search(c, asked)
		if err != nil {
			return err
		}
		if found.Total > 0 {
			x.Request, x.Result = asked, found
			return nil
		}
	}
	return nil
}

// fewFound is below how many cables a search is offered with all but one of its words.
const fewFound = 10

// allButOne counts what all but one of the words of a search find; nil where it is
// not more.
func (s *Pages) allButOne(c *desk.Call, req query.Request, found int) (*shape.Counted, error) {
	asked, ok := req.WithWords(query.MostWords)
	if !ok || req.Words != query.AllWords {
		return nil, nil
	}
	n, err := s.Counts(c, asked)
	if desk.RanOut(c, err) {
		return nil, nil
	}
	if err != nil || n[0] <= found {
		return nil, err
	}
	return &shape.Counted{Request: asked, Cables: n[0]}, nil
}

// explain says why a search finds nothing: which of its parts no cable has, in
// another spelling where there is one, and what is found without them, or without
// one of its parts where cables have each. It reports whether what cables have of it
// still tells what was asked for: the war is not what "Yom Kippur War" asks for.
func (s *Pages) explain(c *desk.Call, x *shape.Search) (told bool, err error) {
	parts := query.Parts(x.Request.Expr)
	if len(parts) == 0 || len(parts) > partsLooked {
		return true, nil
	}
	alone := make([]query.Request, len(parts))
	for i, p := range parts {
		alone[i] = x.Request.ClearFilters()
		alone[i].Expr = p
	}
	counts, err := s.Counts(c, alone...)
	if desk.RanOut(c, err) {
		return true, nil
	} else if err != nil {
		return false, err
	}
	var there, mended []query.Expr // mended has the parts that have another spelling too
	for i, p := range parts {
		if counts[i] > 0 {
			there, mended = append(there, p), append(mended, p)
			continue
		}
		l := shape.Lacking{Part: p}
		if x.Better == nil && len(parts) > 1 {
			if l.Better, err = s.correct(c, alone[i], 0); err != nil {
				return false, err
			}
			if l.Better != nil {
				mended = append(mended, l.Better.Request.Expr)
			}
		}
		x.Lacking = append(x.Lacking, l)
	}
	told = len(x.Lacking) == 0 || len(x.Lacking) == 1 && len(there) > 1
	return told, s.without(c, x, there, mended)
}

// without offers the first of these that finds something: the search with its
// words in another spelling, the parts that cables have, all but one of those, or
// the month or the year of a day.
func (s *Pages) without(c *desk.Call, x *shape.Search, there, mended []query.Expr) error {
	with := func(parts ...query.Expr) query.Request { return x.Request.WithText(query.All(parts).String()) }
	var offers [][]query.Request
	if len(mended) > len(there) {
		offers = append(offers, []query.Request{with(mended...)})
	}
	if len(x.Lacking) > 0 && len(there) > 0 {
		offers = append(offers, []query.Request{with(there...)})
	}
	if len(there) > 1 {
		var fewer []query.Request
		for i := range there {
			fewer = append(fewer, with(slices.Delete(slices.Clone(there), i, i+1)...))
		}
		offers = append(offers, fewer)
	}
	if d, ok := x.Request.Expr.(query.Dates); ok {
		for _, wider := range []cable.Date{{Year: d.From.Year, Month: d.From.Month}, {Year: d.From.Year}} {
			if wider != d.From && d.From.Year > 0 {
				offers = append(offers, []query.Request{x.Request.WithText(wider.Long())})
			}
		}
	}
	for _, reqs := range offers {
		counts, err := s.Counts(c, reqs...)
		if desk.RanOut(c, err) {
			return nil
		} else if err != nil {
			return err
		}
		for i, n := range counts {
			if n > 0 && len(x.Rests) < restsShown {
				x.Rests = append(x.Rests, shape.Counted{Request: reqs[i], Cables: n})
			}
		}
		if len(x.Rests) > 0 {
			return nil
		}
	}
	return nil
}
