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
	"reftel/internal/site"
)

// A Place is what is copied to where.
type Place struct {
	Data    string     // folder of the archive
	Dir     string     // of the copy
	BaseURL string     // of the copy; "": pages name no address of the site
	Demo    bool       // the cables are fictional
	Version string     // of the program
	Site    *site.Site // what the operator says; nil: nothing
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
	languages, err := spoken(p.Site)
	if err != nil {
		return Report{}, err
	}
	handler, err := server.New(server.Config{Archive: &recent{Source: live}, Tables: tables, BaseURL: p.BaseURL, Demo: p.Demo, Version: p.Version, SearchTimeout: searchTime, Site: p.Site, Languages: languages})
	if err != nil {
		return Report{}, err
	}
	o := Options{Site: handler, Archive: live, Dir: p.Dir, BaseURL: p.BaseURL, Words: languages.Own()}
	for _, g := range gone {
		o.Gone = append(o.Gone, g.ID)
	}
	return Run(ctx, o)
}

// spoken is the language of the site alone: files cannot ask what a reader understands.
func spoken(s *site.Site) (*language.Set, error) {
	own := ""
	if s != nil {
		own = s.Language
	}
	all, err := language.New(own)
	if err != nil {
		return nil, err
	}
	return language.Only(all.Own()), nil
}
