package train

import (
	"math"

	"reftel/internal/ingest/names/tagger"
)

// A sample is a text that is learnt from: the buckets of the features of its
// tokens, and which labels each may have.
type sample struct {
	features [][]uint32
	possible []tagger.Set // of tokens that are no words, Out alone
	allowed  []tagger.Set // by the rules, of the possible ones
}

const labels = tagger.Labels

type row [labels]float64

// A learner is the weights on their way. A feature that two things are learnt
// of in the same bucket is the price of a small model. The model is the mean of the
// weights over all steps but those of the first time through the texts: what the last
// texts happened to be weighs less in it.
type learner struct {
	weights [][labels]float32
	trans   [labels][labels]float64

	steps     float64 // that the mean is over, so far
	late      []row   // the changes of each weight, times the steps before them
	lateTrans [labels][labels]float64

	emit, forward, backward []row
	scale                   []float64
	diff                    []row
}

func newLearner() *learner {
	return &learner{weights: make([][labels]float32, tagger.Buckets), late: make([]row, tagger.Buckets)}
}

// learn takes one step: towards the rows of labels that are allowed and away
// from those that the weights expect.
func (l *learner) learn(s *sample, rate float64) {
	n := len(s.allowed)
	if n == 0 {
		return
	}
	l.emit, l.forward, l.backward, l.diff = sized(l.emit, n), sized(l.forward, n), sized(l.backward, n), sized(l.diff, n)
	l.scale = sized(l.scale, n)
	for i, f := range s.features {
		var score row
		for _, at := range f {
			w := &l.weights[at]
			for y := range labels {
				score[y] += float64(w[y])
			}
		}
		top := score[0]
		for y := 1; y < labels; y++ {
			top = max(top, score[y])
		}
		for y := range labels {
			l.emit[i][y] = math.Exp(max(score[y]-top, -30))
		}
	}
	var bridge [labels][labels]float64
	for x := range labels {
		for y := range labels {
			if tagger.Follows(tagger.Label(x), tagger.Label(y)) {
				bridge[x][y] = math.Exp(l.trans[x][y])
			}
		}
	}
	var pairs [labels][labels]float64
	for i := range n {
		l.diff[i] = row{}
	}
	if !l.expect(&bridge, s.allowed, 1, &pairs) || !l.expect(&bridge, s.possible, -1, &pairs) {
		return // no row of labels is allowed: nothing is learnt of this text
	}
	for i, f := range s.features {
		d := &l.diff[i]
		var step [labels]float32
		any := false
		for y := range labels {
			if math.Abs(d[y]) > 1e-3 {
				any = true
				step[y] = float32(rate * d[y])
			}
		}
		if !any {
			continue
		}
		for _, at := range f {
			w, late := &l.weights[at], &l.late[at]
			for y := range labels {
				w[y] += step[y]
				late[y] += l.steps * float64(step[y])
			}
		}
	}
	for x := range labels {
		for y := range labels {
			step := rate * 0.2 * pairs[x][y]
			l.trans[x][y] += step
			l.lateTrans[x][y] += l.steps * step
		}
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// expect adds to diff and pairs, times a sign, how likely each label and each
// pair is among the rows that are allowed.
func (l *learner) expect(bridge *[labels][labels]float64, allowed []tagger.Set, sign float64, pairs *[labels][labels]float64) bool {
	n := len(l.emit)
	may := func(i, y int) bool { return allowed[i]>>y&1 == 1 }
	prev := row{1}
	for i := range n {
		var f row
		sum := 0.0
		for y := range labels {
			if !may(i, y) {
				continue
			}
			t := 0.0
			for x := range labels {
				t += prev[x] * bridge[x][y]
			}
			f[y] = t * l.emit[i][y]
			sum += f[y]
		}
		if sum < 1e-200 {
			return false
		}
		for y := range labels {
			f[y] /= sum
		}
		l.scale[i], l.forward[i], prev = sum, f, f
	}
	l.backward[n-1] = row{1, 1, 1, 1, 1, 1, 1}
	for i := n - 1; i >= 0; i-- {
		for y := range labels {
			l.diff[i][y] += sign * l.forward[i][y] * l.backward[i][y]
		}
		if i == 0 {
			break
		}
		var next, b row
		for y := range labels {
			if may(i, y) {
				next[y] = l.emit[i][y] * l.backward[i][y] / l.scale[i]
			}
		}
		for x := range labels {
			for y := range labels {
				p := bridge[x][y] * next[y]
				b[x] += p
				pairs[x][y] += sign * l.forward[i-1][x] * p
			}
		}
		l.backward[i-1] = b
	}
	return true
}

// mean is the mean of a value over the steps, of its last one and its changes.
func (l *learner) mean(last, late float64) float64 { return last - late/max(l.steps, 1) }

// model rounds the weights to what the tagger adds.
func (l *learner) model(words *tagger.Words) *tagger.Model {
	weights := make([][labels]int8, len(l.weights))
	for i := range weights {
		for y := range labels {
			weights[i][y] = int8(max(-127, min(127, math.Round(l.mean(float64(l.weights[i][y]), l.late[i][y])*tagger.Unit))))
		}
	}
	var trans [labels][labels]int16
	for x := range labels {
		for y := range labels {
			trans[x][y] = int16(math.Round(l.mean(l.trans[x][y], l.lateTrans[x][y]) * tagger.Unit))
		}
	}
	return tagger.New(words, weights, trans)
}
