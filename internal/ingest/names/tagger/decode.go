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
	never    []bool // that a token is in no name, whatever stands round it: then only Out has a score
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

// rule notes whether token i can be in a name at all. Most of the words of a text
// that tells names by capitals can not, and need no sums over the labels.
func (c *chain) rule(i int, never bool) {
	if c.never[i] = never; never {
		c.score[i] = outAlone
	}
}

var outAlone = [8]int32{Out: 0, 1: never, never, never, never, never, never, never}

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
	prev := [8]int32{never, never, never, never, never, never, never, never}
	for y := range Labels {
		if s := b.score[Out][y]; s != never {
			prev[y] = s + c.score[0][y]
		}
	}
	for i := 1; i < n; i++ {
		if c.never[i] {
			prev = c.outBehind(b, i, &prev)
		} else {
			prev = c.bestBehind(b, i, &prev)
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

// outBehind is bestBehind for a token in no name.
func (c *chain) outBehind(b *bridge, i int, prev *[8]int32) (now [8]int32) {
	top, arg := prev[Out]+b.score[Out][Out], uint8(Out)
	if !c.never[i-1] {
		top, arg = bestInto(b, Out, prev)
	}
	top += c.score[i][Out]
	c.back[i][Out] = arg
	for y := range now {
		now[y] = top + never
	}
	now[Out] = top
	return now
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
	prev := &[8]float64{1}
	for i := range n {
		switch {
		case !c.never[i]:
			c.scale[i] = c.step(b, i, prev)
		case i > 0 && c.never[i-1]: // into of what is Out for certain
			c.scale[i], c.forward[i] = b.factor[Out][Out], outForCertain
		default:
			c.scale[i], c.forward[i] = into(b, Out, prev), outForCertain
		}
		prev = &c.forward[i]
	}
	for y := range Labels {
		c.backward[n-1][y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		c.stepBack(b, i)
	}
}

var outForCertain = [8]float64{Out: 1}

// emissions makes factors of the scores.
func (c *chain) emissions() {
	for i := range c.score {
		s, e := &c.score[i], &c.emit[i]
		if c.never[i] {
			*e = outForCertain
			continue
		}
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

// stepBack makes backward of token i, from that of the next one.
func (c *chain) stepBack(b *bridge, i int) {
	e, r := &c.emit[i+1], &c.backward[i+1]
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
func (c *chain) likely(i int, y Label) float64 { return float64(c.forward[i][y] * c.backward[i][y]) }

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
	rest := 0.0
	for y := range Label(Labels) {
		if y != in {
			rest += float64(float64(b.factor[prev][y]*c.emit[j][y]) * c.backward[j][y])
		}
	}
	return float64(p*rest) / c.scale[j]
}
