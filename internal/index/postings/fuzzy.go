package postings

import (
	"fmt"
	"slices"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"

	"reftel/internal/index/words"
	"reftel/internal/text"
)

// automata are what automata of words are made of, by the number of letters by which
// another word may differ, less one.
var automata = [2]func() (*levenshtein.LevenshteinAutomatonBuilder, error){
	sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	}),
	sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
		return levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	}),
}

// Near are the words that differ from w by so many letters at most, 1 or 2: other,
// missing, too many or exchanged with the next. They come in the order of their
// numbers, the most frequent first, w itself among them; only folded ones. Bleve's dictionaries are
// walked with an automaton, so the cost follows the words that are found and not
// those that there are. Bleve's own way to it takes a goroutine, in which a fault of
// mapped memory would end the process.
func (x *Index) Near(w string, distance int) ([]uint32, error) {
	if distance < 1 || distance > len(automata) {
		return nil, fmt.Errorf("postings: words that differ by %d letters", distance)
	}
	builder, err := automata[distance-1]()
	if err != nil {
		return nil, fmt.Errorf("postings: near words: %w", err)
	}
	automaton, err := builder.BuildDfa(w, uint8(distance))
	if err != nil {
		return nil, fmt.Errorf("postings: near words: %w", err)
	}
	var ids []uint32
	for _, s := range x.shards {
		for _, field := range []words.Field{words.Subject, words.Body} {
			dict, err := s.segment.Dictionary(field.String())
			if err != nil {
				return nil, err
			}
			found := terms(dict, automaton)
			for {
				entry, err := found.Next()
				if err != nil {
					return nil, err
				}
				if entry == nil {
					break
				}
				if id := x.words.Find(entry.Term); id != 0 && !text.IsWritten(entry.Term) {
					ids = append(ids, id)
				}
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// terms walks a dictionary; what a term's list holds is not read where the dictionary can
// do without.
func terms(dict segment.TermDictionary, a segment.Automaton) segment.DictionaryIterator {
	if quick, ok := dict.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, to []byte) segment.DictionaryIterator
	}); ok {
		return quick.AutomatonIteratorOmitCount(a, nil, nil)
	}
	return dict.AutomatonIterator(a, nil, nil)
}
