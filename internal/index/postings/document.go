package postings

import (
	index "github.com/blevesearch/bleve_index_api"

	"reftel/internal/index/words"
	"reftel/internal/text/rows"
)

// A field hands ready words or values to Bleve, which so need not split texts.
type field struct {
	name    string
	length  int
	options index.FieldIndexingOptions
	freqs   index.TokenFrequencies
}

func (f *field) Name() string                        { return f.name }
func (f *field) Value() []byte                       { return nil }
func (f *field) ArrayPositions() []uint64            { return nil }
func (f *field) EncodedFieldType() byte              { return 't' }
func (f *field) Analyze()                            {}
func (f *field) Options() index.FieldIndexingOptions { return f.options }
func (f *field) AnalyzedLength() int                 { return f.length }
func (f *field) NumPlainTextBytes() uint64           { return uint64(f.length) }
func (f *field) Size() int                           { return 64 * len(f.freqs) }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies {
	return f.freqs
}

// fieldMaker makes the fields of a shard.
type fieldMaker struct {
	v      *words.Vocab
	text   []byte   // of all words
	counts []uint32 // by word; zeros between fields
	here   []uint32 // words of the field at hand, each once
}

func newFieldMaker(v *words.Vocab) *fieldMaker {
	return &fieldMaker{v: v, text: v.Bytes(), counts: make([]uint32, v.Len()+1)}
}

// words is the field of the words of a text.
func (m *fieldMaker) words(name words.Field, length uint32, lists ...[]uint32) *field {
	m.here = m.here[:0]
	for _, ids := range lists {
		for _, id := range ids {
			if id == rows.Break {
				continue
			}
			if m.counts[id] == 0 {
				m.here = append(m.here, id)
			}
			m.counts[id]++
		}
	}
	slab := make([]index.TokenFreq, len(m.here))
	freqs := make(index.TokenFrequencies, len(m.here))
	for i, id := range m.here {
		t := &slab[i]
		from, to := m.v.Span(id)
		t.Term = m.text[from:to:to]
		t.SetFrequency(int(m.counts[id]))
		freqs[m.v.Word(id)] = t
		m.counts[id] = 0
	}
	return &field{name.String(), int(length), index.IndexField, freqs}
}

// keywords is a field of terms, each as it stands.
func keywords(name string, terms ...term) *field {
	slab := make([]index.TokenFreq, len(terms))
	freqs := make(index.TokenFrequencies, len(terms))
	for i, t := range terms {
		slab[i].Term = t.bytes
		slab[i].SetFrequency(1)
		freqs[t.text] = &slab[i]
	}
	return &field{name, len(terms), keywordOptions, freqs}
}

// A term is a value, which Bleve wants in both forms.
type term struct {
	text  string
	bytes []byte
}

func newTerm(text string) term { return term{text, []byte(text)} }
