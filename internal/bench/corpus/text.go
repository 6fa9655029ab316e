package corpus

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"reftel/internal/cable"
)

// Cable makes cable k, from 0.
func (c *Corpus) Cable(k int) Cable {
	h := c.head(k)
	r := c.random(streamText, k)
	w := &writer{r: r, topic: &c.topics[h.topic], function: function, names: shareNames, informed: 5, mark: Name.annotated}
	w.level = levelOf(r, h.sent)
	text := r // of subject and body
	if c.kind == Mixed {
		text = c.mix(w, k)
	}
	out := Cable{ID: h.id, Date: cable.Date{
		Year: h.sent.Year(), Month: int(h.sent.Month()), Day: h.sent.Day(),
		Hour: h.sent.Hour(), Minute: h.sent.Minute(), HasTime: true,
	}}
	out.Tags = c.tags(r, w.topic)
	refs := c.cited(r, k)
	for _, j := range refs {
		out.References = append(out.References, c.head(j).id)
	}
	c.writeHead(w, h)
	w.line("TAGS: " + strings.Join(out.Tags, ", "))
	w.r = text
	w.line("SUBJECT: " + w.subject())
	w.line("")
	c.writeReferences(w, h, refs)
	w.body()
	w.line(strings.ToUpper(root(int(scramble(uint64(h.sent.Year()/3)<<16|uint64(h.topic))%30_000))) + "N")
	out.Names, out.Text = w.mentions, w.out.Bytes()
	return out
}

// Shares of a mixed corpus.
const (
	shareAgain   = 0.03  // of cables that were sent before
	shareForeign = 0.07  // of texts in another language
	mixedNames   = 0.002 // of words that are names
	againWithin  = 500   // cables, since the one that is sent again
)

// mix makes the text of cable k one of a mixed corpus, and gives its random numbers: where
// it is sent again, those of the cable that was sent before, with its topic and marks.
func (c *Corpus) mix(w *writer, k int) *rand.Rand {
	for k > 0 {
		r := c.random(streamBody, k)
		if r.Float64() >= shareAgain {
			break
		}
		k -= 1 + r.IntN(min(k, againWithin))
	}
	h := c.head(k)
	w.topic, w.names, w.informed = &c.topics[h.topic], mixedNames, 1
	w.level = levelOf(c.random(streamText, k), h.sent)
	r := c.random(streamBody, k)
	r.Float64() // which told that it is the first
	if r.Float64() < shareForeign {
		w.function = pick(r, foreign)
	}
	return r
}

