package words

// A Canary is a word of which it was counted, when the texts were read, how many
// cables have it in the subject and in the text. An index that tells otherwise is
// damaged; the words are few, so that it is asked each time it is opened.
type Canary struct {
	Word    string `json:"word"`
	Subject int    `json:"subject"`
	Body    int    `json:"body"`
}

// Canaries are a few words, from very frequent to rare, as they were counted when
// the texts were read.
func Canaries(v *Vocab, c *Census) []Canary {
	var out []Canary
	for rank := uint32(1); int(rank) < v.Len(); rank = rank*4 + 1 {
		out = append(out, Canary{Word: v.Word(rank), Subject: c.Docs(Subject, rank), Body: c.Docs(Body, rank)})
	}
	return out
}
