package words

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	texts "reftel/internal/text"
)

// TestCounter holds that a word has one number in all caches, another than any other
// has, and is counted in the texts and fields where it stands.
func TestCounter(t *testing.T) {
	t.Parallel()
	var terms []string
	for i := range 6000 { // more than a cache has room for at first
		terms = append(terms, fmt.Sprintf("w%d", i), fmt.Sprintf("lighthouse%d", i))
	}
	terms = append(terms, "", "lighthou", "lighthous", "lighthouse", "lighthou\x00", "ø", "øøøøø",
		"a", "ab", "aba", "abaa", "abaab", "abaabb", "abaabba", "telecommunicated", "telecommunication", "telecommunications", "telecommunXcations")
	c := NewCounter()
	a, b := c.Cache(), c.Cache()
	numbers := map[uint32]string{}
	for _, k := range []*Cache{a, b} {
		k.next()
		for range 2 {
			var asked []string
			for i := range terms {
				asked = append(asked, terms[(i*7+13)%len(terms)])
			}
			ids := numbersOf(k, Body, asked...)
			for i, w := range asked {
				id := ids[i]
				if other, ok := numbers[id]; ok && other != w || c.words[id] != w {
					t.Fatalf("%q has the number %d of %q, which the counter knows as %q", w, id, other, c.words[id])
				}
				numbers[id] = w
			}
		}
	}
	if len(numbers) != len(terms) {
		t.Fatalf("%d numbers of %d words", len(numbers), len(terms))
	}
	b.next()
	numbersOf(b, Subject, "lighthouse")
	v, _, census := c.Ranked([]*Cache{a, b})
	if v.Len() != len(terms)+1 || v.Word(1) != "lighthouse" {
		t.Errorf("%d words, first %q", v.Len()-1, v.Word(1))
	}
	for id, want := range map[uint32][2]int{1: {1, 2}, 2: {0, 2}} {
		if got := [2]int{census.Docs(Subject, id), census.Docs(Body, id)}; got != want {
			t.Errorf("%q stands in %v texts, want %v", v.Word(id), got, want)
		}
	}
}

// BenchmarkID numbers words as frequent as those of a language, of one to twenty letters.
func BenchmarkID(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	words := make([][]byte, 100_000)
	for i := range words {
		words[i] = fmt.Appendf(nil, "%s%x", strings.Repeat("x", i%15), i)
	}
	z := rand.NewZipf(r, 1.1, 3, uint64(len(words)-1))
	text := make([][]byte, 1<<18)
	for i := range text {
		text[i] = words[z.Uint64()]
	}
	c := NewCounter().Cache()
	var ids []uint32
	for i := 0; b.Loop(); i++ {
		if c.ask(text[i%len(text)], texts.Plain) {
			ids, _ = c.answer(ids, nil)
		}
		if len(ids) >= 400 {
			c.count(Body, ids)
			ids = ids[:0]
		}
	}
}

// numbersOf are the numbers of words of a field of the text at hand.
func numbersOf(c *Cache, f Field, words ...string) (ids []uint32) {
	for _, w := range words {
		if c.ask([]byte(w), texts.Plain) {
			ids, _ = c.answer(ids, nil)
		}
	}
	ids, _ = c.answer(ids, nil)
	c.count(f, ids)
	return ids
}
