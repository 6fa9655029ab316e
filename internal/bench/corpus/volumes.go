package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"reftel/internal/cable"
)

// Of a mixed corpus some documents stand in printed volumes, as those of Foreign Relations
// do: they have collections, and come as TEI.
const (
	perDocument  = 50  // cables beside each document
	perVolume    = 200 // documents at most
	leastVolumes = 11  // of two and a half years each
	printedYears = 0.6 // of those of the corpus: later ones are not declassified
)

// documents is how many documents the volumes have.
func (c *Corpus) documents() int {
	if c.kind != Mixed {
		return 0
	}
	return c.n / perDocument
}

// printed is when document j was sent.
func (c *Corpus) printed(j int) time.Time {
	return c.time(int(printedYears * perDocument * float64(j)))
}

// volumes is how many volumes there are.
func (c *Corpus) volumes() int {
	return min(c.documents(), max(leastVolumes, (c.documents()+perVolume-1)/perVolume))
}

// A volume is a run of documents in the order of their dates.
type volume struct {
	id, name   string
	collection string // as a reader should call it
	from, to   int    // documents
}

// volume is volume i, named by the year in which it begins and its number in that year.
func (c *Corpus) volume(i int) volume {
	first := func(i int) int { return i * c.documents() / c.volumes() } // document
	year := func(i int) int { return c.printed(first(i)).Year() }
	number := 1
	for number <= i && year(i-number) == year(i) {
		number++
	}
	title := fmt.Sprintf(", %d, Volume %d, %s", year(i), number, capital(root(i)))
	return volume{
		id: fmt.Sprintf("frus%dv%02d", year(i), number), name: "Foreign Relations of the United States" + title,
		collection: "Foreign Relations" + title, from: first(i), to: first(i + 1),
	}
}

// document makes document j of all volumes, which stands in v.
func (c *Corpus) document(v volume, j int) Cable {
	r := c.random(streamVolume, j)
	sent := c.printed(j)
	w := &writer{r: r, topic: &c.topics[zipf(r, topics)], function: function, names: mixedNames, mark: Name.encoded}
	w.level = levelOf(r, sent)
	id := fmt.Sprintf("d%d", j-v.from+1)
	out := Cable{
		ID: v.id + "-" + id, Collection: v.collection,
		Date: cable.Date{Year: sent.Year(), Month: int(sent.Month()), Day: sent.Day()},
	}
	post := c.posts[zipf(r, len(c.posts))]
	fmt.Fprintf(&w.out, `<div type="document" subtype="historical-document" xml:id="%s" n="%d">`, id, j-v.from+1)
	w.line("")
	w.line(fmt.Sprintf("<head>%d. %s</head>", j-v.from+1, capital(strings.ToLower(w.subject()))))
	w.line(fmt.Sprintf(`<dateline>%s, <date when="%s">%s</date>.</dateline>`,
		capital(strings.ToLower(post.name)), sent.Format("2006-01-02"), sent.Format("January 2, 2006")))
	var text bytes.Buffer
	head := w.out.Len()
	w.body()
	for p := range strings.SplitSeq(string(w.out.Bytes()[head:]), "\n\n") {
		if p != "" {
			fmt.Fprintf(&text, "<p>%s</p>\n", p)
		}
	}
	w.out.Truncate(head)
	w.out.Write(text.Bytes())
	w.out.WriteString("</div>")
	for _, n := range w.mentions {
		if n.encoded() != n.Text {
			out.Names = append(out.Names, n)
		}
	}
	out.Text = w.out.Bytes()
	return out
}

// encoded is the mention as volumes mark it, who mark persons and places alone.
func (n Name) encoded() string {
	switch n.Kind {
	case cable.PER:
		return "<persName>" + n.Text + "</persName>"
	case cable.LOC:
		return "<placeName>" + n.Text + "</placeName>"
	}
	return n.Text
}

// writeVolume writes every stride-th document of the corpus that stands in a volume, and
// tells how many and of how many bytes.
func (c *Corpus) writeVolume(path string, v volume, stride int) (documents int, size int64, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="%s">
<teiHeader><fileDesc>
<titleStmt><title type="complete">%s</title></titleStmt>
<publicationStmt><idno type="frus">%[1]s</idno></publicationStmt>
</fileDesc></teiHeader>
<text><body>
`, v.id, v.name)
	for j := (v.from + stride - 1) / stride * stride; j < v.to; j += stride {
		x := c.document(v, j)
		documents++
		size += int64(len(x.Text))
		w.Write(x.Text)
		w.WriteByte('\n')
	}
	w.WriteString("</body></text>\n</TEI>\n")
	if err := w.Flush(); err != nil {
		return documents, size, err
	}
	return documents, size, f.Close()
}
