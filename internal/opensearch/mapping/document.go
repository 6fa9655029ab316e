package mapping

import (
	"hash/fnv"
	"time"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/rank"
	"reftel/internal/archive/record"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
)

// An Entry is a cable with what is known of it once all cables were read.
type Entry struct {
	Cable   *cable.Cable
	Frame   []byte // its record, encoded
	Ord     int
	Dated   int      // how many cables of the archive have a date
	Aliases []string // ids.Table.OthersOf
	Group   int      // ordinal of the first of its copies, its own where it has none
	Alike   int      // other copies
	Means   rank.Means

	Added, Changed time.Time
}

// Document is what is sent of a cable.
func Document(e Entry, n *Names) map[string]any {
	c := e.Cable
	subject, body := wordsOf(c)
	d := map[string]any{
		ID: c.ID, Ord: e.Ord, Newest: newest(e.Ord, e.Dated), Key: ids.Key(c.ID), Aliases: e.Aliases,
		Group: e.Group, Added: e.Added.Unix(), Changed: e.Changed.Unix(),
		Summary: record.List(c), Frame: e.Frame,
		Subject.Row(): subject.row, Subject.Stems(): subject.stems, Subject.Beside(): subject.allBeside(),
		Body.Row(): body.row, Body.Stems(): body.stems, Body.Beside(): body.allBeside(),
	}
	d[Beginnings] = beginnings(subject, body)
	weigh(d, subject, body, e.Means)
	if n := ids.WithoutYear(c.ID); n != "" {
		d[Number] = n
	}
	if e.Alike > 0 {
		d[Copies], d[Alike] = e.Group, e.Alike
	}
	if !c.Date.IsZero() {
		d[Date] = c.Date.Key()
		d[From], d[To] = values.DaySpan(c.Date)
	}
	for _, f := range values.Names() {
		vs := valuesOf(c, f, n)
		if len(vs) > 0 {
			d[string(f)] = vs
		}
	}
	var lacking []query.Facet
	for _, f := range query.Facets() {
		if d[string(f)] == nil {
			lacking = append(lacking, f)
		}
	}
	d[Lacking] = lacking
	for _, f := range Many() {
		var numbers []int32
		for _, v := range valuesOf(c, f, n) {
			numbers = append(numbers, numberOf(v))
		}
		d[Counted(f)] = numbers
	}
	for _, f := range Named() {
		var words []string
		for _, v := range valuesOf(c, f, n) {
			words = append(words, n.Folded(values.KindOf(f), v, ""))
		}
		d[Words(f)] = words
	}
	return d
}

// valuesOf are the values of a property, each once.
func valuesOf(c *cable.Cable, f query.Facet, n *Names) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, v := range values.Of(c, f, n.Counted) {
		if !seen[v.Text] {
			seen[v.Text] = true
			out = append(out, v.Text)
		}
	}
	return out
}

// numberOf is a number for a name. Of a million names some hundred share theirs with
// another.
func numberOf(name string) int32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int32(h.Sum32())
}

// newest is the place of a cable where the newest come first and the undated last.
func newest(ord, dated int) int {
	if ord < dated {
		return dated - 1 - ord
	}
	return ord
}

// A Stored is what comes back of a document, as far as it is asked for.
type Stored struct {
	ID         string        `json:"id"`
	Ord        int           `json:"ord"`
	Aliases    []string      `json:"aliases"`
	Collection []string      `json:"collection"`
	Copies     *int          `json:"copies"`
	Alike      int           `json:"alike"`
	Added      int64         `json:"added"`
	Changed    int64         `json:"changed"`
	Summary    record.Listed `json:"summary"`
	Frame      []byte        `json:"frame"`
}
