package static

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"reftel/internal/app/static/finder"
	"reftel/internal/server/shape"
)

func unescaped(address string) string {
	if u, err := url.PathUnescape(address); err == nil && !strings.ContainsAny(u, "\\\"{};$\n") {
		return u
	}
	return address
}

// searchPages writes the page of searches with what it reads, and the page for addresses
// that there are not.
func (c *copier) searchPages(ctx context.Context) error {
	here := &url.URL{Path: "/help/search"} // which is in no menu
	like, err := c.ask(ctx, here)
	if err != nil {
		return err
	}
	w := way{here: here, base: c.BaseURL, file: searchPage, of: c.file}
	page, err := finder.Page(c.Words, w.page(new(bytes.Buffer), like.body.Bytes(), like.cuts))
	if err != nil {
		return err
	}
	if err := c.out.write(searchPage, page); err != nil {
		return err
	}
	if err := finder.Write(ctx, c.a, c.Words, func(id, anchor string) string {
		p := shape.CablePath(id)
		if anchor != "" {
			p = shape.ParagraphPath(id, anchor)
		}
		file, ok := c.book.files[p]
		if !ok {
			return ""
		}
		return link(searchPage, file)
	}, func(name string, b []byte) error { return c.out.write("search/"+name, b) }); err != nil {
		return err
	}
	nowhere := &url.URL{Path: "/no-such-page"}
	a, err := c.ask(ctx, nowhere)
	if err != nil {
		return err
	}
	w = way{here: nowhere, base: c.BaseURL, of: c.file}
	return c.out.write("404.html", w.page(new(bytes.Buffer), a.body.Bytes(), a.cuts))
}
