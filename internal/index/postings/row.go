package postings

import (
	"cmp"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// A row is the fields of the cables of a batch, in archive order.
type row struct {
	maker    *fieldMaker
	waiting  [][]field
	taken    [][]field // by the documents of the batch at hand
	visiting bool      // Bleve is shown a document
	counted  bool      // and meanwhile was shown the words of the batch
}

// document is one for the cable of an id, whose fields wait in the row.
func (r *row) document(id string, fields []field) *document {
	if len(r.waiting) == 0 {
		r.taken = r.taken[:0]
	}
	r.waiting = append(r.waiting, fields)
	return &document{id: id, row: r}
}

// take is the fields of the next cable.
func (r *row) take() []field {
	fields := r.waiting[0]
	r.taken, r.waiting = append(r.taken, fields), r.waiting[1:]
	return fields
}

// visit shows Bleve the fields of a document. While it is shown those of the first one of a
// batch, it visits all documents to count how many have each word and value, and reads nothing
// else of them. For that it is shown the words of the whole batch at once.
func (r *row) visit(fields []field, visit index.FieldVisitor) {
	if !r.visiting {
		r.visiting = true
		defer func() { r.visiting, r.counted = false, false }()
		for i := range fields {
			visit(&fields[i])
		}
		return
	}
	if !r.counted {
		r.counted = true
		for i := range textFields {
			r.count(i, visit)
		}
	}
	for i := range fields[textFields:] {
		visit(&fields[textFields+i])
	}
}

// count shows Bleve each word of a text field as often as there are documents in the batch
// that have it, a few words at a time: what it knows of them is at hand then, and need not be
// looked for in each document. The most frequent words come first, and lie together in what
// Bleve makes for them.
func (r *row) count(i int, visit index.FieldVisitor) {
	m, t := r.maker, &r.maker.tally
	t.begin()
	for _, fields := range r.taken {
		for _, w := range fields[i].words {
			t.add(w.word, 1)
		}
	}
	slices.Sort(t.here)
	f := &counting{field: r.taken[0][i], some: make(index.TokenFrequencies, atOnce)}
	for some := range slices.Chunk(t.here, atOnce) {
		for _, w := range some {
			f.some[m.maps.v.Word(w)] = m.maps.occurring(1)
		}
		// Those that are in fewest documents are left out first.
		slices.SortFunc(some, func(a, b uint32) int { return cmp.Compare(t.counts[a], t.counts[b]) })
		shown := uint32(0)
		for _, w := range some {
			for ; shown < t.counts[w]; shown++ {
				visit(f)
			}
			delete(f.some, m.maps.v.Word(w))
			t.counts[w] = 0
		}
	}
}

// atOnce is how many words are counted at once: as many as a map keeps in one place.
const atOnce = 8

// A counting field is some of its words.
type counting struct {
	field
	some index.TokenFrequencies
}

func (f *counting) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.some }
