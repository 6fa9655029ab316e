package measure

import (
	"fmt"
	"io"
	"text/tabwriter"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A Finder sets the entities of a cable.
type Finder interface{ Apply(*cable.Cable) }

// Run lets a finder find the names of each document as a whole, as an ingest
// does, and scores them.
func Run(f Finder, docs []Document) *Score {
	s := NewScore()
	for _, d := range docs {
		c := &cable.Cable{ID: d.ID}
		for _, p := range d.Paragraphs {
			c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Text: p.Text})
		}
		f.Apply(c)
		for i, p := range d.Paragraphs {
			s.Add(p.Spans, spansOf(p.Text, c.Paragraphs[i].Entities))
		}
	}
	return s
}

// spansOf are entities with their places in bytes.
func spansOf(text string, es []cable.Entity) []Span {
	out := make([]Span, 0, len(es))
	at, chars := 0, 0
	for _, e := range es {
		for ; chars < e.Start && at < len(text); chars++ {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
		}
		out = append(out, Span{at, at + len(e.Text), e.Kind})
	}
	return out
}

// Write prints the score as a table.
func (s *Score) Write(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tmarked\tfound\tprecision\trecall\tF1 overlap\tprecision\trecall\tF1 exact\t")
	for _, k := range Kinds {
		s.Kinds[k].write(t, k)
	}
	s.All.write(t, "all")
	s.KindFree.write(t, "kind ignored")
	if err := t.Flush(); err != nil {
		return fmt.Errorf("writing the score: %w", err)
	}
	return nil
}

func (c *Count) write(w io.Writer, name string) {
	fmt.Fprintf(w, "%s\t%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t\n", name, c.Marked, c.Found,
		c.Precision(c.Overlap), c.Recall(c.Overlap), c.F1(c.Overlap), c.Precision(c.Exact), c.Recall(c.Exact), c.F1(c.Exact))
}
