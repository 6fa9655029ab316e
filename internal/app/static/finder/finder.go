// Package finder writes what a browser needs to search a copy of the site without a
// server: a page, a script, and an index in scripts, of which a search loads the few that
// its words stand in. Scripts are loaded from a disk too, where nothing can be fetched.
//
// The index has the words of all texts as package text folds them, each with the places
// where it stands, and the values of the facets. Stems are made here: the script knows
// the groups of words that have one.
package finder

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
	"reftel/internal/query"
	"reftel/internal/server/shape"
	"reftel/internal/text"
	"reftel/web/templates/words"
)

// Folder is where the index stands, beside the page.
const Folder = "data"

//go:embed search.js
var script []byte

//go:embed results.js
var results []byte

// How large the parts of the index are, in bytes and in cables.
const (
	shardBytes = 48 << 10
	textBytes  = 24 << 10
	cablesPart = 250
	listed     = 1000
)

// A writing is the index while it is made.
type writing struct {
	lead  func(id, anchor string) string
	write func(name string, b []byte) error

	a      archive.Archive
	say    *words.Speaker
	named  map[string]string // names of things, by kind and mention
	words  map[string]*list
	stems  map[string]map[string]bool
	cables []row
	texts  [][]piece
	held   int // bytes of texts
	meta   meta
}

// A list is where a word stands, in the writing of the script.
type list struct {
	last  int // cable
	count int
	b     []byte
}

// A row is what a result shows of a cable: id, title, date, sender, classification,
// where it leads.
type row [6]string

// A piece is a paragraph: its anchor, "" for the subject; its text.
type piece [2]string

type meta struct {
	Cables  int      `json:"n"`
	Part    int      `json:"part"`
	Shards  []string `json:"shards"`  // the first word of each
	Texts   []int    `json:"texts"`   // the first cable of each
	Subject []int    `json:"subject"` // words of each cable's subject
	Body    []int    `json:"body"`
	Dates   []int    `json:"dates"` // first and last day of each, 0 for none
}

// Write writes the index of an archive, with dates as a speaker says them. Lead is the link to a cable, or a paragraph.
func Write(ctx context.Context, a archive.Archive, say *words.Speaker, lead func(id, anchor string) string, write func(name string, b []byte) error) error {
	w := &writing{a: a, say: say, named: map[string]string{}, lead: lead, write: write, words: map[string]*list{}, stems: map[string]map[string]bool{}, meta: meta{Part: cablesPart}}
	for from := 0; ; from += listed {
		held, err := a.IDs(ctx, from, listed)
		if err != nil {
			return fmt.Errorf("indexing for the browser: %w", err)
		}
		if len(held) == 0 {
			break
		}
		for _, id := range held {
			rec, err := a.Record(ctx, id, archive.Parsed)
			if err != nil {
				return fmt.Errorf("indexing cable %s for the browser: %w", id, err)
			}
			if err := w.add(ctx, rec.Cable); err != nil {
				return err
			}
		}
	}
	if err := w.endTexts(); err != nil {
		return err
	}
	return w.end()
}

// gap stands between the places of the subject and those of the text.
const gap = 50

// add indexes the next cable.
func (w *writing) add(ctx context.Context, c *cable.Cable) error {
	n := w.meta.Cables
	w.meta.Cables++
	at, length := 0, [2]int{}
	places := map[string][]int{}
	see := func(s string, subject bool) {
		text.Scan(s, func(term []byte, _, _ int, kind text.Kind) {
			t := string(term)
			switch kind {
			case text.Plain:
				places[t] = append(places[t], at)
				at++
				if subject {
					length[0]++
				} else {
					length[1]++
				}
			case text.Joined:
				if p := places[t]; len(p) == 0 || p[len(p)-1] < at-1 {
					places[t] = append(p, at-1)
				}
			}
		})
		if subject {
			at = length[0] + gap
		}
	}
	values.EachProse(c, see)
	values.EachAddition(c, see)
	for t, p := range places {
		slices.Sort(p)
		w.enter(t, n, p)
		if s := text.Stem(t); w.stems[s] == nil {
			w.stems[s] = map[string]bool{t: true}
		} else {
			w.stems[s][t] = true
		}
	}
	if err := w.keys(ctx, c, n); err != nil {
		return err
	}
	from, to := int32(0), int32(0)
	if !c.Date.IsZero() {
		from, to = values.DaySpan(c.Date)
	}
	w.meta.Subject, w.meta.Body = append(w.meta.Subject, length[0]), append(w.meta.Body, length[1])
	w.meta.Dates = append(w.meta.Dates, int(from), int(to))
	w.cables = append(w.cables, row{c.ID, c.Title(), shape.Long(w.say, c.Date), cmp.Or(c.Origin.Name, c.From), c.Classification, w.lead(c.ID, "")})
	if len(w.cables) == cablesPart {
		if err := w.endCables(); err != nil {
			return err
		}
	}
	return w.text(c)
}

