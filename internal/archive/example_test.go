package archive_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/build"
	"reftel/internal/index/generation"
	"reftel/internal/query"
)

// A page acquires the archive in force, asks it, and gives it back once the answer
// is written. It need not know which engine answers.
func Example() {
	source, done := lighthouses()
	defer done()

	ctx := context.Background()
	a, release, err := source.Acquire(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer release()

	expr, _, err := query.Parse("lens -museum")
	if err != nil {
		log.Fatal(err)
	}
	res, err := a.Search(ctx, query.Request{Expr: expr, Page: 1, Size: 20})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(res.Total, "cable")
	for _, h := range res.Hits {
		fmt.Printf("%s, %s: %s\n", h.ID, h.Date.Long(), h.Title)
		for _, s := range h.Snippets {
			fmt.Print(s.Anchor, ": ")
			for _, p := range s.Parts {
				if p.Match {
					fmt.Print("*", p.Text, "*")
				} else {
					fmt.Print(p.Text)
				}
			}
			fmt.Println()
		}
	}
	// Output:
	// 1 cable
	// 79LISBON2, 12 June 1979: A new lens
	// par1: The *lens* was lit at dusk.
}

// lighthouses publishes two cables with the embedded engine.
func lighthouses() (source archive.Source, done func()) {
	dir, err := os.MkdirTemp("", "archive")
	if err != nil {
		log.Fatal(err)
	}
	b, err := build.Create(dir, prepare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range []*cable.Cable{
		{ID: "79LISBON1", Subject: "Museum asks for the lens", Date: cable.Date{Year: 1979, Month: 6}},
		{ID: "79LISBON2", Subject: "A new lens", Date: cable.Date{Year: 1979, Month: 6, Day: 12},
			Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Mark: "U", Text: "The lens was lit at dusk."}}},
	} {
		if err := b.Add(c, []byte(c.Subject)); err != nil {
			log.Fatal(err)
		}
	}
	if _, err := b.Publish(context.Background(), prepare.Report{}); err != nil {
		log.Fatal(err)
	}
	live, err := index.OpenData(dir, nil)
	if err != nil {
		log.Fatal(err)
	}
	return live, func() { live.Close(); generation.RemoveTree(dir) }
}
