package tagger

// Scores are whole numbers, so that they are the same on every machine: a unit is
// a 32nd of a natural logarithm.
const unit = 32

// factors are exp(-d/unit). They are made by multiplication alone, and products
// are rounded before they are added (the conversions to float64 below forbid
// that both happen in one step), so that these too are the same everywhere.
var factors = func() (t [24 * unit]float64) {
	const step = 0.9692332344763441 // exp(-1/unit)
	x := 1.0
	for d := range t {
		t[d] = x
		x = float64(x * step)
	}
	return t
}()

func factor(d int32) float64 { return factors[min(d, int32(len(factors)-1))] }

// A chain is the labels of one row of tokens, under way.
type chain struct {
	score    [][8]int32   // of labels by token
	emit     [][8]float64 // the same as factors
	forward  [][8]float64
	backward [][8]float64
	scale    []float64
	back     [][8]uint8
	best     []Label
	never    []bool // that a token is in no name, whatever stands round it: Out for certain, and the sums over labels of it are not made
	foreign  bool   // the text is in another language
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (c *chain) size(n int) {
	c.score, c.emit, c.forward, c.backward = sized(c.score, n), sized(c.emit, n), sized(c.forward, n), sized(c.backward, n)
	c.scale, c.back, c.best, c.never = sized(c.scale, n), sized(c.back, n), sized(c.best, n), sized(c.never, n)
}

// outForCertain is forward, and are the emissions, of a token that is in no name. Most
// of the words of a text that tells names by capitals are such, so that neither is
// written for each.
var outForCertain = [8]float64{Out: 1}

// A bridge is the scores of two labels in a row.
type bridge struct {
	score  [8][8]int32
	factor [8][8]float64
}

const never = -1 << 24

func newBridge(trans [Labels][Labels]int16) *bridge {
	b := &bridge{}
	top := int32(never)
	for x := range Label(Labels) {
		for y := range Label(Labels) {
			b.score[x][y] = never
			if follows(x, y) {
				b.score[x][y] = int32(trans[x][y])
				top = max(top, int32(trans[x][y]))
			}
		}
	}
	for x := range Labels {
		for y := range Labels {
			if s := b.score[x][y]; s != never {
				b.factor[x][y] = factor(top - s)
			}
		}
	}
	return b
}

// viterbi finds the best row of labels.
func (c *chain) viterbi(b *bridge) {
	n := len(c.score)
	if n == 0 {
		return
	}
	prev := outOf(0)
	for i := range n {
		switch {
		case !c.never[i]:
			prev = c.bestBehind(b, i, &prev)
		case i > 0 && c.never[i-1]:
			prev[Out] += b.score[Out][Out]
			c.back[i][Out] = uint8(Out)
		default:
			prev[Out], c.back[i][Out] = bestInto(b, Out, &prev)
		}
		if c.never[i] && (i+1 == n || !c.never[i+1]) {
			prev = outOf(prev[Out])
		}
	}
	at := Label(0)
	for y := range Label(Labels) {
		if prev[y] > prev[at] {
			at = y
		}
	}
	for i := n - 1; i >= 0; i-- {
		c.best[i] = at
		at = Label(c.back[i][at])
	}
}

// bestBehind is the score of the best row that ends at token i with each label, from
// those that end before it.
func (c *chain) bestBehind(b *bridge, i int, prev *[8]int32) (now [8]int32) {
	from := &c.back[i]
	for _, y := range [...]Label{Out, BeginPER, BeginORG, BeginLOC} {
		top, arg := bestInto(b, y, prev)
		now[y], from[y] = top+c.score[i][y], arg
	}
	for _, y := range [...]Label{InPER, InORG, InLOC} {
		s, r := prev[y-1]+b.score[y-1][y], prev[y]+b.score[y][y]
		arg := uint8(y - 1)
		if r > s {
			s, arg = r, uint8(y)
		}
		now[y], from[y] = s+c.score[i][y], arg
	}
	return now
}

// outOf is the scores of rows that end with Out and with nothing else.
func outOf(score int32) [8]int32 {
	other := score + never
	return [8]int32{score, other, other, other, other, other, other, other}
}

// bestInto is the best score before label y, and the label that has it.
func bestInto(b *bridge, y Label, prev *[8]int32) (top int32, arg uint8) {
	top = prev[0] + b.score[0][y]
	for x := uint8(1); x < Labels; x++ {
		if s := prev[x] + b.score[x&7][y]; s > top {
			top, arg = s, x
		}
	}
	return top, arg
}

// marginals makes forward and backward, so that their product is how likely
// each label of a token is.
func (c *chain) marginals(b *bridge) {
	n := len(c.score)
	if n == 0 {
		return
	}
	c.emissions()
	for i := range n {
		alone := i == 0 || c.never[i-1] // what stands before is Out for certain
		switch {
		case !c.never[i] && alone:
			c.scale[i] = c.stepFromOut(b, i)
		case !c.never[i]:
			c.scale[i] = c.step(b, i, &c.forward[i-1])
		case alone:
			c.scale[i] = b.factor[Out][Out]
		default:
			c.scale[i] = into(b, Out, &c.forward[i-1])
		}
	}
	for y := range Labels {
		c.backward[n-1][y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		c.stepBack(b, i)
	}
}

// emissions makes factors of the scores.
func (c *chain) emissions() {
	for i := range c.score {
		if c.never[i] {
			continue
		}
		s, e := &c.score[i], &c.emit[i]
		top := s[0]
		for y := 1; y < Labels; y++ {
			top = max(top, s[y])
		}
		for y := range Labels {
			if s[y] <= never/2 {
				e[y] = 0
			} else {
				e[y] = factor(top - s[y])
			}
		}
	}
}

// into is how likely label y is behind a token, by the token alone.
func into(b *bridge, y Label, prev *[8]float64) float64 {
	t := float64(prev[0] * b.factor[0][y])
	for x := 1; x < Labels; x++ {
		t += float64(prev[x] * b.factor[x][y])
	}
	return t
}

// step makes forward of token i and returns its scale.
func (c *chain) step(b *bridge, i int, prev *[8]float64) float64 {
	f, e := &c.forward[i], &c.emit[i]
	sum := 0.0
	for _, y := range [...]Label{Out, BeginPER, BeginORG, BeginLOC} {
		f[y] = float64(into(b, y, prev) * e[y])
		sum += f[y]
	}
	for _, y := range [...]Label{InPER, InORG, InLOC} {
		t := float64(prev[y-1]*b.factor[y-1][y]) + float64(prev[y]*b.factor[y][y])
		f[y] = float64(t * e[y])
		sum += f[y]
	}
	for y := range Labels {
		f[y] /= sum
	}
	return sum
}

// stepFromOut is step behind what is Out for certain: all other sums are nothing.
func (c *chain) stepFromOut(b *bridge, i int) float64 {
	f, e := &c.forward[i], &c.emit[i]
	*f = [8]float64{}
	sum := 0.0
	for _, y := range [...]Label{Out, BeginPER, BeginORG, BeginLOC} {
		f[y] = float64(b.factor[Out][y] * e[y])
		sum += f[y]
	}
	for _, y := range [...]Label{Out, BeginPER, BeginORG, BeginLOC} {
		f[y] /= sum
	}
	return sum
}

// stepBack makes backward of token i, from that of the next one.
func (c *chain) stepBack(b *bridge, i int) {
	r := &c.backward[i+1]
	if c.never[i+1] {
		next := r[Out] / c.scale[i+1]
		if c.never[i] { // the others are multiplied by nothing
			c.backward[i][Out] = float64(next * b.factor[Out][Out])
			return
		}
		for x := range Labels {
			c.backward[i][x] = float64(next * b.factor[x][Out])
		}
		return
	}
	e := &c.emit[i+1]
	var next [8]float64
	for y := range Labels {
		next[y] = float64(e[y]*r[y]) / c.scale[i+1]
	}
	for x := range Labels {
		t := float64(next[0]*b.factor[x][0]) + float64(next[1]*b.factor[x][1]) + float64(next[3]*b.factor[x][3]) + float64(next[5]*b.factor[x][5])
		if x > 0 {
			in := (x + 1) &^ 1 // the inside of its kind
			t += float64(next[in] * b.factor[x][in])
		}
		c.backward[i][x] = t
	}
}

// likely is how likely a label of a token is.
func (c *chain) likely(i int, y Label) float64 {
	switch {
	case !c.never[i]:
		return float64(c.forward[i][y] * c.backward[i][y])
	case y == Out:
		return 1
	}
	return 0
}

// spanned is how likely it is that a name of a kind begins at token i and ends
// before token j, exactly.
func (c *chain) spanned(b *bridge, i, j int, begin Label) float64 {
	p := c.forward[i][begin]
	prev, in := begin, begin+1
	for k := i + 1; k < j; k++ {
		p = float64(p*b.factor[prev][in]) * c.emit[k][in] / c.scale[k]
		prev = in
	}
	if j == len(c.score) {
		return p
	}
	rest, e := 0.0, &c.emit[j]
	if c.never[j] {
		e = &outForCertain
	}
	for y := range Label(Labels) {
		if y != in {
			rest += float64(float64(b.factor[prev][y]*e[y]) * c.backward[j][y])
		}
	}
	return float64(p*rest) / c.scale[j]
}
