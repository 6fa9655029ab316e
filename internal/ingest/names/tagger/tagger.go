// Package tagger recognises the names of persons, organisations and places in
// the texts of a cable, in capitals or not. It is a linear-chain conditional
// random field over words: each label of a word has a score, the sum of small
// whole numbers that features of the word and its neighbours choose out of a
// table, and so has each pair of labels in a row. The table is made by package
// train from public texts and is embedded. The package knows no cable and asks
// nobody: the same texts give the same names on every machine.
package tagger

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A Name is a mention: bytes of the text, a kind of entity, and how likely it is
// that a name of this kind begins and ends there.
type Name struct {
	Start, End int
	Kind       string
	Confidence float64
}

// A Model is a tagger that was trained. It is safe for use by several
// goroutines.
type Model struct {
	words   *Words
	rows    []uint64 // weights of the labels of a bucket, a byte each, plus 128
	bridge  *bridge
	trans   [Labels][Labels]int16
	scratch sync.Pool
}

// New makes a model of weights by bucket and label and of scores of labels in a
// row, both in units.
func New(words *Words, weights [][Labels]int8, trans [Labels][Labels]int16) *Model {
	m := &Model{words: words, rows: make([]uint64, 1<<weightBits), trans: trans, bridge: newBridge(trans)}
	for i := range m.rows {
		var row uint64
		for y := range Labels {
			w := int8(0)
			if i < len(weights) {
				w = weights[i][y]
			}
			row |= uint64(uint8(int(w)+128)) << (8 * y)
		}
		m.rows[i] = row
	}
	m.scratch.New = func() any { return &work{} }
	return m
}

// work is what one reading of a cable needs, kept for the next one.
type work struct {
	rows     [][]Token
	chains   []chain
	features []uint32
	pool     pool
	glossed  map[uint64]bool // abbreviations that are explained
}

func (w *work) size(n int) {
	for len(w.rows) < n {
		w.rows = append(w.rows, nil)
		w.chains = append(w.chains, chain{})
	}
}

// together is how many bytes of text are read at once: a cable is, but not a file
// of many megabytes that has no end.
const together = 1 << 20

// Tag finds the names of texts that belong together: the paragraphs of a cable.
// Of known, words of names of persons, it expects that they are such.
func (m *Model) Tag(texts []string, known []string) [][]Name {
	w := m.scratch.Get().(*work)
	defer m.scratch.Put(w)
	persons := hashes(known)
	out := make([][]Name, len(texts))
	for i := 0; i < len(texts); {
		j, size := i, 0
		for j < len(texts) && (j == i || size+len(texts[j]) <= together) {
			size += len(texts[j])
			j++
		}
		if size > together {
			out[i] = m.long(w, texts[i], persons)
		} else {
			m.tag(w, texts[i:j], persons, out[i:j])
		}
		i = j
	}
	return out
}

// long reads a text in pieces that end at a blank.
func (m *Model) long(w *work, text string, persons map[uint64]bool) []Name {
	var all []Name
	for from := 0; from < len(text); {
		to := min(from+together, len(text))
		if to < len(text) {
			if blank := strings.LastIndexAny(text[from:to], " \n"); blank > 0 {
				to = from + blank
			} else {
				for to > from+1 && !utf8.RuneStart(text[to]) {
					to--
				}
			}
		}
		var out [1][]Name
		m.tag(w, []string{text[from:to]}, persons, out[:])
		for _, n := range out[0] {
			n.Start, n.End = n.Start+from, n.End+from
			all = append(all, n)
		}
		from = to
	}
	return all
}

// tag reads texts at once.
func (m *Model) tag(w *work, texts []string, persons map[uint64]bool, out [][]Name) {
	w.size(len(texts))
	for i, text := range texts {
		w.rows[i] = read(m.words, text, persons, w.rows[i])
	}
	mixed := mixedCase(w.rows[:len(texts)])
	for i := range texts {
		m.score(w, w.rows[i], &w.chains[i], mixed)
		w.chains[i].marginals(m.bridge)
	}
	w.glosses(texts)
	w.pool.fill(w.rows[:len(texts)], w.chains)
	for i := range texts {
		c := &w.chains[i]
		if w.pool.add(w.rows[i], c) {
			c.marginals(m.bridge)
		}
		c.viterbi(m.bridge)
		out[i] = m.names(w, w.rows[i], c)
	}
}

func hashes(known []string) map[uint64]bool {
	var out map[uint64]bool
	for _, name := range known {
		row := tokens(name, nil)
		for _, t := range row[pad : len(row)-pad] {
			if t.length > 2 {
				if out == nil {
					out = map[uint64]bool{}
				}
				out[t.word] = true
			}
		}
	}
	return out
}

// read makes the tokens of a text with all that features ask of them.
func read(words *Words, text string, persons map[uint64]bool, row []Token) []Token {
	row = tokens(text, row)
	words.look(row)
	if len(persons) > 0 {
		for i := range row {
			if row[i].length > 2 && row[i].lists&(1<<Surnames|1<<Forenames) == 0 && persons[row[i].word] {
				row[i].lists |= 1 << Surnames
			}
		}
	}
	context(row)
	return row
}

