package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"reftel/internal/query"
	"reftel/internal/server/api"
	"reftel/internal/server/arks"
	"reftel/internal/server/desk"
	"reftel/internal/server/finding"
	"reftel/internal/server/middleware"
	"reftel/internal/server/oai"
	"reftel/internal/server/securitytxt"
	"reftel/internal/server/shape"
	"reftel/internal/site"
)

// routes is the one list of what the site answers to. GET implies HEAD; no
// other method passes the limits.
func (s *server) routes(compress middleware.Middleware) http.Handler {
	r := chi.NewRouter()
	// From outside in. What fails inside still gets the headers of a good page.
	r.Use(
		s.Meter.Requests(desk.Route),
		middleware.RequestID,
		middleware.Headers,
		compress,
		s.Speak,
		middleware.Recover(s.Panicked),
		middleware.Limit(s.Refused, s.posts()...),
	)
	get := func(pattern string, h desk.Handler) {
		f := s.Handle(h)
		r.Get(pattern, f)
		r.Head(pattern, f)
	}
	if s.oai != nil {
		r.Post(oai.Path, s.Handle(s.oai.Answer))
	}
	file := func(pattern string, f http.HandlerFunc) {
		r.Get(pattern, f)
		r.Head(pattern, f)
	}

	// Search.
	get("/", s.Once(s.home))
	get("/search", s.OneSlot(s.finding.Results))
	get("/search.{form}", s.takeout.List)
	get("/search/values/{facet}", s.OneSlot(s.finding.Values))
	get("/compare", s.OneSlot(s.finding.Compare))
	get("/go", s.finding.Jump)
	get("/suggest", s.finding.Suggest)

	// The list of a reader.
	get("/list", s.picks.List)
	get("/list.{form}", s.picks.Form)

	// Cables, and the volumes that they stand in. {id} may end in a form (forms.go), {anchor} in one of a citation.
	get("/cable/{id}", s.Often(s.cable))
	get("/cable/{id}/raw", s.raw)
	get("/cable/{id}/thread", s.thread)
	get("/cable/{id}/compare/{other}", s.beside)
	get("/cable/{id}/part/{part}", s.part)
	get("/cable/{id}/versions", s.versions)
	get("/cable/{id}/{anchor}", s.Often(s.paragraph))
	get("/cable/{id}/{anchor}/embed", s.embed.Paragraph)
	get("/volumes", s.Once(s.volumes))
	get("/volume/{id}", s.volume)
	get("/volume/{id}/{chapter}", s.chapter)

	s.commonRoutes(get)
	s.aboutRoutes(get)
	s.programRoutes(get, file)
	s.apiRoutes(r, get)

	// Files.
	file("/static/*", s.static)
	file(site.FilePrefix+"*", s.written.File)
	file("/favicon.ico", s.favicon)

	s.oldRoutes(get)
	r.NotFound(s.Handle(func(c *desk.Call) error { return s.noRoute(c, r) }))
	return r
}

// listParams are what a list of values depends on.
var listParams = []string{"prefix", "order", "page"}

// commonRoutes are what cables have in common.
func (s *server) commonRoutes(get func(pattern string, h desk.Handler)) {
	get("/tag/{code}", s.tag)
	get("/entity/{kind}/{name}", s.entity)
	get("/entity/{kind}/{name}/mentions", s.mentions)
	get("/post/{code}", s.post)
	get("/post/{code}/{year}", s.series)
	get("/country/{name}", s.country)
	get("/year/{year}", s.year)
	get("/year/{year}/{month}", s.month)
	get("/year/{year}/{month}/{day}", s.day)

	// Lists of all values, each drawn once.
	for path, f := range map[string]query.Facet{
		"/tags": query.Tags, "/posts": query.Origin, "/countries": query.Country, "/people": query.Persons,
		"/organisations": query.Organisations, "/places": query.Places, "/names": query.Misc,
	} {
		get(path, s.Once(s.index(f), listParams...))
	}
	get("/years", s.Once(s.years))
}

// oldRoutes are addresses of sites that came before. Their anchors are ours too.
func (s *server) oldRoutes(get func(pattern string, h desk.Handler)) {
	get("/cable/{year}/{month}/{file}", s.oldCable)
	get("/origin/{file}", s.oldOrigin)
	get("/date/{file}", s.oldDate)
	get("/classification/{file}", s.oldClassification)
}

// aboutRoutes are about the site.
func (s *server) aboutRoutes(get func(pattern string, h desk.Handler)) {
	get("/about", s.Once(s.about))
	get("/about/{page}", s.Once(s.written.Page))
	get("/quality", s.Once(s.quality, "page"))
	get("/quality/{code}", s.coverage)
	get("/help/search", s.Once(s.help))
}

// apiRoutes are for programs that ask; the operations stand in package api.
func (s *server) apiRoutes(r chi.Router, get func(pattern string, h desk.Handler)) {
	pages := api.Mount(r, s.Desk, s.finding, s.longs)
	get(api.DocumentPath, s.Once(pages.Document))
	get(api.YAMLPath, s.Once(pages.YAML))
	get(api.GuidePath, s.Once(pages.Guide))
}

// programRoutes are for programs.
func (s *server) programRoutes(get func(pattern string, h desk.Handler), file func(pattern string, f http.HandlerFunc)) {
	s.harvestRoutes(get)
	get(finding.BrowserPath, s.finding.SuggestBrowser)
	get("/opensearch.xml", s.Once(s.openSearch))
	get("/robots.txt", s.Once(s.robots))
	get("/sitemap.xml", s.Once(s.sitemap))
	get("/sitemap/{part}", s.Once(s.sitemapPart))
	file("/healthz", s.healthz)
	file("/readyz", s.readyz)
	if s.security != nil {
		file(securitytxt.Path, s.securityText)
	}
}

// harvestRoutes are for other archives and for pages elsewhere. What the operator has to
// ask for is not there without.
func (s *server) harvestRoutes(get func(pattern string, h desk.Handler)) {
	get(shape.OEmbedPath, s.embed.OEmbed)
	if s.oai != nil {
		get(oai.Path, s.oai.Answer)
	}
	if s.ark != nil {
		for _, pattern := range arks.Patterns() {
			get(pattern, s.ark.Answer)
		}
	}
}

// posts are the paths at which a form may be posted.
func (s *server) posts() []string {
	if s.oai == nil {
		return nil
	}
	return []string{oai.Path}
}
