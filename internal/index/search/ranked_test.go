package search_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/index/indextest"
	"reftel/internal/index/search"
	"reftel/internal/query"
	"reftel/internal/text"
)

// A counted is how often words stand in subject and body of a cable.
type counted struct{ subject, body float64 }

// A scorer is the formula of score.go over texts that were read anew.
type scorer struct {
	p       *peer
	lengths map[string]counted
	mean    counted
	stems   map[string]map[string]counted // by stem and id
	written map[string]map[string]counted // by word and id
}

func newScorer(p *peer) *scorer {
	s := &scorer{p, map[string]counted{}, counted{}, map[string]map[string]counted{}, map[string]map[string]counted{}}
	for id, texts := range p.texts {
		for _, x := range texts {
			length := s.lengths[id]
			length.add(x.Subject, len(x.Words)) // compounds as one word lengthen no text
			s.lengths[id] = length
			for _, w := range slices.Concat(x.Words, x.Joined) {
				count(s.stems, peerStem(w), id, x.Subject)
				count(s.written, w, id, x.Subject)
			}
		}
		s.mean.subject += s.lengths[id].subject / float64(len(p.texts))
		s.mean.body += s.lengths[id].body / float64(len(p.texts))
	}
	return s
}

func count(of map[string]map[string]counted, w, id string, subject bool) {
	if of[w] == nil {
		of[w] = map[string]counted{}
	}
	c := of[w][id]
	c.add(subject, 1)
	of[w][id] = c
}

func (c *counted) add(subject bool, n int) {
	if subject {
		c.subject += float64(n)
	} else {
		c.body += float64(n)
	}
}

// idf of a word that so many cables have.
func (s *scorer) idf(df int) float64 {
	return math.Log(1 + (float64(len(s.p.texts))-float64(df)+0.5)/(float64(df)+0.5))
}

// add adds what some words or a phrase count for to the scores of the cables.
func (s *scorer) add(scores map[string]float64, freqs map[string]counted, idf float64) {
	for id, c := range freqs {
		l := s.lengths[id]
		tf := 4*c.subject/(1-0.5+0.5*l.subject/s.mean.subject) + c.body/(1-0.75+0.75*l.body/s.mean.body)
		scores[id] += idf * tf / (tf + 1.2)
	}
}

// phrase is how often the words stand in a row in each cable.
func (s *scorer) phrase(ws []string) map[string]counted {
	out := map[string]counted{}
	for id, texts := range s.p.texts {
		for _, x := range texts {
			for i := range len(x.Words) - len(ws) + 1 {
				if slices.Equal(x.Words[i:i+len(ws)], ws) {
					c := out[id]
					c.add(x.Subject, 1)
					out[id] = c
				}
			}
		}
	}
	return out
}

// phraseIDF adds those of the words, each once, but those of very common ones
// where there are others.
func (s *scorer) phraseIDF(ws []string) (sum float64) {
	rare := slices.DeleteFunc(slices.Clone(ws), text.IsStop)
	if len(rare) == 0 {
		rare = slices.Clone(ws)
	}
	slices.Sort(rare)
	for _, w := range slices.Compact(rare) {
		sum += s.idf(len(s.written[w]))
	}
	return sum
}

// A nearWord is a word of a query that must all be there, what it was typed as,
// the cables that have it, and which words it stands for. None of it is set for a
// phrase.
type nearWord struct {
	typed string
	have  map[string]counted
	is    func(word string) bool
}

// addNear adds what the nearness of neighbouring words counts for: near.go read
// anew, the words of each text compared two by two.
func (s *scorer) addNear(scores map[string]float64, of []nearWord) {
	var ws []nearWord
	var apart []int // from the one before
	gap := 0
	for _, w := range of {
		if gap++; w.is == nil {
			continue
		}
		ws, apart, gap = append(ws, w), append(apart, gap), 0
	}
	if len(ws) < 2 || len(ws) > 5 {
		return
	}
	for id := range scores {
		for k := range ws[1:] {
			near := 0.0
			for _, x := range s.p.texts[id] {
				weight := 1.0
				if x.Subject {
					weight = 4
				}
				near += weight * (nearOf(x.Words, ws[k], ws[k+1], apart[k+1]) + nearOf(x.Words, ws[k+1], ws[k], 1)/2)
			}
			scores[id] += 2 * (s.idf(len(ws[k].have)) + s.idf(len(ws[k+1].have))) * near / (near + 0.5)
		}
	}
}

