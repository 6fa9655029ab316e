package main

import (
	"context"
	"fmt"

	"reftel/internal/bench/corpus"
	"reftel/internal/reference"
)

// benchCommand measures.
type benchCommand struct {
	Corpus benchCorpusCommand `cmd:"" help:"Write a corpus of synthetic cables."`
}

// benchCorpusCommand writes the files of a synthetic corpus.
type benchCorpusCommand struct {
	N     int    `default:"251287" help:"Number of cables."`
	Seed  uint64 `default:"1" help:"The same seed gives the same cables."`
	Every int    `default:"1" help:"Write every so many cables only: 5 gives a fifth, over all years."`
	Dir   string `arg:"" type:"path" help:"Folder to write to; made when it is not there."`
}

func (b *benchCorpusCommand) Run(ctx context.Context) error {
	tables, err := reference.Open()
	if err != nil {
		return err
	}
	c, err := corpus.New(tables, b.N, b.Seed)
	if err != nil {
		return err
	}
	w, err := c.Write(ctx, b.Dir, b.Every)
	if err != nil {
		return err
	}
	fmt.Printf("%d cables of %.1f MB in %d files\n", w.Cables, float64(w.Bytes)/1e6, w.Files)
	return nil
}
