package index

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"
)

// Fields of the Bleve index. Both hold words as written, without positions:
// stems are groups of words (vocab.forms), phrases are checked in the word
// streams.
const (
	fieldSubject = "subject"
	fieldBody    = "body"
)

// Archives below this many cables are one shard.
const minShard = 4000

// rankStreams writes the word streams with ranks for numbers, and shows each.
func rankStreams(dir string, rank []uint32, n int, each func(*wordStream)) error {
	in, err := os.Open(filepath.Join(dir, "streams.tmp"))
	if err != nil {
		return err
	}
	defer in.Close()
	offs, err := readOffsets(filepath.Join(dir, "streams.tmp.offsets"), n)
	if err != nil {
		return err
	}
	out, err := newRecordWriter(filepath.Join(dir, "words", "streams"))
	if err != nil {
		return err
	}
	defer out.abandon()
	var s wordStream
	var b []byte
	err = eachRecord(in, offs, 0, n, func(_ int, rec []byte) error {
		if err := s.decode(rec); err != nil {
			return err
		}
		s.renumber(rank)
		each(&s)
		b = s.encode(b[:0])
		return out.write(b)
	})
	if err != nil {
		return err
	}
	return out.close()
}

// eachRecord reads the records lo to hi of a file in order.
func eachRecord(f *os.File, offs []uint64, lo, hi int, do func(i int, rec []byte) error) error {
	if lo >= hi {
		return nil
	}
	if _, err := f.Seek(int64(offs[lo]), 0); err != nil {
		return err
	}
	r := bufio.NewReaderSize(f, 1<<18)
	var buf []byte
	for i := lo; i < hi; i++ {
		n := int(offs[i+1] - offs[i])
		if cap(buf) < n {
			buf = make([]byte, n*2)
		}
		buf = buf[:n]
		if _, err := io.ReadFull(r, buf); err != nil {
			return fmt.Errorf("read %s: %w", f.Name(), err)
		}
		if err := do(i, buf); err != nil {
			return err
		}
	}
	return nil
}

// shardSizes divides n cables among at most so many shards.
func shardSizes(n, most int) []int {
	k := max(1, min(most, n/minShard))
	var sizes []int
	for i := range k {
		sizes = append(sizes, n*(i+1)/k-n*i/k)
	}
	return sizes
}

// buildIndex writes one Bleve index a shard, side by side, and returns them.
func buildIndex(ctx context.Context, dir string, v *vocab, sizes []int, progress func(done int)) error {
	n := 0
	for _, s := range sizes {
		n += s
	}
	offs, err := readOffsets(filepath.Join(dir, "words", "streams.offsets"), n)
	if err != nil {
		return err
	}
	steps := make(chan int)
	eg, ctx := errgroup.WithContext(ctx)
	lo := 0
	for i, size := range sizes {
		from := lo
		lo += size
		eg.Go(func() error {
			if err := buildShard(ctx, dir, i, v, offs, from, from+size, steps); err != nil {
				return fmt.Errorf("build shard %d: %w", i, err)
			}
			return nil
		})
	}
	wait := make(chan error, 1)
	go func() { wait <- eg.Wait() }()
	done := 0
	for {
		select {
		case k := <-steps:
			done += k
			progress(done)
		case err := <-wait:
			return err
		}
	}
}

func buildShard(ctx context.Context, dir string, shard int, v *vocab, offs []uint64, lo, hi int, steps chan<- int) error {
	f, err := os.Open(filepath.Join(dir, "words", "streams"))
	if err != nil {
		return err
	}
	defer f.Close()
	b, err := scorch.NewBuilder(map[string]any{
		"path":            shardPath(dir, shard),
		"buildPathPrefix": dir,
		"batchSize":       1000,
		"mergeMax":        1000,
	})
	if err != nil {
		return err
	}
	var s wordStream
	fields := newFieldMaker(v)
	err = eachRecord(f, offs, lo, hi, func(ord int, rec []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.decode(rec); err != nil {
			return err
		}
		subject, body := s.lengths()
		doc := document.NewDocument(docID(uint32(ord)))
		doc.AddField(fields.field(fieldSubject, subject, s.subject, s.joinedSubject))
		doc.AddField(fields.field(fieldBody, body, s.body, s.joinedBody))
		if err := b.Index(doc); err != nil {
			return err
		}
		if (ord+1)%1000 == 0 {
			steps <- 1000
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.Close()
}

func shardPath(dir string, shard int) string {
	return filepath.Join(dir, "index", strconv.Itoa(shard))
}

// docID is the id of a document in Bleve: its ordinal.
func docID(ord uint32) string {
	return string(binary.BigEndian.AppendUint32(nil, ord))
}

// A textField hands ready word counts to Bleve, which so need not split texts.
type textField struct {
	name   string
	length int
	freqs  index.TokenFrequencies
}

// fieldMaker makes the fields of a shard.
type fieldMaker struct {
	v      *vocab
	text   []byte   // of all words
	counts []uint32 // by word; zeros between fields
	here   []uint32 // words of the field at hand, each once
}

func newFieldMaker(v *vocab) *fieldMaker {
	return &fieldMaker{v: v, text: []byte(v.text), counts: make([]uint32, v.len()+1)}
}

func (m *fieldMaker) field(name string, length uint32, lists ...[]uint32) *textField {
	m.here = m.here[:0]
	for _, ids := range lists {
		for _, id := range ids {
			if id == lineBreak {
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
		t.Term = m.text[m.v.offs[id]:m.v.offs[id+1]:m.v.offs[id+1]]
		t.SetFrequency(int(m.counts[id]))
		freqs[m.v.word(id)] = t
		m.counts[id] = 0
	}
	return &textField{name, int(length), freqs}
}

func (f *textField) Name() string                        { return f.name }
func (f *textField) Value() []byte                       { return nil }
func (f *textField) ArrayPositions() []uint64            { return nil }
func (f *textField) EncodedFieldType() byte              { return 't' }
func (f *textField) Analyze()                            {}
func (f *textField) Options() index.FieldIndexingOptions { return index.IndexField }
func (f *textField) AnalyzedLength() int                 { return f.length }
func (f *textField) NumPlainTextBytes() uint64           { return uint64(f.length) }
func (f *textField) Size() int                           { return 64 * len(f.freqs) }
func (f *textField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	return f.freqs
}
