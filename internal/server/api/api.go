// Package api is what programs ask of the archive: JSON at /api/v1, described by an
// OpenAPI document. It asks by the calls that the pages ask by (desk, finding), in the
// same slots and deadlines, and hands out what they found, whole. It knows no engine; of
// huma it takes the document, which is made of the types of the answers, and the way
// from an address to a handler.
//
// Addresses are read as those of pages are: the same parameters, the same limits, the
// same sentences. A parameter that an operation does not know is refused. What fails is
// a problem (RFC 9457), which package desk writes.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"reftel/internal/server/desk"
	"reftel/internal/server/finding"
	"reftel/internal/server/longs"
	"reftel/internal/server/middleware"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// Where the description is, for programs and for people.
const (
	DocumentPath = desk.APIPath + "/openapi.json"
	YAMLPath     = desk.APIPath + "/openapi.yaml"
	GuidePath    = templates.RouteAPI
)

// Pages are the handlers of this family.
type Pages struct {
	*desk.Desk
	finding *finding.Pages
	longs   *longs.Shelf
}

// Mount makes the handlers and puts the routes of the operations on a router.
func Mount(r chi.Router, d *desk.Desk, f *finding.Pages, l *longs.Shelf) *Pages {
	s := &Pages{Desk: d, finding: f, longs: l}
	s.describe(humachi.NewAdapter(r), examples{}, schemas())
	return s
}

// schemas are those of all answers: made once, and only read from then on.
var schemas = sync.OnceValue(func() huma.Registry {
	types := huma.NewMapRegistry(schemaPrefix, huma.DefaultSchemaNamer)
	(&Pages{}).describe(nowhere{}, examples{}, types)
	finish(types)
	return made{types}
})

// made are schemas that many documents share. To huma they are another's: it sets each
// of its own anew when an API is made.
type made struct{ huma.Registry }

// schemaPrefix is where the schemas stand in the document.
const schemaPrefix = "#/components/schemas/"

// describe makes an API on an adapter. Examples go into its document alone.
func (s *Pages) describe(to huma.Adapter, ex examples, types huma.Registry) huma.API {
	c := huma.DefaultConfig(templates.Site, "1")
	c.Info.Description = "An archive of diplomatic cables, to be read by programs. All of it may be read by everybody: there are no keys and no accounts. " +
		"Every answer is of one generation of the archive; what fails is told as a problem (RFC 9457). How to use it is told at " + GuidePath + "."
	c.Servers = []*huma.Server{{URL: "/", Description: "This archive."}}
	c.Tags = []*huma.Tag{{Name: searching, Description: "Finding cables."}, {Name: reading, Description: "Cables, and what they name."}, {Name: telling, Description: "The archive as a whole."}}
	c.Components.Schemas = types
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}
	api := huma.NewAPI(c, to)
	s.register(api, ex)
	return api
}

// Groups of operations.
const (
	searching = "Search"
	reading   = "Cables"
	telling   = "Archive"
)

// kept and unkept are the statuses besides 200 of what is the same for all until the next
// generation, and of what somebody searched, which is kept nowhere.
const (
	kept   = middleware.Document
	unkept = middleware.Private
)

// operation is what all operations have.
func operation(id, group, path string, summary, about words.Message, cache middleware.Cache, params ...*huma.Param) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: desk.APIPath + path, Summary: summary.Key, Description: about.Key, Tags: []string{group},
		Parameters: params, Metadata: map[string]any{"cache": cache},
	}
}

