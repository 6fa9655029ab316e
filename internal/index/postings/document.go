package postings

import (
	"math/bits"
	"slices"

	index "github.com/blevesearch/bleve_index_api"

	"reftel/internal/index/words"
	"reftel/internal/text/rows"
)

// A document hands a cable to Bleve, whose words and values are ready, so that no
// text need be split. It is short: the maps that Bleve asks for are made each time
// that it asks, so that thousands of documents can wait to become one segment.
type document struct {
	id     string
	fields []field
	row    *row
}

// AddIDField gives a document its fields, of which the id is one. Bleve's builder keeps
// the documents of a batch by their ids in a map, ranges over it to number them, and calls
// this once for each: so the next number gets the next cable, whatever the id was that
// the document waited under.
func (d *document) AddIDField() { d.fields = d.row.take() }

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return 0 }
func (d *document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return false }
func (d *document) VisitFields(visit index.FieldVisitor)       { d.row.visit(d.fields, visit) }

// textFields is how many of the fields of a document are those of texts. They stand first.
const textFields = 2

// A field is the words of a text, or values.
type field struct {
	name    string
	options index.FieldIndexingOptions
	length  int
	words   []frequency
	values  []string
	maps    *lender
}

// A frequency is a word, and how often it stands in a field.
type frequency struct{ word, times uint32 }

func (f *field) Name() string                        { return f.name }
func (f *field) ArrayPositions() []uint64            { return nil }
func (f *field) EncodedFieldType() byte              { return 't' }
func (f *field) Analyze()                            {}
func (f *field) Options() index.FieldIndexingOptions { return f.options }

// AnalyzedLength is the same for all. It is kept with each posting, would take a sixth of
// the index, and only the order of Bleve's own searches by relevance would rest on it:
// ours goes by the lengths that stand beside the index.
func (f *field) AnalyzedLength() int { return 1 }

func (f *field) NumPlainTextBytes() uint64 { return uint64(f.length) }
func (f *field) Value() []byte {
	if f.name == FieldID {
		return []byte(f.values[0])
	}
	return nil
}

// AnalyzedTokenFrequencies is valid until it is asked of another document.
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies {
	m := f.maps.of(f.name, len(f.words)+len(f.values))
	for _, w := range f.words {
		m[f.maps.v.Word(w.word)] = f.maps.occurring(int(w.times))
	}
	for _, v := range f.values {
		m[v] = f.maps.occurring(1)
	}
	return m
}

// A lender has the maps for the fields of a shard.
type lender struct {
	v      *words.Vocab
	lent   map[string]*[bits.UintSize + 1]index.TokenFrequencies // by field and size: an empty place costs as well
	counts []*index.TokenFreq                                    // of so many times; Bleve reads no more of a word than this
}

func newLender(v *words.Vocab) *lender {
	return &lender{v: v, lent: map[string]*[bits.UintSize + 1]index.TokenFrequencies{}}
}

// of is an empty map for so many words.
func (m *lender) of(field string, n int) index.TokenFrequencies {
	sizes := m.lent[field]
	if sizes == nil {
		sizes = new([bits.UintSize + 1]index.TokenFrequencies)
		m.lent[field] = sizes
	}
	size := bits.Len(uint(max(0, 8*n-1) / 7)) // of 1<<size places seven in eight are taken
	if sizes[size] == nil {
		sizes[size] = make(index.TokenFrequencies, 7<<size>>3)
	}
	clear(sizes[size])
	return sizes[size]
}

// occurring is what Bleve is told of a word that stands so often.
func (m *lender) occurring(times int) *index.TokenFreq {
	for len(m.counts) <= min(times, often) {
		m.counts = append(m.counts, newFreq(len(m.counts)))
	}
	if times > often {
		return newFreq(times)
	}
	return m.counts[times]
}

// often is up to which number what Bleve is told is kept.
const often = 1 << 10

func newFreq(times int) *index.TokenFreq {
	t := &index.TokenFreq{}
	t.SetFrequency(times)
	return t
}

// A tally counts words.
type tally struct {
	counts []uint32 // by word; zeros between counts
	here   []uint32 // words of the count at hand, each once
}

func newTally(v *words.Vocab) tally { return tally{counts: make([]uint32, v.Len()+1)} }

// begin makes it count anew. Whoever reads a count puts it back to zero.
func (t *tally) begin() { t.here = t.here[:0] }

// add counts so many more of a word.
func (t *tally) add(word, times uint32) {
	if t.counts[word] == 0 {
		t.here = append(t.here, word)
	}
	t.counts[word] += times
}

// of is each word of a text once, in the order in which they begin.
func (t *tally) of(length uint32, lists ...[]uint32) prose {
	t.begin()
	for _, ids := range lists {
		for _, id := range ids {
			if id != rows.Break {
				t.add(id, 1)
			}
		}
	}
	ws := make([]frequency, len(t.here))
	for i, id := range t.here {
		ws[i] = frequency{id, t.counts[id]}
		t.counts[id] = 0
	}
	return prose{int(length), ws}
}

// A prose is how long a text is, and which words it has.
type prose struct {
	length int
	words  []frequency
}

// fieldMaker makes the fields of a shard.
type fieldMaker struct {
	maps  *lender
	tally tally // of a batch
}

func newFieldMaker(v *words.Vocab) *fieldMaker {
	return &fieldMaker{newLender(v), newTally(v)}
}

// prose is the field of the words of a text.
func (m *fieldMaker) prose(name words.Field, p prose) field {
	return field{name: name.String(), options: index.IndexField, length: p.length, words: p.words, maps: m.maps}
}

// values is a field of values, each as it stands.
func (m *fieldMaker) values(name string, options index.FieldIndexingOptions, values ...string) field {
	return field{name: name, options: options, length: len(values), values: values, maps: m.maps}
}

// document is that of an entry. It has a field for each value of the entry, and also those of
// wanted of which it has none: Bleve merges segments that have the same fields in half the
// time of others.
func (m *fieldMaker) document(e *entry, row *row, wanted ...string) *document {
	facets := Facets()
	its := make([]field, 0, 5+len(facets))
	add := func(f field) { its = append(its, f) }
	keyword := func(name string, values ...string) {
		if len(values) > 0 || slices.Contains(wanted, name) {
			add(m.values(name, keywordOptions, values...))
		}
	}
	// The texts stand first (textFields).
	add(m.prose(words.Subject, e.subject))
	add(m.prose(words.Body, e.body))
	add(m.values(FieldID, index.IndexField|index.StoreField, e.id))
	if e.date != "" {
		keyword(FieldDate, e.date)
	} else {
		keyword(FieldDate)
	}
	for i, f := range facets {
		keyword(FieldOf(f), e.values[i]...)
	}
	return row.document(e.id, its)
}
