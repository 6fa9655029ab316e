package mapping

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/archive/rank"
	"reftel/internal/text"
)

// The ranking is that of the embedded engine, BM25F: occurrences of a word in subject and
// body, each made fair to the length of the field, are added with their weights, and the
// sum saturates once. OpenSearch adds scores of fields that have saturated each for itself,
// and it makes fair by the length of one field. So the sum is made here and sent as the
// frequency of the word, a hundred times as large since frequencies are whole numbers; all
// that is left to do there is idf · tf / (tf + k1), which is BM25 with b = 0.
const (
	scale      = 100
	weightSign = "|"
)

// Names of similarities, and of the analyser of weights.
const (
	weighed = "weighed"
	near    = "near"
)

// nearK is where the nearness of words saturates; it is not made fair to lengths.
const nearK = 0.5

// similarities are how fields score: weights as above, rows by the same for phrases, and
// stems for words that stand near each other.
func similarities() map[string]any {
	bm25 := func(k1, b float64) map[string]any { return map[string]any{"type": "BM25", "k1": k1, "b": b} }
	return map[string]any{
		weighed: bm25(rank.K1*scale, 0), near: bm25(nearK, 0),
		string(Body): bm25(rank.K1/rank.WeightBody, rank.BBody), string(Subject): bm25(rank.K1/rank.WeightSubject, rank.BSubject),
	}
}

// weigh puts the weights of the words of a cable into its document.
func weigh(d map[string]any, subject, body *textWords, m rank.Means) {
	ofSubject, ofBody := m.Norms(subject.length, body.length)
	inSubject := map[string]float64{}
	subject.addTo(inSubject, ofSubject)
	d[SubjectWeights] = weightsOf(inSubject)
	all := inSubject
	body.addTo(all, ofBody)
	d[Weights] = weightsOf(all)
	d[Brevity] = ofBody / (ofBody + rank.K1)
}

// addTo adds what the words count for.
func (w *textWords) addTo(sums map[string]float64, each float64) {
	for t, n := range w.count {
		x := each * float64(n)
		if strings.HasPrefix(t, text.Elided) {
			sums[t] += x
			continue
		}
		sums[text.Stem(t)] += x
		sums[Exactly+t] += x
	}
}

func weightsOf(sums map[string]float64) string {
	out := make([]string, 0, len(sums))
	for t, x := range sums {
		out = append(out, fmt.Sprintf("%s%s%d", t, weightSign, max(1, int(x*scale+0.5))))
	}
	slices.Sort(out) // equal cables have equal documents
	return strings.Join(out, " ")
}

// LengthOf is how long a body is whose Brevity is known, as a part of the mean length.
func LengthOf(brevity float64) float64 {
	norm := rank.K1 * brevity / max(1-brevity, 1e-9) // as Norms tells
	return max(0, rank.WeightBody/max(norm, 1e-9)-(1-rank.BBody)) / rank.BBody
}
