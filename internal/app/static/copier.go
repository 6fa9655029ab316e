package static

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"reftel/internal/app/static/finder"
	"reftel/internal/archive"
	"reftel/internal/server/shape"
)

// A copier follows the links of the site, a batch of addresses at a time: pages are
// asked for side by side, and their links entered in the book in one order, so that the
// same archive gives the same files.
type copier struct {
	Options
	a       archive.Archive
	out     *writer
	book    *book
	next    []*url.URL // to be asked for
	moved   [][2]string
	gone    []string
	renamed [][2]string // addresses of pages, decoded, whose files have other names
	report  Report
}

// batch is how many pages are in memory at once, listed how many ids.
const (
	batch  = 128
	listed = 1000
)

// starts lead to all pages but those of cables that no list has.
var starts = []string{"/", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/favicon.ico", "/.well-known/security.txt", "/search.atom",
	"/tags", "/posts", "/countries", "/people", "/organisations", "/places", "/names", "/years", "/volumes", "/about", "/quality", "/help/search"}

func (c *copier) run(ctx context.Context) error {
	for _, s := range starts {
		c.enterPath(s)
	}
	for n := range c.a.Generation().Cables/10000 + 2 {
		c.enterPath(fmt.Sprintf("/sitemap/%d.xml", n))
	}
	for _, id := range c.Gone {
		c.enterPath(shape.CablePath(id))
	}
	if err := c.drain(ctx); err != nil {
		return err
	}
	for from := 0; ; from += listed {
		ids, err := c.a.IDs(ctx, from, listed)
		if err != nil {
			return fmt.Errorf("listing the cables: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		for _, id := range ids {
			if err := c.cable(ctx, id); err != nil {
				return err
			}
		}
		if err := c.drain(ctx); err != nil {
			return err
		}
	}
}

// cable enters the addresses of a cable that no page may lead to: other ids, and its
// page on sites that came before.
func (c *copier) cable(ctx context.Context, id string) error {
	rec, err := c.a.Record(ctx, id, archive.Parsed)
	if err != nil {
		return fmt.Errorf("reading cable %s: %w", id, err)
	}
	c.enterPath(shape.CablePath(id))
	for _, alias := range rec.Cable.Aliases {
		c.enterPath(shape.CablePath(alias))
	}
	if d := rec.Cable.Date; d.Month > 0 {
		c.enterPath(fmt.Sprintf("/cable/%04d/%02d/%s.html", d.Year, d.Month, url.PathEscape(id)))
	}
	return nil
}

// enterPath enters a path of ours.
func (c *copier) enterPath(p string) {
	if u, err := url.Parse(p); err == nil { // an escaped path always is one
		c.enter(u)
	}
}

// enter has an address asked for, once.
func (c *copier) enter(u *url.URL) {
	u = &url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}
	if !kept(u) {
		return
	}
	if _, isNew := c.book.enter(u); isNew {
		c.next = append(c.next, u)
	}
}

// file is the file to which a link leads.
func (c *copier) file(u *url.URL) (string, bool) {
	if u.Path == "/search" {
		return searchPage, true
	}
	file, ok := c.book.files[address(u)]
	return file, ok
}

// drain asks for all addresses that are entered, and those that they lead to.
func (c *copier) drain(ctx context.Context) error {
	for len(c.next) > 0 {
		now := c.next[:min(batch, len(c.next))]
		c.next = c.next[len(now):]
		answers := make([]answer, len(now))
		if err := each(len(now), func(i int) (err error) {
			answers[i], err = c.ask(ctx, now[i])
			return err
		}); err != nil {
			return err
		}
		for i := range answers {
			for _, u := range answers[i].links {
				c.enter(u)
			}
			answers[i].links = nil
			c.count(now[i], &answers[i])
		}
		if err := each(len(now), func(i int) error { return c.write(now[i], &answers[i]) }); err != nil {
			return err
		}
	}
	return nil
}

// each calls f for the numbers below n, on all cores.
func each(n int, f func(int) error) error {
	var eg errgroup.Group
	eg.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		eg.Go(func() error { return f(i) })
	}
	return eg.Wait()
}

// An answer is what the site says at an address.
type answer struct {
	status int
	kind   string        // of content
	to     string        // where it leads
	body   *bytes.Buffer // given back once it is written
	cuts   []cut         // of a page
	links  []*url.URL
}

// patience is how often an answer is asked for that the site is too busy to give.
const patience = 20

