package mapping

import (
	"fmt"
	"slices"
	"strings"

	"reftel/internal/text"
)

// The ranking is that of the embedded engine, BM25F: occurrences of a word in subject and
// body, each made fair to the length of the field, are added with their weights, and the
// sum saturates once. OpenSearch adds scores of fields that have saturated each for itself,
// and it makes fair by the length of one field. So the sum is made here and sent as the
// frequency of the word, a hundred times as large since frequencies are whole numbers; all
// that is left to do there is idf · tf / (tf + k1), which is BM25 with b = 0.
const (
	k1            = 1.2
	bBody         = 0.75
	bSubject      = 0.5
	weightBody    = 1.0
	weightSubject = 4.0

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
		weighed: bm25(k1*scale, 0), near: bm25(nearK, 0),
		string(Body): bm25(k1/weightBody, bBody), string(Subject): bm25(k1/weightSubject, bSubject),
	}
}

// Means are the mean numbers of words of all subjects and bodies.
type Means struct{ Subject, Body float64 }

// norms are weight/(1−b+b·length/mean) of a subject and a body.
func (m Means) norms(subject, body int) (ofSubject, ofBody float64) {
	return weightSubject / (1 - bSubject + bSubject*float64(subject)/max(m.Subject, 1e-9)), weightBody / (1 - bBody + bBody*float64(body)/max(m.Body, 1e-9))
}

// weigh puts the weights of the words of a cable into its document.
func weigh(d map[string]any, subject, body *textWords, m Means) {
	ofSubject, ofBody := m.norms(subject.length, body.length)
	inSubject := map[string]float64{}
	subject.addTo(inSubject, ofSubject)
	d[SubjectWeights] = weightsOf(inSubject)
	all := inSubject
	body.addTo(all, ofBody)
	d[Weights] = weightsOf(all)
	d[Brevity] = ofBody / (ofBody + k1)
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