// nearOf adds up how near the last first word before each later one stands.
func nearOf(text []string, first, later nearWord, apart int) (sum float64) {
	for i, w := range text {
		if !later.is(w) {
			continue
		}
		for j := i - 1; j >= max(0, i-9); j-- {
			if !first.is(text[j]) {
				continue
			}
			off := math.Abs(float64(i-j-apart)) + 1
			part := 1 / (off * off)
			if w != later.typed || text[j] != first.typed {
				part /= 2
			}
			sum += part
			break
		}
	}
	return sum
}

// compareRanked holds the first twenty hits of n searches, and their scores,
// against the formula.
func compareRanked(t *testing.T, a *search.Archive, p *peer, n int) {
	s := newScorer(p)
	ask := asker{r: rand.New(rand.NewPCG(5, 17)), p: p}
	ties := 0
	for i := range n {
		var texts []string
		var words []nearWord
		want := map[string]float64{}
		for range 1 + ask.r.IntN(4) {
			switch x := ask.r.IntN(6); {
			case x == 0:
				w, _ := ask.word(2)
				texts = append(texts, "="+w)
				words = append(words, nearWord{w, s.written[w], func(x string) bool { return x == w }})
				s.add(want, s.written[w], s.idf(len(s.written[w])))
			case x == 1:
				ws, _ := ask.stretch(2 + ask.r.IntN(2))
				texts = append(texts, `"`+strings.Join(ws, " ")+`"`)
				words = append(words, nearWord{})
				s.add(want, s.phrase(ws), s.phraseIDF(ws))
			default:
				w, _ := ask.word(2)
				texts = append(texts, w)
				of := s.stems[peerStem(w)]
				words = append(words, nearWord{w, of, func(x string) bool { return peerStem(x) == peerStem(w) }})
				s.add(want, of, s.idf(len(of)))
			}
		}
		req := indextest.Request(t, strings.Join(texts, " OR "))
		req.Sort, req.Apart, req.Size = query.Relevance, true, 20
		if i%3 == 0 && len(texts) > 1 { // AND: the same scores, for fewer cables
			req = indextest.Request(t, strings.Join(texts, " "))
			req.Sort, req.Apart, req.Size = query.Relevance, true, 20
			held := selected(t, a, req)
			s.addNear(want, words)
			for id := range want {
				if _, ok := slices.BinarySearchFunc(held, id, p.inOrder); !ok {
					delete(want, id)
				}
			}
		}
		ties += compareList(t, p, req, indextest.Search(t, a, req), want)
	}
	t.Logf("%d lists are equal; %d neighbours in them with one score", n, ties)
}

// inOrder compares two ids in archive order.
func (p *peer) inOrder(a, b string) int {
	return cmp.Or(p.cables[a].Date.Compare(p.cables[b].Date), strings.Compare(a, b))
}

// compareList compares a page with the scores that all cables should have.
func compareList(t *testing.T, p *peer, req query.Request, res *archive.Result, want map[string]float64) (ties int) {
	t.Helper()
	var ids []string
	for id := range want {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(want[b], want[a]), p.inOrder(a, b)) })
	if res.Total != len(ids) || len(res.Hits) != min(len(ids), req.Size) {
		t.Errorf("%s: %d cables, %d listed, want %d", req.Text, res.Total, len(res.Hits), len(ids))
		return 0
	}
	for i, h := range res.Hits {
		if math.Abs(h.Score-want[h.ID]) > 1e-4*want[h.ID] {
			t.Errorf("%s: %s has the score %f, want %f", req.Text, h.ID, h.Score, want[h.ID])
		}
		// Scores of ours have seven digits: what differs less is a tie to them.
		if x := want[ids[i]]; h.ID != ids[i] && math.Abs(want[h.ID]-x) > 1e-6*x {
			t.Errorf("%s: place %d is %s (%f), want %s (%f)", req.Text, i+1, h.ID, want[h.ID], ids[i], x)
		}
		if i > 0 && res.Hits[i-1].Score == h.Score {
			ties++
			if p.inOrder(res.Hits[i-1].ID, h.ID) > 0 {
				t.Errorf("%s: %s and %s have one score and stand against the order of the archive", req.Text, res.Hits[i-1].ID, h.ID)
			}
		}
	}
	return ties
}
