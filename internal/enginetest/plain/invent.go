package plain

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"reftel/internal/cable"
)

// Invent makes n cables about nothing in particular, always the same, and with all
// that cables have: several values, dates known in part, compounds, notes, copies.
func Invent(n int) []*cable.Cable {
	v := newInventor()
	var cs []*cable.Cable
	for i := range n {
		if i > 0 && v.IntN(12) == 0 {
			cs = append(cs, v.copied(cs[v.IntN(i)], i))
			continue
		}
		cs = append(cs, v.cable(i, cs))
	}
	return cs
}

type inventor struct {
	*rand.Rand
	words []string
	zipf  *rand.Zipf
}

func newInventor() *inventor {
	v := &inventor{Rand: rand.New(rand.NewPCG(1, 2))}
	for range 3000 {
		w := ""
		for range 2 + v.IntN(3) {
			w += string("bcdfglmnprstv"[v.IntN(13)]) + string("aeiou"[v.IntN(5)])
		}
		v.words = append(v.words, w)
	}
	v.zipf = rand.NewZipf(v.Rand, 1.1, 4, uint64(len(v.words)-1))
	return v
}

func (v *inventor) word() string {
	switch v.IntN(9) {
	case 0, 1, 2:
		return v.one("the", "of", "and", "to", "in", "that")
	case 3:
		return v.words[v.zipf.Uint64()] + "-" + v.words[v.zipf.Uint64()]
	case 4:
		if v.IntN(3) == 0 {
			return v.spelt(v.words[v.zipf.Uint64()])
		}
	}
	return v.words[v.zipf.Uint64()] + v.one("", "", "s", "ing", "ed")
}

// spelt is a word in another way of writing, with an article, or a number.
func (v *inventor) spelt(w string) string {
	vowel := strings.IndexAny(w, "aou")
	switch v.IntN(6) {
	case 0:
		return v.one("d'", "l’", "D'", "qu'") + v.one("", "e", "é") + w
	case 1:
		return strings.ReplaceAll(w, "e", "é")
	case 2:
		if vowel >= 0 {
			return w[:vowel] + map[byte]string{'a': v.one("ä", "å"), 'o': v.one("ö", "ø"), 'u': "ü"}[w[vowel]] + w[vowel+1:]
		}
	case 3:
		if vowel >= 0 {
			return strings.ToUpper(w[:vowel+1] + "e" + w[vowel+1:])
		}
	case 4:
		return v.one("25,000", "25000", "25.000", "25 000", "1,250,000", "1250000", "1,5", "12,345,6", "20,000-25,000")
	}
	return w + "'s"
}

func (v *inventor) text(words int) string {
	ws := make([]string, words)
	for i := range ws {
		ws[i] = v.word()
	}
	return strings.Join(ws, " ") + "."
}

func (v *inventor) one(of ...string) string { return of[v.IntN(len(of))] }

func (v *inventor) date() cable.Date {
	d := cable.Date{Year: 1970 + v.IntN(8), Month: 1 + v.IntN(12), Day: 1 + v.IntN(28)}
	switch v.IntN(20) {
	case 0:
		return cable.Date{}
	case 1:
		d.Month, d.Day = 0, 0
	case 2:
		d.Day = 0
	case 3, 4:
		d.Hour, d.Minute, d.HasTime = v.IntN(24), v.IntN(60), true
	}
	return d
}

func (v *inventor) cable(i int, before []*cable.Cable) *cable.Cable {
	post := v.one("ALFAVILLE", "BRAVOPORT", "CHARLIETON", "DELTAMOUTH")
	c := &cable.Cable{
		ID: fmt.Sprintf("7%d%s%d", v.IntN(8), post, i+1), Date: v.date(),
		Origin:         cable.Post{Code: post, Name: "Embassy " + post[:1] + strings.ToLower(post[1:]), Country: post[:2]},
		Classification: v.one("SECRET", "CONFIDENTIAL", "UNCLASSIFIED", ""),
		Subject:        strings.ToUpper(v.text(4 + v.IntN(8))),
		Language:       v.one("en", "en", "fr", ""), Collection: v.one("First release", "Second release", "", ""),
		To: []string{"SECSTATE " + v.one("ALFAVILLE", "BRAVOPORT")},
	}
	for _, t := range []string{"PREL", "PGOV", "ECON", "MARR", "KDEM", "XX"} {
		if v.IntN(3) == 0 {
			c.Tags = append(c.Tags, cable.Tag{Code: t, Kind: "subject", Meaning: "Meaning of " + t})
		}
	}
	for _, s := range []string{"SIPDIS", "NODIS", "EXDIS"} {
		if v.IntN(4) == 0 {
			c.Captions = append(c.Captions, s)
		}
	}
	for range v.IntN(6) {
		name := fmt.Sprintf("Name %c%d", 'A'+rune(v.IntN(26)), v.IntN(4))
		c.Entities = append(c.Entities, cable.EntityCount{Kind: v.one(cable.PER, cable.ORG, cable.LOC, cable.MISC), Name: name, Count: 1 + v.IntN(3)})
	}
	if i > 0 && v.IntN(2) == 0 {
		c.References = append(c.References, cable.Reference{Letter: "A", Kind: "cable", ID: before[v.IntN(i)].ID, Text: "REF"})
	}
	for k := range 2 + v.IntN(5) {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: k + 1, Mark: "C", Text: v.text(10 + v.IntN(60))})
	}
	if v.IntN(4) == 0 {
		c.Paragraphs[0].Heading = v.text(2)
		c.Notes = []cable.Note{{Number: "1", Text: v.text(5)}}
		c.Signers = []string{strings.ToUpper(v.words[v.zipf.Uint64()])}
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

// copied is a cable of the same text under another number and date.
func (v *inventor) copied(of *cable.Cable, i int) *cable.Cable {
	c := *of
	c.ID = fmt.Sprintf("7%dALFAVILLE%d", v.IntN(8), i+1)
	if v.IntN(3) > 0 {
		c.Date = v.date()
	}
	return &c
}
