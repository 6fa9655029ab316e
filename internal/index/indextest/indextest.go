// Package indextest makes archives for tests of the rooms of the engine. Only tests
// import it.
package indextest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/index/search"
	"reftel/internal/query"
)

// Source makes the raw bytes of a cable and notes them in it.
func Source(c *cable.Cable) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<cable id=%q>\nSUBJECT: %s\n", c.ID, c.Subject)
	for _, p := range c.Paragraphs {
		fmt.Fprintf(&b, "%d. (%s) %s\n", p.Number, p.Mark, p.Text)
	}
	raw := []byte(b.String())
	h := sha256.Sum256(raw)
	c.Source = cable.Source{Path: "invented/" + c.ID + ".txt", Format: "plain", SHA256: hex.EncodeToString(h[:]), Bytes: len(raw)}
	return raw
}

// Simple is a cable with numbered paragraphs.
func Simple(id, date, subject string, paragraphs ...string) *cable.Cable {
	d, err := cable.ParseDate(date)
	if err != nil && date != "" {
		panic(err)
	}
	c := &cable.Cable{ID: id, Date: d, Subject: subject}
	for i, p := range paragraphs {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: i + 1, Mark: "U", Text: p})
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

// Publish builds one with the usual options. It may shrink the archive.
func Publish(t testing.TB, dir string, cs []*cable.Cable) archive.Generation {
	t.Helper()
	return PublishWith(t, dir, cs, prepare.Options{AllowShrink: true})
}

// PublishWith builds a generation and publishes it.
func PublishWith(t testing.TB, dir string, cs []*cable.Cable, o prepare.Options) archive.Generation {
	t.Helper()
	return publish(t, dir, cs, o, prepare.Report{})
}

// PublishNamed builds one whose names are counted as an authority file says.
func PublishNamed(t testing.TB, dir string, cs []*cable.Cable, names authority.File) archive.Generation {
	t.Helper()
	return publish(t, dir, cs, prepare.Options{}, prepare.Report{Names: names})
}