// keys enters what a cable has as a whole: values of facets, ids. A key begins with a
// sign that no word has. Names are entered word by word too.
func (w *writing) keys(ctx context.Context, c *cable.Cable, n int) error {
	seen := map[string]bool{}
	enter := func(kind, value string) {
		k := "=" + kind + ":" + text.Squeeze(value)
		if !seen[k] {
			seen[k] = true
			w.enter(k, n, nil)
		}
	}
	for _, f := range values.Names() {
		if f == query.Year {
			continue
		}
		vs := values.Of(c, f, nil)
		if len(vs) == 0 {
			enter(string(f), query.None)
		}
		for _, v := range vs {
			name, err := w.name(ctx, f, v.Text)
			if err != nil {
				return err
			}
			enter(string(f), v.Text)
			enter(string(f), name)
			if f == values.To || values.KindOf(f) != "" {
				for _, word := range text.Words(name) {
					enter(string(f), word)
				}
			}
		}
	}
	enter("post", c.Origin.Name)
	for _, id := range append([]string{c.ID}, c.Aliases...) {
		enter("id", id)
		if short := ids.WithoutYear(id); short != "" {
			enter("number", short)
		}
	}
	return nil
}

// name is the name under which a mention is counted.
func (w *writing) name(ctx context.Context, f query.Facet, mention string) (string, error) {
	if values.KindOf(f) == "" {
		return mention, nil
	}
	key := string(f) + ":" + mention
	if name, ok := w.named[key]; ok {
		return name, nil
	}
	thing, err := w.a.Named(ctx, f, mention)
	if err != nil {
		return "", fmt.Errorf("looking up the name %q: %w", mention, err)
	}
	name := mention
	if thing != nil {
		name = thing.Name
	}
	w.named[key] = name
	return name, nil
}

func (w *writing) enter(key string, cable int, places []int) {
	l := w.words[key]
	if l == nil {
		l = &list{last: -1}
		w.words[key] = l
	}
	l.b = number(l.b, cable-l.last-1)
	l.last = cable
	l.count++
	if strings.HasPrefix(key, "=") {
		return
	}
	l.b = number(l.b, len(places))
	before := 0
	for _, p := range places {
		l.b = number(l.b, p-before)
		before = p
	}
}

// signs are the digits of numbers in the index.
const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number writes a number, five bits a sign, the lowest first; the sixth says that more
// follow.
func number(b []byte, n int) []byte {
	for n >= 32 {
		b = append(b, signs[n&31|32])
		n >>= 5
	}
	return append(b, signs[n])
}

// text keeps the paragraphs of a cable for snippets.
func (w *writing) text(c *cable.Cable) error {
	if len(w.texts) == 0 {
		w.meta.Texts = append(w.meta.Texts, w.meta.Cables-1)
	}
	var ps []piece
	for i := range c.Paragraphs {
		p := &c.Paragraphs[i]
		ps = append(ps, piece{w.lead(c.ID, p.Anchor), strings.Join(strings.Fields(p.Text), " ")})
		w.held += len(p.Text)
	}
	w.texts = append(w.texts, ps)
	if w.held < textBytes {
		return nil
	}
	return w.endTexts()
}

func (w *writing) endTexts() error {
	if len(w.texts) == 0 {
		return nil
	}
	err := w.call(fmt.Sprintf("x/%d.js", len(w.meta.Texts)-1), "text", len(w.meta.Texts)-1, w.texts)
	w.texts, w.held = nil, 0
	return err
}

func (w *writing) endCables() error {
	if len(w.cables) == 0 {
		return nil
	}
	part := (w.meta.Cables - 1) / cablesPart
	err := w.call(fmt.Sprintf("d/%d.js", part), "cables", part, w.cables)
	w.cables = nil
	return err
}

// end writes the words, in order, in shards of about the same size.
func (w *writing) end() error {
	if err := w.endCables(); err != nil {
		return err
	}
	keys := make([]string, 0, len(w.words)+len(w.stems))
	for k := range w.words {
		keys = append(keys, k)
	}
	for s := range w.stems {
		keys = append(keys, "~"+s)
	}
	slices.SortFunc(keys, byUnits)
	shard, size := map[string]any{}, 0
	flush := func() error {
		if len(shard) == 0 {
			return nil
		}
		n := len(w.meta.Shards) - 1
		err := w.call(fmt.Sprintf("t/%d.js", n), "words", n, shard)
		shard, size = map[string]any{}, 0
		return err
	}
	for _, k := range keys {
		if len(shard) == 0 {
			w.meta.Shards = append(w.meta.Shards, k)
		}
		if stem, ok := strings.CutPrefix(k, "~"); ok {
			var group []string
			for word := range w.stems[stem] {
				group = append(group, word)
			}
			slices.Sort(group)
			shard[k] = strings.Join(group, " ")
			size += len(k) + 12*len(group)
		} else {
			l := w.words[k]
			entry := []any{l.count, string(l.b)}
			if !strings.HasPrefix(k, "=") {
				entry = append(entry, text.Stem(k))
			}
			shard[k] = entry
			size += len(k) + len(l.b) + 16
			delete(w.words, k)
		}
		if size > shardBytes {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := w.call("meta.js", "meta", 0, w.meta); err != nil {
		return err
	}
	return w.write("search.js", slices.Concat(script, results))
}

// byUnits compares as the script does: letters beyond the basic plane are rare, and go by
// their halves there.
func byUnits(a, b string) int { return slices.Compare(units(a), units(b)) }

// call writes a script that hands something to that of the page.
func (w *writing) call(name, function string, n int, v any) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "reftel.%s(%d,", function, n)
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	b.Truncate(b.Len() - 1) // the end of the line
	b.WriteString(");\n")
	return w.write(Folder+"/"+name, b.Bytes())
}