// ask asks the site, as a visitor who names no host does.
func (c *copier) ask(ctx context.Context, u *url.URL) (a answer, err error) {
	if base, anchor, ok := fingerprint(u); ok { // what a copied link says beside the paragraph
		return answer{status: http.StatusMovedPermanently, to: base + "#" + anchor}, nil
	}
	for try := range patience {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		r, err := request(ctx, address(u))
		if err != nil {
			return a, err
		}
		w := newResponse()
		c.Site.ServeHTTP(w, r)
		a = answer{status: cmp.Or(w.status, http.StatusOK), kind: w.header.Get("Content-Type"), to: w.header.Get("Location"), body: w.body}
		if a.status != http.StatusServiceUnavailable && a.status != http.StatusTooManyRequests {
			break
		}
		time.Sleep(time.Duration(try+1) * 50 * time.Millisecond)
	}
	if a.status >= http.StatusInternalServerError || a.status == http.StatusTooManyRequests {
		return a, fmt.Errorf("the site answers %d at %s", a.status, address(u))
	}
	switch {
	case a.to != "":
		if to := within(u, c.BaseURL, a.to); to != nil {
			a.links = []*url.URL{to}
		}
	case strings.HasPrefix(a.kind, "text/html"):
		a.cuts = cuts(u, c.BaseURL, a.body.Bytes())
		a.links = links(a.cuts)
	case strings.HasPrefix(a.kind, "application/atom+xml"):
		a.links = feedLinks(u, c.BaseURL, a.body.Bytes())
	case strings.HasPrefix(a.kind, "text/css"):
		for _, m := range assets.FindAllSubmatch(a.body.Bytes(), -1) {
			if to := within(u, c.BaseURL, string(m[1])); to != nil {
				a.links = append(a.links, to)
			}
		}
	}
	return a, nil
}

// fingerprint parts a copied link to a paragraph: par3~k3f9.
func fingerprint(u *url.URL) (page, anchor string, ok bool) {
	if !strings.HasPrefix(u.Path, "/cable/") || strings.Count(u.Path, "/") != 3 {
		return "", "", false
	}
	anchor, _, ok = strings.Cut(path.Base(u.Path), "~")
	if !ok {
		return "", "", false
	}
	return (&url.URL{Path: path.Dir(u.Path) + "/" + anchor}).EscapedPath(), anchor, true
}

// count notes what a file cannot say by itself.
func (c *copier) count(u *url.URL, a *answer) {
	switch {
	case a.to != "":
		c.report.Redirects++
		if _, _, ok := fingerprint(u); !ok {
			c.moved = append(c.moved, [2]string{address(u), a.to})
		}
	case a.status == http.StatusGone || a.status == http.StatusNotFound && strings.HasPrefix(a.kind, "text/html") && strings.HasPrefix(u.Path, "/cable/"):
		c.report.Gone++
		if a.status == http.StatusGone {
			c.gone = append(c.gone, address(u))
		}
	case a.status == http.StatusOK:
		c.report.Pages++
		file := c.book.files[address(u)]
		natural := strings.Trim(u.Path, "/")
		if !isFile(u.Path) {
			natural = strings.TrimPrefix(natural+"/"+indexFile, "/")
		}
		if u.RawQuery == "" && file != natural && !strings.ContainsAny(u.Path+file, "\\\"$\n\r") {
			c.renamed = append(c.renamed, [2]string{u.Path, file})
		}
	}
}

// write writes the file of an address. Where the site has nothing there is none, but for
// the page that says so of a cable.
func (c *copier) write(u *url.URL, a *answer) error {
	file := c.book.files[address(u)]
	w := way{here: u, base: c.BaseURL, file: file, of: c.file}
	if a.body != nil {
		defer func() { release(a.body); a.body, a.cuts = nil, nil }()
	}
	var body []byte
	switch {
	case a.to != "" && isFile(u.Path) && !strings.HasPrefix(u.Path, "/cable/"):
		return nil // no page can lead on to a picture
	case a.to != "":
		to, ok := w.lead(a.to)
		if !ok {
			return nil
		}
		body = finder.Moved(c.Words, to)
	case a.status != http.StatusOK && !strings.HasPrefix(u.Path, "/cable/"):
		return nil
	case strings.HasPrefix(a.kind, "text/html"):
		copied := bodies.Get().(*bytes.Buffer)
		defer release(copied)
		body = w.page(copied, a.body.Bytes(), a.cuts)
	case strings.HasPrefix(a.kind, "application/atom+xml"):
		body = w.feed(a.body.Bytes())
	default:
		body = a.body.Bytes()
	}
	return c.out.write(file, body)
}
