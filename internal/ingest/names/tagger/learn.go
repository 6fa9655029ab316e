package tagger

// A Row is the tokens of one text, as training reads them.
type Row struct{ tokens []Token }

// Row reads a text.
func (w *Words) Row(text string) Row { return Row{read(w, text, nil, nil)} }

// Len is the number of tokens.
func (r Row) Len() int { return len(r.tokens) - 2*pad }

// Token is one of them.
func (r Row) Token(i int) *Token { return &r.tokens[pad+i] }

// Features appends the buckets of the features of a token.
func (r Row) Features(i int, f []uint32) []uint32 { return features(r.tokens, pad+i, f) }

// Hide takes away what the tables know of the tokens that are chosen by the hash
// of their word, so that what stands round them is learnt.
func (r Row) Hide(chosen func(word uint64) bool) {
	for i := range r.tokens {
		if t := &r.tokens[i]; t.shape&hasLetter != 0 && !ordinary(t.bucket) && chosen(t.word) {
			t.lists, t.bucket = t.lists&(1<<Titles|1<<Heads), 0
		}
	}
}

// On reports whether an entry of a list begins at the token, and in how many
// tokens it ends.
func (r Row) On(l List, i int) (n int, ok bool) {
	if r.Token(i).lists&(1<<l) == 0 {
		return 0, false
	}
	n = 1
	for i+n < r.Len() && r.Token(i+n).lists&(1<<(l+insideShift)) != 0 && r.Token(i+n).lists&(1<<l) == 0 {
		n++
	}
	return n, true
}

// Ordinary reports whether a word is mostly written small.
func (t *Token) Ordinary() bool { return ordinary(t.bucket) }

// Word is the hash of the word.
func (t *Token) Word() uint64 { return t.word }

// IsWord reports whether the token has letters.
func (t *Token) IsWord() bool { return t.shape&hasLetter != 0 }

// Letters is how many letters and digits it has.
func (t *Token) Letters() int { return int(t.length) }

// Rare reports whether a word was never or hardly seen in small letters.
func (t *Token) Rare() bool { return rare(t.bucket) }

// Buckets is how many buckets of weights a model has.
const Buckets = 1 << weightBits

// Unit is what a score of one natural logarithm counts.
const Unit = unit

// Follows reports whether a label may stand behind another one.
func Follows(a, b Label) bool { return follows(a, b) }

// In reports whether the token is part of an entry of a list.
func (r Row) In(l List, i int) bool {
	return r.Token(i).lists&(1<<l|1<<(l+insideShift)) != 0
}
