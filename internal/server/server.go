// Package server is the web face of the archive: it turns a URL into a
// question, asks one generation of the archive, has the answer shaped into a view
// (package shape) and drawn. It knows the archive by its contract alone, whatever
// the engine. It alone knows chi, and it never writes a file.
//
// All routes stand in routes.go. A page family has one file or a room of its own
// (finding), and its handlers take four steps: decode, ask, shape, render. What cannot
// be had is an error, never a page with less: an archive that cannot answer is a 503.
package server

import (
	"fmt"
	"net/http"

	"reftel/internal/server/arks"
	"reftel/internal/server/desk"
	"reftel/internal/server/embed"
	"reftel/internal/server/finding"
	"reftel/internal/server/guide"
	"reftel/internal/server/longs"
	"reftel/internal/server/middleware"
	"reftel/internal/server/oai"
	"reftel/internal/server/picks"
	"reftel/internal/server/securitytxt"
	"reftel/internal/server/takeout"
	"reftel/internal/server/written"
)

// Config is all that the server depends on.
type Config = desk.Config

type server struct {
	*desk.Desk
	finding   *finding.Pages
	guides    guide.Guides // how to search
	portraits portraits
	security  *securitytxt.Text // nil: no contact is named
	longs     *longs.Shelf      // long cables being read
	takeout   *takeout.Pages
	oai       *oai.Pages  // nil: it cannot be harvested
	ark       *arks.Pages // nil: cables have no ARKs
	embed     *embed.Pages
	picks     *picks.Pages // reading lists
	written   *written.Pages
}

// New makes the handler of the whole site.
func New(c Config) (http.Handler, error) {
	d, err := desk.New(c)
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s := &server{Desk: d, finding: &finding.Pages{Desk: d}, longs: longs.New(), takeout: takeout.New(d), picks: picks.New(d), written: &written.Pages{Desk: d}}
	if s.guides, err = guide.New(s.Languages.All()); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	language := ""
	if s.Site != nil {
		language = s.Site.Language
	}
	if s.security, err = securitytxt.New(s.SecurityContact, s.BaseURL, language); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	s.embed = &embed.Pages{Desk: d, Record: s.longs.Record}
	if s.OAI {
		if s.oai, err = oai.New(d); err != nil {
			return nil, fmt.Errorf("server: %w", err)
		}
	}
	if s.ARKNAAN != "" {
		if s.ark, err = arks.New(d); err != nil {
			return nil, fmt.Errorf("server: %w", err)
		}
	}
	compress, err := middleware.Compress()
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return s.routes(compress), nil
}