func publish(t testing.TB, dir string, cs []*cable.Cable, o prepare.Options, r prepare.Report) archive.Generation {
	t.Helper()
	b, err := build.Create(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Abort() }()
	for _, c := range cs {
		if err := b.Add(c, Source(c)); err != nil {
			t.Fatal(err)
		}
	}
	g, err := b.Publish(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TempDir is t.TempDir for data folders, which hold read-only folders.
func TempDir(t testing.TB) string {
	dir := t.TempDir()
	t.Cleanup(func() { _ = index.Remove(dir) })
	return dir
}

// Open publishes cables and opens them.
func Open(t testing.TB, cs []*cable.Cable) *search.Archive {
	t.Helper()
	dir := TempDir(t)
	Publish(t, dir, cs)
	return OpenDir(t, dir)
}

// OpenDir opens what is published in a data folder until the test ends.
func OpenDir(t testing.TB, dir string) *search.Archive {
	t.Helper()
	c, err := generation.ReadCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := index.Open(generation.Path(dir, c.Name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// Request reads a query, for all of its hits.
func Request(t testing.TB, text string) query.Request {
	t.Helper()
	e, _, err := query.Parse(text)
	if err != nil {
		t.Fatalf("parse %q: %v", text, err)
	}
	return query.Request{Text: text, Expr: e, Page: 1, Size: 1000}
}

// Search asks an archive.
func Search(t testing.TB, a *search.Archive, r query.Request) *archive.Result {
	t.Helper()
	res, err := a.Search(context.Background(), r)
	if err != nil {
		t.Fatalf("search %q: %v", r.Text, err)
	}
	return res
}

// HitIDs are the ids of the hits in order.
func HitIDs(res *archive.Result) []string {
	ids := []string{}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

// Invent makes n cables about nothing in particular, always the same.
func Invent(n int) []*cable.Cable {
	rnd := rand.New(rand.NewPCG(1, 2))
	var vocabulary []string
	for range 3000 {
		w := ""
		for range 2 + rnd.IntN(3) {
			w += string("bcdfglmnprstv"[rnd.IntN(13)]) + string("aeiou"[rnd.IntN(5)])
		}
		vocabulary = append(vocabulary, w)
	}
	zipf := rand.NewZipf(rnd, 1.1, 4, uint64(len(vocabulary)-1))
	word := func() string {
		if rnd.IntN(3) == 0 {
			return []string{"the", "of", "and", "to", "in", "that"}[rnd.IntN(6)]
		}
		return vocabulary[zipf.Uint64()] + []string{"", "", "s", "ing", "ed"}[rnd.IntN(5)]
	}
	text := func(words int) string {
		var b strings.Builder
		for i := range words {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word())
		}
		return b.String() + "."
	}
	posts := []string{"ALFAVILLE", "BRAVOPORT", "CHARLIETON", "DELTAMOUTH"}
	tags := []string{"PREL", "PGOV", "ECON", "MARR", "KDEM", "XX"}
	classes := []string{"SECRET", "CONFIDENTIAL", "UNCLASSIFIED", ""}
	captions := []string{"SIPDIS", "NODIS", "EXDIS"}
	var cs []*cable.Cable
	for i := range n {
		post := posts[rnd.IntN(len(posts))]
		year := 1970 + rnd.IntN(8)
		c := &cable.Cable{ID: fmt.Sprintf("%02d%s%d", year%100, post, i+1)}
		if rnd.IntN(20) != 0 {
			c.Date = cable.Date{Year: year, Month: 1 + rnd.IntN(12), Day: 1 + rnd.IntN(28)}
		}
		c.Origin = cable.Post{Code: post, Name: "Embassy " + post[:1] + strings.ToLower(post[1:]), Country: post[:2]}
		c.Classification = classes[rnd.IntN(len(classes))]
		c.Subject = strings.ToUpper(text(4 + rnd.IntN(8)))
		for _, t := range tags {
			if rnd.IntN(3) == 0 {
				c.Tags = append(c.Tags, cable.Tag{Code: t, Kind: "subject", Meaning: "Meaning of " + t})
			}
		}
		for _, s := range captions {
			if rnd.IntN(4) == 0 {
				c.Captions = append(c.Captions, s)
			}
		}
		for range rnd.IntN(6) {
			kind := []string{cable.PER, cable.ORG, cable.LOC, cable.MISC}[rnd.IntN(4)]
			name := fmt.Sprintf("Name %c%d", 'A'+rune(rnd.IntN(26)), rnd.IntN(4))
			c.Entities = append(c.Entities, cable.EntityCount{Kind: kind, Name: name, Count: 1 + rnd.IntN(3)})
		}
		c.To = []string{"SECSTATE " + posts[rnd.IntN(4)]}
		if i > 0 && rnd.IntN(2) == 0 {
			c.References = append(c.References, cable.Reference{Letter: "A", Kind: "cable", ID: cs[rnd.IntN(i)].ID, Text: "REF"})
		}
		for k := range 2 + rnd.IntN(5) {
			c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: k + 1, Mark: "C", Text: text(10 + rnd.IntN(120))})
		}
		cable.SetAnchors(c.Paragraphs)
		if rnd.IntN(2) == 0 {
			c.Language = "en"
		}
		cs = append(cs, c)
	}
	return cs
}

// Joined takes the names that cables mention three at a time for one thing, so that
// most of them are another name of something.
func Joined(cs []*cable.Cable) authority.File {
	var f authority.File
	at := map[string]int{} // the thing of each kind that has not all its names yet
	seen := map[string]bool{}
	for _, c := range cs {
		for _, e := range c.Entities {
			key := authority.Key(e.Kind, e.Name)
			if seen[key] {
				continue
			}
			seen[key] = true
			i, open := at[e.Kind]
			if !open || len(f[i].Forms) == 2 {
				at[e.Kind] = len(f)
				f = append(f, authority.Thing{Kind: e.Kind, Name: e.Name})
				continue
			}
			f[i].Forms = append(f[i].Forms, authority.Form{Name: e.Name, Basis: authority.Table})
		}
	}
	return f
}