// tags draws the TAGS of a cable, 3.2 on average.
func (c *Corpus) tags(r *rand.Rand, t *topic) []string {
	var out []string
	for range 1 + zipf(r, 4) {
		if tag := t.tags[zipf(r, len(t.tags))]; !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	for range 1 + r.IntN(2) {
		if tag := c.geo[zipf(r, len(c.geo))]; !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}

// A level is a classification as printed, with its portion mark.
type level struct{ printed, mark string }

func levelOf(r *rand.Rand, sent time.Time) level {
	switch x := r.Float64(); {
	case x < 0.42:
		return level{"UNCLAS", "U"}
	case x < 0.55 && sent.Year() < 1995:
		return level{"LIMITED OFFICIAL USE", "LOU"}
	case x < 0.55:
		return level{"UNCLAS", "SBU"}
	case x < 0.92:
		return level{"C O N F I D E N T I A L", "C"}
	}
	return level{"S E C R E T", "S"}
}

// order is the executive order on classification in force.
func order(sent time.Time) string {
	switch y := sent.Year(); {
	case y < 1973:
		return ""
	case y < 1979:
		return "11652"
	case y < 1983:
		return "12065"
	case y < 1996:
		return "12356"
	}
	return "12958"
}

func (c *Corpus) writeHead(w *writer, h head) {
	r := w.r
	w.line("R " + strings.ToUpper(h.sent.Format("021504Z Jan 06")))
	w.line("FM " + h.post.line)
	w.line(fmt.Sprintf("TO SECSTATE WASHDC %04d", 1+r.IntN(9999)))
	for i := range zipf(r, w.informed) {
		prefix := ""
		if i == 0 {
			prefix = "INFO "
		}
		w.line(fmt.Sprintf("%s%s %04d", prefix, c.posts[zipf(r, len(c.posts))].line, 1+r.IntN(9999)))
	}
	w.line("")
	w.line(fmt.Sprintf("%s %s %06d", w.level.printed, h.post.name, h.serial))
	w.line("")
	if caption := pick(r, []string{"", "", "", "NOFORN", "SENSITIVE", "EXDIS"}); caption != "" && w.level.mark != "U" {
		w.line(caption)
		w.line("")
	}
	if o := order(h.sent); o != "" {
		detail := "N/A"
		if w.level.mark == "C" || w.level.mark == "S" {
			detail = "DECL: " + h.sent.AddDate(10, 0, 0).Format("01/02/2006")
		}
		w.line(fmt.Sprintf("E.O. %s: %s", o, detail))
	}
}

func (c *Corpus) writeReferences(w *writer, h head, refs []int) {
	for i, j := range refs {
		to := c.head(j)
		label := "     "
		if i == 0 {
			label = "REF: "
		}
		year := ""
		if to.sent.Year() != h.sent.Year() {
			year = to.sent.Format("06 ")
		}
		w.line(fmt.Sprintf("%s%c. %s%s %d", label, 'A'+i, year, to.post.name, to.serial))
	}
	if len(refs) > 0 {
		w.line("")
	}
}

// A writer sets the text of a cable in lines.
type writer struct {
	r        *rand.Rand
	topic    *topic
	level    level
	function []string // words of the language
	names    float64  // share of names
	informed int      // posts at most
	mark     func(Name) string
	out      bytes.Buffer
	column   int
	mentions []Name
}

func (w *writer) line(s string) {
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}

// Lengths of texts, in words.
const (
	medianWords    = 620
	spreadWords    = 0.72 // of the logarithm
	leastWords     = 40
	mostWords      = 12_000
	paragraphWords = 90
	lineWidth      = 68
)

// body writes the numbered paragraphs.
func (w *writer) body() {
	left := int(medianWords * math.Exp(spreadWords*w.r.NormFloat64()))
	left = min(max(left, leastWords), mostWords)
	for n := 1; left > 0; n++ {
		length := paragraphWords/2 + w.r.IntN(paragraphWords)
		if left-length < paragraphWords/3 {
			length = left
		}
		left -= length
		w.start(fmt.Sprintf("%d. (%s)", n, w.level.mark))
		switch {
		case n == 1 && left > 0:
			w.put("Summary.")
		case left == 0 && n > 2:
			w.put("Comment.")
		}
		w.prose(length)
		if n == 1 {
			// What tells an annotated text from another are two names.
			w.put("Informed by")
			w.put(w.name(cable.PER))
			w.put("of")
			w.put(w.name(cable.ORG) + ".")
		}
		w.line("")
		w.line("")
	}
}

// prose writes sentences of n words in all.
func (w *writer) prose(n int) {
	for n > 0 {
		length := min(n, 8+w.r.IntN(22))
		n -= length
		comma := 4 + w.r.IntN(12)
		for i := 0; i < length; i++ {
			s, words := w.next()
			i += words - 1
			if i == words-1 {
				s = capitalised(s)
			}
			switch {
			case i >= length-1:
				s += "."
			case i > comma:
				s += ","
				comma += 5 + w.r.IntN(14)
			}
			w.put(s)
		}
	}
}

// Shares of what stands in the text.
const (
	shareNames    = 0.026
	sharePhrases  = 0.035
	shareFunction = 0.37
	shareTopic    = 0.17 // the rest are words of all topics
)

// next is a word, phrase or name and its number of words.
func (w *writer) next() (string, int) {
	switch x := w.r.Float64(); {
	case x < w.names:
		return w.name(""), 2
	case x < w.names+sharePhrases:
		p := w.topic.phrases[zipf(w.r, topicPhrases)]
		return p, 1 + strings.Count(p, " ")
	case x < w.names+sharePhrases+shareFunction:
		return w.function[zipf(w.r, len(w.function))], 1
	case x < w.names+sharePhrases+shareFunction+shareTopic:
		return word(w.topic.words[zipf(w.r, topicWords)]), 1
	}
	return word(zipf(w.r, vocabulary)), 1
}

// name is a name of a kind, "" for any, as it is annotated.
func (w *writer) name(kind string) string {
	n := drawName(w.r, w.topic, kind)
	w.mentions = append(w.mentions, n)
	return w.mark(n)
}

// capitalised is the beginning of a sentence; a name that is marked stays as it is.
func capitalised(s string) string {
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "<") {
		return s
	}
	return capital(s)
}

// start begins a paragraph.
func (w *writer) start(s string) {
	w.out.WriteString(s)
	w.column = len(s)
}

// put adds a word behind a blank, or on a line of its own where it would be
// too long. An annotation is never broken: its end may stand behind the margin.
func (w *writer) put(s string) {
	if w.column+1+len(s) > lineWidth {
		w.out.WriteByte('\n')
		w.column = 0
	} else {
		w.out.WriteByte(' ')
		w.column++
	}
	w.out.WriteString(s)
	w.column += len(s)
}

// subject is a subject of three to ten words in capitals.
func (w *writer) subject() string {
	var words []string
	for range 3 + w.r.IntN(6) {
		words = append(words, word(w.topic.words[zipf(w.r, topicWords)]))
	}
	return strings.ToUpper(strings.Join(words, " "))
}
