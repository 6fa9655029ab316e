// Package archive is the contract between the pages and an engine: what can be
// asked of one published state of the archive, and what is answered. It knows
// cables and queries, and no engine.
//
// Every question takes a context and can fail. An engine that cannot answer says
// so with ErrUnavailable; it never answers with less than there is, so that a
// cable that is held is not told to be unknown because a disk or a machine is
// away. What an engine says of one Archive belongs to one generation.
//
// A thing that cables name under several names is counted under one of them, as
// the authority file of the generation says. Wherever a value of its facet is asked
// for, any of its names stands for it.
//
// What no engine owns stands in packages of its own, for all engines: text (what
// a word is), archive/plan (what a word of a query stands for), archive/snippet
// (pieces of texts with their matches), archive/record (how a cable is kept),
// archive/ids (how ids are compared), archive/history (when cables came and
// changed), archive/values (which values a cable has),
// archive/together (which values go together), archive/copies (which texts are
// nearly the same) and archive/volumes (the volumes that cables were printed in).
package archive

import (
	"context"
	"errors"
	"time"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// A Searcher answers requests.
type Searcher interface {
	// Search is one page of answers: hits with snippets, facets, timeline.
	Search(ctx context.Context, r query.Request) (*Result, error)
	// List is the same without facets.
	List(ctx context.Context, r query.Request) (*Result, error)
	// Count is how many cables a request finds, copies counted each.
	Count(ctx context.Context, r query.Request) (int, error)
	// Cost is about how long one core works for a page of a request, told in a small
	// part of that time, so that the dear need not be let in before the cheap.
	Cost(ctx context.Context, r query.Request) (time.Duration, error)
	// Timeline is that of a request alone: what Search counts by date.
	Timeline(ctx context.Context, r query.Request) (Timeline, error)
	// FacetValues is one page of all values of a facet over the hits of a
	// request, whose own page does not matter.
	FacetValues(ctx context.Context, r query.Request, f query.Facet, o FacetOptions) (*FacetPage, error)
	// Place is the n-th hit of a request, from 1, with the ids around it.
	Place(ctx context.Context, r query.Request, n int) (Place, error)
	// Following are the ids of the first n cables that a request finds behind the cable
	// with the id after, or of all where that is "", copies each. They are in archive
	// order, whatever the order of the request, so that a list goes on where it ended.
	// An id after that leads to no cable is ErrNotFound.
	Following(ctx context.Context, r query.Request, after string, n int) ([]string, error)
}

// A Guide helps readers to find what they look for.
type Guide interface {
	// Suggest completes what a reader types: at most n values, and of kinds alone
	// where kinds are given.
	Suggest(ctx context.Context, prefix string, n int, kinds ...query.Field) ([]Suggestion, error)
	// Correct offers another spelling of a query, made of the archive's own
	// words. ok is false where there is nothing to offer.
	Correct(ctx context.Context, e query.Expr) (better query.Expr, ok bool, err error)
	// Spellings are, for each of some folded words, all folded words that are the
	// same in another spelling, itself among them: of schroder also schroeder, where
	// a text of the archive has Schröder.
	Spellings(ctx context.Context, words ...string) (map[string][]string, error)
	// Similar finds up to n cables that share the telling words of a cable.
	Similar(ctx context.Context, id string, n int) ([]Likeness, error)
	// Frequency is how many cables have a value of a facet.
	Frequency(ctx context.Context, f query.Facet, value string) (int, error)
	// Portrait tells of the cables that have a value of a facet: how many they are, the
	// first and the last, and what goes with it, at most n values of each of some facets.
	Portrait(ctx context.Context, f query.Facet, value string, n int, of ...query.Facet) (*Portrait, error)
	// Named is the thing that has a name in a facet: the one under which it is
	// counted, or any other that is not also another thing's. It is nil where
	// nothing is told of the name, which cables may have all the same.
	Named(ctx context.Context, f query.Facet, name string) (*authority.Thing, error)
}

// A Library knows cables by their ids.
type Library interface {
	// Lookup tells where ids lead, in the order of ids, however they are spelt.
	Lookup(ctx context.Context, ids ...string) ([]Found, error)
	// Numbered are, for each text of a post and a serial number without a year
	// ("Mexico 2676"), the ids of all years, at most n, the oldest first.
	Numbered(ctx context.Context, n int, texts ...string) ([][]string, error)
	// Record reads a cable by its id or an alias, as far as depth says.
	Record(ctx context.Context, id string, depth Depth) (*Record, error)
	// Versions are n of the sources of a cable, the first from left out; fewer at the
	// end, none beyond. Once their bytes are more than most, the others come without
	// bytes and without a cable: Source tells how large they are. The first of all
	// comes whatever most is.
	Versions(ctx context.Context, id string, from, n, most int) ([]Version, error)
	// Related are the cables that stand in a relation to an id, at most limit of
	// them, and how many there are.
	Related(ctx context.Context, id string, r Relation, limit int) (Related, error)
	// Around are the nearest dates before and after a year, a month or a day, as
	// precise as it is, that some cable has; zero for none.
	Around(ctx context.Context, d cable.Date) (before, after cable.Date, err error)
	// Series are the serial numbers of a post, of each year of which there are any, in
	// the order of the years.
	Series(ctx context.Context, post string) ([]Numbers, error)
	// IDs are the ids of n cables in archive order, the first from left out;
	// fewer at the end, none beyond.
	IDs(ctx context.Context, from, n int) ([]string, error)
	// History tells when cables came and changed and when ids were withdrawn, by the times
	// of that. Where a generation keeps no history its own time stands for all.
	History(ctx context.Context, ask Past) (History, error)
}

// An Archive is one generation. It never changes, and may be used by any number
// of goroutines.
type Archive interface {
	Searcher
	Guide
	Library
	Shelves
	// Stats describe the generation as a whole.
	Stats(ctx context.Context) (Stats, error)
	// Account is what the ingest told of what it read; nil where it told nothing.
	Account(ctx context.Context) (*Account, error)
	// Generation names it. It is known from the moment the archive was opened.
	Generation() Generation
}

// A Source hands out the generation in force.
type Source interface {
	// Acquire returns the archive that is served now and a function that gives
	// it back, to be called once the answer is given: one answer never mixes two
	// generations. The function is never nil where the error is.
	Acquire(ctx context.Context) (Archive, func(), error)
	// Degraded says why what is served is not the newest; it is empty when all is
	// well.
	Degraded() string
}

var (
	// ErrNotFound is the answer for an id that no cable here has.
	ErrNotFound = errors.New("no such cable")

	// ErrBadRequest marks a request that names what does not exist: a facet, an
	// order, a page below 1.
	ErrBadRequest = errors.New("bad request")

	// ErrUnavailable marks an answer that could not be had, or not whole: a disk
	// that does not read, a machine that is away. What was asked may be there.
	ErrUnavailable = errors.New("the archive cannot answer now")
)
