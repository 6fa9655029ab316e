package postings

import (
	"errors"
	"fmt"
	"slices"

	index "github.com/blevesearch/bleve_index_api"

	"reftel/internal/index/words"
	"reftel/internal/text"
)

// Near are the words that differ from w by so many letters at most, 1 or 2: other,
// missing, too many or exchanged with the next. They come in the order of their
// numbers, the most frequent first, w itself among them; only folded ones. Bleve's dictionaries are
// walked with an automaton, so the cost follows the words that are found and not
// those that there are.
func (x *Index) Near(w string, distance int) ([]uint32, error) {
	var ids []uint32
	for _, s := range x.shards {
		fuzzy, ok := s.reader.(index.IndexReaderFuzzy)
		if !ok {
			return nil, fmt.Errorf("postings: a reader of type %T has no near words", s.reader)
		}
		for _, field := range []words.Field{words.Subject, words.Body} {
			dict, err := fuzzy.FieldDictFuzzy(field.String(), w, distance, "")
			if err != nil {
				return nil, err
			}
			for {
				entry, err := dict.Next()
				if err != nil {
					return nil, errors.Join(err, dict.Close())
				}
				if entry == nil {
					break
				}
				if id := x.words.Find(entry.Term); id != 0 && !text.IsWritten(entry.Term) {
					ids = append(ids, id)
				}
			}
			if err := dict.Close(); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