// mixedCase reports whether texts tell names by capitals: a third of the words
// begin small.
func mixedCase(rows [][]Token) bool {
	small, all := 0, 0
	for _, row := range rows {
		for i := range row {
			if row[i].shape&hasLetter != 0 {
				all++
				if row[i].Small {
					small++
				}
			}
		}
	}
	return small > 0 && small*3 >= all
}

// score sums the weights of the features of each token. A row of the table is
// added as a whole: eight bytes as two times four numbers of 16 bits.
func (m *Model) score(w *work, row []Token, c *chain, mixed bool) {
	const lanes = 0x00ff00ff00ff00ff
	c.size(len(row) - 2*pad)
	c.foreign = foreign(row)
	for i := pad; i < len(row)-pad; i++ {
		small := mixed && row[i].Small
		inside := row[i].shape&hasLetter == 0 || small // no name begins with it
		no := row[i].Closed || small && !joining(row, i) || inside && (i == pad || c.never[i-pad-1])
		if c.never[i-pad] = no; no {
			continue
		}
		s := &c.score[i-pad]
		f := features(row, i, w.features[:0])
		w.features = f
		var even, odd uint64
		for _, at := range f {
			x := m.rows[at&(1<<weightBits-1)]
			even += x & lanes
			odd += x >> 8 & lanes
		}
		base := int32(len(f)) * 128
		for y := 0; y < 8; y += 2 {
			s[y] = int32(even>>(8*y)&0xffff) - base
			s[y+1] = int32(odd>>(8*y)&0xffff) - base
		}
		if inside {
			s[BeginPER], s[BeginORG], s[BeginLOC] = never, never, never
		}
		for k, sooner := range leans {
			s[2*k+1] += sooner
		}
		lean(row, i, s)
		if c.foreign && row[i].lists == 0 {
			s[Out] += foreignWeight
		}
		if mixed && telling(row, i) {
			s[Out] -= capitalWeight
		}
		if mixed && row[i].capitals {
			s[BeginPER], s[InPER] = s[BeginPER]-capitalWeight, s[InPER]-capitalWeight
		}
	}
}

// joining reports whether a small word may stand inside of a name: de, of, and what
// follows a hyphen.
func joining(row []Token, i int) bool {
	return row[i-1].joins || row[i].foreign || ordinary(row[i].bucket) && row[i].length <= 3
}

// names are the spans that the best labels tell.
func (m *Model) names(w *work, row []Token, c *chain) []Name {
	var out []Name
	for i := 0; i < len(c.best); {
		begin := c.best[i]
		j := i + 1
		if begin != Out {
			for j < len(c.best) && c.best[j] == begin+1 {
				j++
			}
			end := j
			for end > i+1 && row[pad+end-1].shape&isMark != 0 {
				end--
			}
			if end == i+1 && row[pad+i].foreign && !w.glossed[row[pad+i].word] && (c.foreign || row[pad+i].lists&(1<<OrgCodes) == 0) {
				i = j
				continue
			}
			if end == i+1 && refuses(row, pad+i, begin) {
				i = j
				continue
			}
			from := i
			if begin == BeginPER && end > i+1 {
				if from = person(row, pad+i, pad+end) - pad; from == end {
					i = j
					continue
				}
			}
			likely := c.spanned(m.bridge, i, j, begin)
			if end == i+1 && begin != BeginPER && initials(row, pad+i) && c.best[end] <= BeginPER {
				begin, end = BeginPER, end+1
				for j = end; j < len(c.best) && c.best[j] == InPER; j++ {
					if row[pad+j].shape&isMark == 0 {
						end = j + 1
					}
				}
			}
			out = append(out, Name{
				Start: int(row[pad+from].Start), End: int(row[pad+end-1].End), Kind: kinds[(begin-1)/2],
				Confidence: likely,
			})
		}
		i = j
	}
	return out
}

// leans are how much sooner a name of a kind begins than the model says: names
// that stand in for others in training are persons more often than those of a
// telegram are, and the rules that make its labels overlook organisations.
var leans = [len(kinds)]int32{-28, 20, -8}

// capitalWeight is how much a capital says where the text tells names by them;
// and a word all in capitals there, that it is no person.
const capitalWeight = 2 * unit

// telling reports whether a token has a capital that only a name explains: not
// at the beginning of a sentence, not of a word that is written small as well or
// stands before a name.
func telling(row []Token, i int) bool {
	t, before := &row[i], &row[i-1]
	return t.shape&hasDigit == 0 && t.length > 2 && rare(t.bucket) && t.lists&(1<<Titles|1<<Titles<<insideShift|1<<Heads|1<<Calendar|1<<OtherCodes) == 0 &&
		before.shape&hasLetter != 0 && (before.Small || before.lists&(1<<Titles) != 0)
}

// foreignWeight is how much more it takes to be a name in a text of another
// language: its words are as unknown as names are.
const foreignWeight = 3 * unit

// foreign reports whether a text is in another language: one of five words is a
// small one of it.
func foreign(row []Token) bool {
	n, all := 0, 0
	for i := range row {
		if row[i].shape&hasLetter != 0 {
			all++
			if row[i].foreign {
				n++
			}
		}
	}
	return n >= 4 && n*5 > all
}
