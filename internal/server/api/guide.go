package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"reftel/internal/query"
	"reftel/internal/server/desk"
	"reftel/internal/server/guide"
	"reftel/web/templates"
	drawn "reftel/web/templates/programs"
	"reftel/web/templates/words"
)

// Guide is the page that tells people how programs ask. What can be asked is read from
// the document, so that it tells the same.
func (s *Pages) Guide(c *desk.Call) error {
	text, err := guide.Programs(c.Words.Lang())
	if err != nil {
		return err
	}
	doc, err := s.document(c)
	if err != nil {
		return err
	}
	say := c.Words
	v := drawn.View{Guide: text, Groups: groups(say, doc)}
	v.Links = []templates.Link{{Label: say.Say("OpenAPI document"), Href: DocumentPath}, {Label: say.Say("As YAML"), Href: YAMLPath}}
	for _, g := range v.Groups {
		v.Links = append(v.Links, templates.Link{Label: say.Say("Operations: %s", g.Title), Href: "#" + g.ID})
	}
	v.Guide.Page = s.Page(c.R, c)
	v.Guide.Title = say.Say("API for programs")
	v.Guide.Description = say.Say("How programs search and read the cables: JSON over HTTP, described in OpenAPI, with clients in Python and R.")
	return s.Render(c, http.StatusOK, kept, "", drawn.Page(v))
}

// searchID is the operation whose parameters others take too.
const searchID = "searchCables"

// groups are the operations of a document in its order of groups.
func groups(say *words.Speaker, doc *huma.OpenAPI) []drawn.Group {
	ops := operations(doc)
	i := slices.IndexFunc(ops, func(op *huma.Operation) bool { return op.OperationID == searchID })
	var out []drawn.Group
	for _, tag := range doc.Tags {
		g := drawn.Group{ID: "api-" + strings.ToLower(tag.Name), Title: said(say, tag.Name)}
		for _, op := range ops {
			if slices.Contains(op.Tags, tag.Name) {
				g.Operations = append(g.Operations, drawnOperation(say, op, ops[i]))
			}
		}
		out = append(out, g)
	}
	return out
}

// operations are those of a document, by their paths.
func operations(doc *huma.OpenAPI) []*huma.Operation {
	var out []*huma.Operation
	for _, item := range doc.Paths {
		out = append(out, item.Get)
	}
	slices.SortFunc(out, func(a, b *huma.Operation) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func drawnOperation(say *words.Speaker, op, search *huma.Operation) drawn.Operation {
	v := drawn.Operation{ID: op.OperationID, Path: op.Path, Title: said(say, op.Summary), About: said(say, op.Description), Example: example(op)}
	shared := false
	for _, p := range op.Parameters {
		switch of, _, more := strings.Cut(p.Name, "-"); {
		case op != search && p.In == "query" && p.Name != "page" && p.Name != "size" && !strings.HasPrefix(op.Path, desk.APIPath+"/suggest") && hasParam(search, p.Name):
			shared = true
			continue
		case more && (of == "all" || of == "not"):
			continue // told once, above
		}
		d := drawn.Param{Name: p.Name, About: about(say, p)}
		for _, x := range p.Schema.Enum {
			d.Values = append(d.Values, fmt.Sprint(x))
		}
		v.Params = append(v.Params, d)
	}
	if shared {
		v.More = say.Say("What is searched for is said by the parameters of “%s”.", said(say, search.Summary))
	}
	return v
}

// said is a text of the document, which is English, for a reader.
func said(say *words.Speaker, text string) string { return say.Tell(words.Message{Key: text}) }

// about says what a parameter is for. Those of facets are told with the name of theirs.
func about(say *words.Speaker, p *huma.Param) string {
	if f := query.Facet(p.Name); p.In == "query" && slices.Contains(query.Facets(), f) {
		return say.Tell(asFilter(say, f))
	}
	return said(say, p.Description)
}

func hasParam(op *huma.Operation, name string) bool {
	return slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == name })
}

// example is the path of an operation with the examples of its parameters; "" where one
// of its parts has none.
func example(op *huma.Operation) string {
	path, asked := op.Path, url.Values{}
	for _, p := range op.Parameters {
		text, ok := p.Example.(string)
		switch {
		case p.In == "path" && !ok:
			return ""
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(text))
		case ok:
			asked.Set(p.Name, text)
		}
	}
	if len(asked) == 0 {
		return path
	}
	return path + "?" + asked.Encode()
}
