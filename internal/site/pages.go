package site

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

const (
	aboutFile = "about.md"
	pagesDir  = "pages"
	mostPages = 50
	mostPage  = 256 << 10
)

var pageName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// readPages reads about.md and the pages beside it.
func (r *reader) readPages() {
	var files []string
	for _, e := range r.list(pagesDir, mostPages) {
		file := pagesDir + "/" + e
		name, is := strings.CutSuffix(e, ".md")
		if !is || len(name) > 60 || !pageName.MatchString(name) {
			r.fault(file, 0, "the name of a page is made of small letters and digits with hyphens between them, and ends in .md")
			continue
		}
		r.pages[name] = true
		files = append(files, file)
	}
	slices.Sort(files)
	if _, err := fs.Stat(r.dir, aboutFile); err == nil {
		r.pages["about"] = true
		if p, ok := r.page(aboutFile, "about"); ok {
			r.site.About = &p
		}
	}
	for _, file := range files {
		if p, ok := r.page(file, strings.TrimSuffix(strings.TrimPrefix(file, pagesDir+"/"), ".md")); ok {
			r.site.Pages = append(r.site.Pages, p)
		}
	}
}

// page reads one page.
func (r *reader) page(file, name string) (Page, bool) {
	source, ok := r.content(file, mostPage)
	if !ok {
		return Page{}, false
	}
	m := &markdown{reader: r, file: file, source: source, ids: map[string]bool{}}
	head, blocks := m.read()
	p := Page{Name: name, Head: head}
	p.Text.Lang, p.Text.Blocks = r.site.Lang(), blocks
	return p, head != ""
}

// destination is where a link of a page leads, as readers have it.
func (m *markdown) destination(href string) (string, error) {
	path, fragment, _ := strings.Cut(href, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	path = strings.TrimPrefix(path, "../")
	name, isPage := strings.CutSuffix(strings.TrimPrefix(path, pagesDir+"/"), ".md")
	switch {
	case path == "" && fragment != "":
		m.fragments = append(m.fragments, strings.TrimPrefix(fragment, "#"))
		return fragment, nil
	case path == aboutFile && m.pages["about"]:
		return "/about" + fragment, nil
	case isPage && m.pages[name] && name != "about":
		return pagePrefix + name + fragment, nil
	case strings.HasPrefix(path, filesDir+"/"):
		if f, ok := m.named[path]; ok {
			return f.path, nil
		}
		return "", fmt.Errorf("leads to %q, which is not in the folder", href)
	case strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") && !strings.ContainsAny(href, "\\"):
		return href, nil
	case strings.HasPrefix(href, "mailto:") && contact(strings.TrimPrefix(href, "mailto:")) == nil, webAddress(href) == nil:
		return href, nil
	}
	return "", fmt.Errorf("leads to %q, which is no address (https://…, mailto:…, /path), no page and no file of the folder", href)
}
