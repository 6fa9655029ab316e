package tagger

// A pool collects what all mentions of a word in a cable say, so that one where
// the words round it tell little leans on the others.
type pool struct {
	at   map[uint64]int32 // by word, into sums
	sums []pooled
	seen [1 << 6]uint64 // which words may be in at, by some bits of their hash
}

type pooled struct {
	kinds [len(kinds)]float64
	n     float64
}

// Of a mention that is a name with this chance its word is pooled; a word that
// all others say the same of gains so many units: as a name or none, and as one
// kind before the others.
const (
	poolFrom     = 0.05
	poolWeight   = 2 * unit
	kindWeight   = 2.5 * unit
	anchorWeight = 4
)

func (p *pool) fill(rows [][]Token, chains []chain) {
	if p.at == nil {
		p.at = map[uint64]int32{}
	}
	clear(p.at)
	clear(p.seen[:])
	p.sums = p.sums[:0]
	for r, row := range rows {
		c := &chains[r]
		for i := pad; i < len(row)-pad; i++ {
			t := &row[i]
			if c.never[i-pad] || t.shape&hasLetter == 0 || t.length < 2 || c.likely(i-pad, Out) > 1-poolFrom {
				continue
			}
			if _, ok := p.at[t.word]; !ok {
				p.at[t.word] = int32(len(p.sums))
				p.seen[t.word>>6&63] |= 1 << (t.word & 63)
				p.sums = append(p.sums, pooled{})
			}
		}
	}
	if len(p.sums) == 0 {
		return
	}
	for r, row := range rows {
		for i := pad; i < len(row)-pad; i++ {
			if s := p.of(&row[i]); s != nil {
				w := weightOf(row, i)
				s.n += w
				if chains[r].never[i-pad] {
					continue
				}
				for k := range kinds {
					s.kinds[k] += float64(w * chains[r].kind(i-pad, k))
				}
			}
		}
	}
}

// kind is how likely it is that a token is part of a name of a kind.
func (c *chain) kind(i, k int) float64 { return c.likely(i, Label(2*k+1)) + c.likely(i, Label(2*k+2)) }

// weightOf is how much a mention says of its word: one behind a title and one
// that stands alone in brackets, as the abbreviation of a name does, tell more.
func weightOf(row []Token, i int) float64 {
	if row[i].titled == 1 || row[i-1].opens && row[i+1].closes {
		return anchorWeight
	}
	return 1
}

func (p *pool) of(t *Token) *pooled {
	if p.seen[t.word>>6&63]>>(t.word&63)&1 == 0 {
		return nil
	}
	if i, ok := p.at[t.word]; ok {
		return &p.sums[i]
	}
	return nil
}

// add adds what the other mentions say to the scores of a row and reports
// whether there was any.
func (p *pool) add(row []Token, c *chain) bool {
	changed := false
	for i := pad; i < len(row)-pad; i++ {
		s := p.of(&row[i])
		if s == nil {
			continue
		}
		w := weightOf(row, i)
		others := s.n - w
		if others == 0 {
			continue
		}
		changed = true
		if c.never[i-pad] {
			continue
		}
		var q [len(kinds)]float64
		named := 0.0
		for k := range kinds {
			q[k] = max(0, s.kinds[k]-float64(w*c.kind(i-pad, k))) / others
			named += q[k]
		}
		if named < poolFrom/4 {
			named = poolFrom / 4
		}
		for k := range kinds {
			gain := int32(float64(named*poolWeight) + float64((q[k]/named-1)*kindWeight*min(1, named*2)))
			c.score[i-pad][2*k+1] += gain
			c.score[i-pad][2*k+2] += gain
		}
		c.score[i-pad][Out] += int32(float64((1 - named) * poolWeight))
	}
	return changed
}