// get registers an operation whose answer is of a type.
func get[O any](s *Pages, api huma.API, op huma.Operation, answer func(*desk.Call) (*O, error)) {
	op.Middlewares = append(op.Middlewares, s.serve)
	op.Responses = map[string]*huma.Response{}
	for status, about := range statuses {
		op.Responses[status] = &huma.Response{Description: about}
		if status != "304" {
			op.Responses[status].Content = map[string]*huma.MediaType{desk.ProblemType: {Schema: &huma.Schema{Ref: schemaPrefix + "Problem"}}}
		}
	}
	for _, status := range []string{"400", "431"} { // net/http refuses what is no HTTP before it comes to us
		op.Responses[status].Content["text/plain; charset=utf-8"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	if op.Metadata["cache"] != kept {
		delete(op.Responses, "304")
	}
	huma.Register(api, op, func(ctx context.Context, _ *struct{}) (*struct{ Body *O }, error) {
		a := ctx.Value(asking{}).(*asked)
		body, err := answer(a.call)
		if err != nil {
			a.err = err
			return nil, err
		}
		return &struct{ Body *O }{body}, nil
	})
}

// statuses are what an answer may be besides 200.
var statuses = map[string]string{
	"304": "What the client holds is current.",
	"400": "A parameter is refused, or is not known. The detail says which and why.",
	"404": "There is no such thing here. A cable that is cited and not held is told as cited.",
	"405": "The archive can be read, by GET and HEAD, and nothing else.",
	"410": "The cable was published once and has been withdrawn.",
	"414": "The address is longer than 2,048 characters.",
	"429": "As many requests as one visitor may make at once are still running.",
	"431": "The header has too many lines, or too long ones.",
	"500": "The fault is ours.",
	"503": "The archive is busy, or cannot answer now, or the time was up. Retry-After says when to ask again.",
}

// asked is one request on its way through huma.
type asked struct {
	call *desk.Call
	err  error
}

// asking is its key in the context.
type asking struct{}

// serve has an operation answered of one generation, with the headers and the entity tag
// that pages have.
func (s *Pages) serve(ctx huma.Context, next func(huma.Context)) {
	op := ctx.Operation()
	r, w := humachi.Unwrap(ctx)
	s.Handle(func(c *desk.Call) error {
		params := r.URL.Query()
		if err := known(op, params); err != nil {
			return err
		}
		a, rec := &asked{call: c}, &recorder{header: http.Header{}}
		next(humachi.NewContext(op, r.WithContext(context.WithValue(r.Context(), asking{}, a)), rec))
		switch {
		case a.err != nil:
			return a.err
		case rec.status != 0 && rec.status != http.StatusOK:
			return fmt.Errorf("answering %s: status %d: %.200s", op.OperationID, rec.status, rec.b.String())
		}
		s.headers(c)
		cache, _ := op.Metadata["cache"].(middleware.Cache)
		return s.Reply(c, http.StatusOK, cache, params.Encode(), "application/json", rec.b.Bytes())
	})(w, r)
}

// headers are those of every answer to a program.
func (s *Pages) headers(c *desk.Call) {
	h := c.W.Header()
	desk.Open(h)
	h.Set("X-Robots-Tag", "noindex")
	h.Add("Link", "<"+s.Base(c.R)+DocumentPath+`>; rel="service-desc"; type="`+documentType+`"`)
	h.Add("Link", "<"+s.Base(c.R)+GuidePath+`>; rel="service-doc"; type="text/html"`)
}

// known refuses parameters that an operation does not have.
func known(op *huma.Operation, params url.Values) error {
	var names []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	for name, values := range params {
		switch i := slices.Index(names, name); {
		case i < 0 && len(names) == 0:
			return desk.BadParam(short(name), "This address takes no parameters.")
		case i < 0:
			return desk.BadParam(short(name), "There is no parameter of this name. These are known: "+strings.Join(names, ", ")+".")
		case len(values) > 1 && !repeats(op, name):
			return desk.BadParam(name, "The parameter “"+name+"” is given more than once.")
		}
	}
	return nil
}

func repeats(op *huma.Operation, name string) bool {
	return slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == name && p.Schema.Type == huma.TypeArray })
}

// short is a name that somebody made up, cut to what can be shown.
func short(name string) string {
	if r := []rune(name); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return name
}

// A recorder takes down what huma writes.
type recorder struct {
	header http.Header
	status int
	b      bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(b []byte) (int, error) { return w.b.Write(b) }

// documentType is the media type of an OpenAPI document.
const documentType = "application/vnd.oai.openapi+json;version=3.1"

// Document is the description of the API in OpenAPI 3.1, with examples of this archive.
func (s *Pages) Document(c *desk.Call) error {
	doc, err := s.document(c)
	if err != nil {
		return err
	}
	body, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		return fmt.Errorf("writing the description of the API: %w", err)
	}
	s.headers(c)
	return s.Reply(c, http.StatusOK, kept, "", documentType, append(body, '\n'))
}

// YAML is the same in another form.
func (s *Pages) YAML(c *desk.Call) error {
	doc, err := s.document(c)
	if err != nil {
		return err
	}
	body, err := doc.YAML()
	if err != nil {
		return fmt.Errorf("writing the description of the API: %w", err)
	}
	s.headers(c)
	return s.Reply(c, http.StatusOK, kept, "", "application/vnd.oai.openapi;version=3.1", body)
}

func (s *Pages) document(c *desk.Call) (*huma.OpenAPI, error) {
	ex, err := s.examples(c)
	if err != nil {
		return nil, err
	}
	doc := s.describe(nowhere{}, ex, schemas()).OpenAPI()
	doc.Info.Title = s.SiteName()
	doc.Components.Schemas = own(schemas())
	if base := s.Base(c.R); base != "" {
		doc.Servers[0].URL = base
	}
	return doc, nil
}

// nowhere is an adapter for a document alone.
type nowhere struct{}

func (nowhere) Handle(*huma.Operation, func(huma.Context))   {}
func (nowhere) ServeHTTP(http.ResponseWriter, *http.Request) {}
