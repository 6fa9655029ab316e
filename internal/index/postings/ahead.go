package postings

import (
	"reftel/internal/index/words"
	"reftel/internal/recfile"
)

const (
	// lookedIn is of how many lists it is looked at whether they are in memory.
	lookedIn = 4
	// around is how far before and behind the place of a list the disk is asked at first, before
	// it is known how long the list is. Most are shorter.
	around = 4 << 10
	// apart is how much a disk reads while it gets to another place. Of frequencies that are not
	// in memory all are read unless few are wanted of many.
	apart = 64 << 10
)

// Sparse is for who reads few of the lists: see recfile.Sparse.
func (x *Index) Sparse() {
	for _, s := range x.shards {
		if z, ok := s.segment.(zapSegment); ok && s.file != nil {
			recfile.Sparse(z.Data())
		}
	}
}

// Ahead has the disk asked for the lists of some words, all at once and without waiting for
// them: one after the other each would take as long as the disk is away. Where some of them
// are in memory the others are taken to be.
func (r *Reader) Ahead(f words.Field, ids []uint32) error {
	_, err := r.ahead(f, ids)
	return err
}

// ahead tells besides whether the disk was asked.
func (r *Reader) ahead(f words.Field, ids []uint32) (bool, error) {
	find, err := r.finder(f)
	if find == nil || err != nil {
		return false, err
	}
	all := true
	for k, n := 0, min(len(ids), lookedIn); k < n && all; k++ {
		at, err := find.find(r.words.Word(ids[k*len(ids)/n]))
		if err != nil {
			return false, err
		}
		all = at == 0 || r.holds(find, at)
	}
	if all {
		return false, nil
	}
	if !recfile.Holds(r.file, find.own) {
		recfile.Fetch(r.file, []recfile.Span{find.own}) // looked at here and there for each word
	}
	var places []uint64
	var spans []recfile.Span
	for _, id := range ids {
		at, err := find.find(r.words.Word(id))
		if err != nil {
			return false, err
		}
		if at != 0 {
			places = append(places, at)
			spans = append(spans, recfile.Span{From: at - min(at, around), To: min(at+around, uint64(len(find.data)))})
		}
	}
	recfile.Fetch(r.file, spans)
	spans = spans[:0]
	for _, at := range places {
		docs, freqs := find.extents(at)
		if docs.To > at+around {
			spans = append(spans, recfile.Span{From: at + around, To: docs.To})
		}
		if n := freqs.To - freqs.From; around < n && n <= apart {
			spans = append(spans, recfile.Span{From: freqs.From, To: at - around})
		}
	}
	recfile.Fetch(r.file, spans)
	return true, nil
}

// holds reports whether the documents of the list at a place are in memory, by where it begins
// and ends.
func (r *Reader) holds(find *finder, at uint64) bool {
	if !recfile.Holds(r.file, recfile.Span{From: at, To: at + 1}) {
		return false
	}
	docs, _ := find.extents(at)
	return recfile.Holds(r.file, recfile.Span{From: max(docs.To, at+1) - 1, To: docs.To})
}
