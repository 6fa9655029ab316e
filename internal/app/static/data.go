package static

import (
	"context"
	"fmt"
	"time"

	"reftel/internal/app"
	"reftel/internal/index"
	"reftel/internal/language"
	"reftel/internal/reference"
	"reftel/internal/server"
)

// A Place is what is copied to where.
type Place struct {
	Data    string // folder of the archive
	Dir     string // of the copy
	BaseURL string // of the copy; "": pages name no address of the site
	Demo    bool   // the cables are fictional
	Version string // of the program
}

// searchTime is how long the server may look for what a page shows: here nobody waits.
const searchTime = time.Minute

// Copy copies the site of a data folder.
func Copy(ctx context.Context, p Place) (Report, error) {
	tables, err := reference.Open()
	if err != nil {
		return Report{}, err
	}
	live, err := app.Open(p.Data, nil)
	if err != nil {
		return Report{}, err
	}
	defer live.Close()
	a, release, err := live.Acquire(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("copying the site: %w", err)
	}
	defer release()
	gone, err := index.Gone(p.Data, a.Generation().ID)
	if err != nil {
		return Report{}, fmt.Errorf("reading which cables were withdrawn: %w", err)
	}
	site, err := server.New(server.Config{Archive: live, Tables: tables, BaseURL: p.BaseURL, Demo: p.Demo, Version: p.Version, SearchTimeout: searchTime, Languages: language.Only(nil)})
	if err != nil {
		return Report{}, err
	}
	o := Options{Site: site, Archive: live, Dir: p.Dir, BaseURL: p.BaseURL}
	for _, g := range gone {
		o.Gone = append(o.Gone, g.ID)
	}
	return Run(ctx, o)
}
