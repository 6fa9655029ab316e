package static

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"reftel/internal/app/static/finder"
	"reftel/internal/server/shape"
)

// moved is a page that leads on.
func moved(to string) []byte {
	to = html.EscapeString(to)
	return fmt.Appendf(nil, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Moved</title><meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url=%s\"><p>This page is <a href=\"%s\">here</a>.</p></html>\n", to, to)
}

// rules writes what servers need to be told: where old addresses lead, and which are
// gone. Without them, pages say so that are found at these addresses.
func (c *copier) rules() error {
	var list, apache, nginx bytes.Buffer
	apache.WriteString("# For Apache, in this folder.\nOptions -Indexes\nDirectoryIndex index.html\nErrorDocument 404 /404.html\nAddDefaultCharset utf-8\nAddType application/atom+xml .atom\nRewriteEngine On\n" +
		"RewriteRule ^cable/([^/]+)/([^/~]+)~[^/]+/?$ /cable/$1/$2#$2 [R=301,NE,L]\n" +
		"RewriteCond %{QUERY_STRING} .\nRewriteCond %{DOCUMENT_ROOT}/_q/$1/%{QUERY_STRING}/index.html -f\nRewriteRule ^(.+?)/?$ /_q/$1/%{QUERY_STRING}/index.html [L]\n")
	nginx.WriteString("# For nginx: include this in the server block whose root is this folder.\nerror_page 404 /404.html;\ncharset utf-8;\n" +
		"location / { try_files /_q$uri/$args/index.html /_q$uri/$args.atom $uri $uri/index.html =404; }\n" +
		"location ~ ^/cable/([^/]+)/([^/~]+)~[^/]+/?$ { return 301 /cable/$1/$2#$2; }\n")
	for _, m := range c.moved {
		if strings.ContainsAny(m[0]+m[1], "?\\\"{};$ ") {
			continue // its page leads on
		}
		fmt.Fprintf(&list, "%s %s 301\n", m[0], m[1])
		fmt.Fprintf(&apache, "Redirect 301 %s %s\n", m[0], m[1])
		fmt.Fprintf(&nginx, "location = \"%s\" { return 301 \"%s\"; }\n", unescaped(m[0]), m[1])
	}
	for _, g := range c.gone {
		fmt.Fprintf(&list, "%s %s/index.html 410\n", g, g)
		fmt.Fprintf(&apache, "Redirect gone %s\n", g)
		fmt.Fprintf(&nginx, "location = \"%s\" { return 410; }\n", unescaped(g))
	}
	for name, b := range map[string][]byte{"_redirects": list.Bytes(), ".htaccess": apache.Bytes(), "nginx.conf": nginx.Bytes()} {
		if err := c.out.write(name, b); err != nil {
			return err
		}
	}
	return nil
}

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
	page, err := finder.Page(w.page(like.body, like.cuts))
	if err != nil {
		return err
	}
	if err := c.out.write(searchPage, page); err != nil {
		return err
	}
	if err := finder.Write(ctx, c.a, func(id, anchor string) string {
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
	return c.out.write("404.html", w.page(a.body, a.cuts))
}
