package postings

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"

	"reftel/internal/index/words"
)

// watched is a document that notes what Bleve is shown while it visits another one of the
// batch: whole texts, and words that are only counted.
type watched struct {
	*document
	texts, counts *int
}

func (w watched) VisitFields(visit index.FieldVisitor) {
	meanwhile := w.row.visiting
	w.document.VisitFields(func(f index.Field) {
		switch f := f.(type) {
		case *counting:
			*w.counts++
		case *field:
			if meanwhile && f.name == words.Body.String() {
				*w.texts++
			}
		}
		visit(f)
	})
}

// TestRow holds that a batch whose words are counted at once becomes the segment that its
// documents become one by one, and that Bleve asks for no text twice.
func TestRow(t *testing.T) {
	t.Parallel()
	const n = 300
	_, src, _ := small(t, n, 1)
	b := &builder{Source: src, dir: filepath.Dir(src.Streams), terms: src.keywords()}
	fields := newFieldMaker(src.Vocab)
	texts, counts := 0, 0
	segment := func(rowOf func() *row) map[string]string {
		var docs []index.Document
		err := b.each(t.Context(), 0, n, func(_ int, e *entry) error {
			docs = append(docs, watched{fields.document(e, rowOf()), &texts, &counts})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			d.AddIDField()
		}
		m := merger{}
		s, _, err := m.plugin.New(docs)
		if err != nil {
			t.Fatal(err)
		}
		lists := map[string]string{}
		for _, f := range s.Fields() {
			d, err := s.Dictionary(f)
			if err != nil {
				t.Fatal(err)
			}
			terms := d.AutomatonIterator(nil, nil, nil)
			for e, err := terms.Next(); e != nil; e, err = terms.Next() {
				if err != nil {
					t.Fatal(err)
				}
				l, err := d.PostingsList([]byte(e.Term), nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				it := l.Iterator(true, true, false, nil)
				list := ""
				for p, err := it.Next(); p != nil; p, err = it.Next() {
					if err != nil {
						t.Fatal(err)
					}
					list += fmt.Sprintf(" %d:%d", p.Number(), p.Frequency())
				}
				lists[f+" "+e.Term] = list
			}
		}
		return lists
	}
	shared := &row{maker: fields}
	atOnce := segment(func() *row { return shared })
	if texts != 0 || counts == 0 {
		t.Errorf("Bleve was shown %d texts to count them, and %d times words that are counted", texts, counts)
	}
	oneByOne := segment(func() *row { return &row{maker: fields} })
	if diff := cmp.Diff(oneByOne, atOnce); diff != "" {
		t.Errorf("(-one by one +at once)\n%s", diff)
	}
	if got := atOnce["body nets"]; !strings.HasPrefix(got, " 0:2 1:2 ") || len(atOnce) < n {
		t.Errorf("%d lists, nets in%s", len(atOnce), got)
	}
}
