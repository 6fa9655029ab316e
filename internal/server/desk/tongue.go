package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"reftel/internal/server/securitytxt"
	"reftel/internal/site"
	"reftel/web/static"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// A tongue is the language of an answer. It was named by the address, which then begins
// with it (/es/tags), and so do the links of the page; or it is what the reader's browser
// asks for; or that of the site.
type tongue struct {
	speaker *words.Speaker
	prefix  string // of addresses: /es; "" where the address named none
}

type tongueKey struct{}

func tongueOf(r *http.Request) tongue {
	t, _ := r.Context().Value(tongueKey{}).(tongue)
	return t
}

// key is on what of the language an answer depends.
func (t tongue) key() string { return t.speaker.Lang() + t.prefix }

// Speak finds out in which language a request is answered. What is behind it sees the
// address without it: so routes, metrics and the log know none.
func (s *Desk) Speak(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t, rest := s.named(r)
		switch {
		case t.prefix != "" && !spoken(rest.URL.Path):
			s.plainly(w, rest)
			return
		case t.prefix == "" && len(s.Languages.All()) > 1 && spoken(r.URL.Path):
			w.Header().Add("Vary", "Accept-Language")
			t.speaker = s.Languages.Match(r.Header.Get("Accept-Language"))
		}
		ctx := words.Into(context.WithValue(rest.Context(), tongueKey{}, t), t.speaker)
		next.ServeHTTP(w, rest.WithContext(ctx))
	})
}

// named is the language that an address names, and the request without it; else that of
// the site, and the request.
func (s *Desk) named(r *http.Request) (tongue, *http.Request) {
	own := tongue{speaker: s.Languages.Own()}
	tag, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	speaker := s.Languages.Named(tag)
	if speaker == nil || len(s.Languages.All()) == 1 {
		return own, r
	}
	prefix, u := "/"+tag, *r.URL
	if u.Path = strings.TrimPrefix(u.Path, prefix); u.Path == "" {
		u.Path = "/"
	}
	if u.RawPath != "" {
		raw, ok := strings.CutPrefix(u.RawPath, prefix)
		if !ok {
			return own, r
		}
		u.RawPath = raw
	}
	out := new(http.Request)
	*out = *r
	out.URL = &u
	return tongue{speaker, prefix}, out
}

// plainly leads to the address of what is the same in all languages.
func (s *Desk) plainly(w http.ResponseWriter, r *http.Request) {
	to := r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		to += "?" + asWritten(r.URL.RawQuery)
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", string(moved(to)))
	Send(w, http.StatusMovedPermanently, nil)
}

var (
	// machines begin the addresses of what programs ask for.
	machines = []string{
		static.Prefix, site.FilePrefix, APIPath + "/", "/oai", "/ark:", "/oembed", "/sitemap", "/robots.txt", "/opensearch.xml",
		"/suggest/", "/favicon.ico", "/healthz", "/readyz", securitytxt.Path,
	}
	// taken are the endings of those of lists, feeds and citations.
	taken = []string{".atom", ".xml", ".txt", ".json", ".jsonl", ".csv", ".bib", ".biblatex", ".ris"}
)

// spoken reports whether at a path there is something for people to read, if there is
// anything. What programs take is the same in all languages, and so is a source.
func spoken(p string) bool {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") {
		return true // nothing is there, and a page says so
	}
	begins := func(m string) bool { return strings.HasPrefix(p, m) }
	ends := func(e string) bool { return strings.HasSuffix(p, e) }
	return !slices.ContainsFunc(machines, begins) && !slices.ContainsFunc(taken, ends) && !(strings.HasPrefix(p, "/cable/") && path.Base(p) == "raw")
}

// To is an address of ours as it is for who asks: in the language that the address of
// the request names.
func To(r *http.Request, address string) string {
	if t := tongueOf(r); t.prefix != "" && spoken(pathOf(address)) {
		return t.prefix + address
	}
	return address
}

// pathOf is the path of an address of ours.
func pathOf(address string) string {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		return address[:i]
	}
	return address
}

// leading are the attributes that lead to other pages, with the beginning of an address
// of ours. In a text there are none of them: its quotation marks are escaped.
var leading = [][]byte{[]byte(` href="/`), []byte(` action="/`), []byte(` formaction="/`)}

// Localized is a page whose links keep the language that its address names.
func (s *Desk) Localized(r *http.Request, page []byte) []byte {
	t := tongueOf(r)
	if t.prefix == "" {
		return page
	}
	out := make([]byte, 0, len(page)+len(page)/16)
	for {
		i := bytes.Index(page, []byte(`="/`))
		if i < 0 {
			return append(out, page...)
		}
		i += len(`="/`)
		out = append(out, page[:i-1]...)
		address := page[i-1:]
		if end := bytes.IndexByte(address, '"'); end >= 0 && s.leads(page[:i], string(address[:end])) {
			out = append(out, t.prefix...)
		}
		out, page = append(out, '/'), page[i:]
	}
}

// leads reports whether an address, behind what stands before it, leads to a page whose
// language is not named yet.
func (s *Desk) leads(before []byte, address string) bool {
	if !slices.ContainsFunc(leading, func(l []byte) bool { return bytes.HasSuffix(before, l) }) || strings.HasPrefix(address, "//") {
		return false
	}
	p := pathOf(address)
	tag, _, _ := strings.Cut(p[1:], "/")
	return s.Languages.Named(tag) == nil && spoken(p)
}

// Prefixes begin the addresses of pages: none, and one for each language of the site.
func (s *Desk) Prefixes() []string {
	prefixes := []string{""}
	if all := s.Languages.All(); len(all) > 1 {
		for _, l := range all {
			prefixes = append(prefixes, "/"+l.Lang())
		}
	}
	return prefixes
}

// scriptTexts makes a file of the texts of scripts for each language that has some. It
// stands among the other files, and English needs none.
func (s *Desk) scriptTexts() error {
	s.texts = map[string]string{}
	keys := s.Files.Texts()
	for _, l := range s.Languages.All() {
		texts := map[string]string{}
		for _, key := range keys {
			if l != nil && l.Text != nil && l.Text(key) != "" {
				texts[key] = l.Text(key)
			}
		}
		if len(texts) == 0 {
			continue
		}
		b, err := json.Marshal(texts)
		if err != nil {
			return fmt.Errorf("writing the texts of scripts in %s: %w", l.Tag, err)
		}
		name := "words-" + l.Tag + ".js"
		s.Files = s.Files.And(name, []byte("globalThis.texts = "+string(b)+";\n"))
		s.texts[l.Tag] = s.Files.URL(name)
	}
	return nil
}

// tongues are the ways to a page in the languages of the site; none where it has one.
func (s *Desk) tongues(r *http.Request) []templates.Tongue {
	all := s.Languages.All()
	if len(all) < 2 {
		return nil
	}
	out := make([]templates.Tongue, len(all))
	address, own := r.URL.EscapedPath(), tongueOf(r).speaker.Lang()
	if strings.HasPrefix(address, "//") || !strings.HasPrefix(address, "/") {
		address = "/"
	}
	if r.URL.RawQuery != "" {
		address += "?" + asWritten(r.URL.RawQuery)
	}
	for i, l := range all {
		out[i] = templates.Tongue{Lang: l.Lang(), Name: l.Name, Href: "/" + l.Lang() + address, Current: l.Lang() == own}
	}
	return out
}
