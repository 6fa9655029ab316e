package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

const (
	settingsFile     = "site.toml"
	mostSettings     = 1 << 20
	mostAddress      = 2000 // bytes of an address
	mostCollections  = 5000
	mostCollectionID = 500
)

// A table is one of site.toml, with how its keys are called in messages.
type table struct {
	*reader
	key  []string
	held map[string]any
	at   map[string]int
}

// readSettings reads site.toml.
func (r *reader) readSettings() {
	if _, err := fs.Stat(r.dir, settingsFile); errors.Is(err, fs.ErrNotExist) {
		r.fault(settingsFile, 0, "is not there; reftel init writes a sample of a whole folder")
		return
	}
	b, ok := r.content(settingsFile, mostSettings)
	if !ok {
		return
	}
	t := table{reader: r}
	if err := toml.Unmarshal(b, &t.held); err != nil {
		line := 0
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ = at.Position()
		}
		r.fault(settingsFile, line, "%s", strings.TrimPrefix(err.Error(), "toml: "))
		return
	}
	t.at = lines(b)
	t.known("name", "lead", "notice", "contact", "language", "base", "logo", "rights", "accent", "collections")
	s := r.site
	if _, there := t.held["name"]; !there {
		r.fault(settingsFile, 0, "name is missing: what the archive is called")
	}
	s.Name = t.words("name", 80)
	s.Lead = t.words("lead", 300)
	s.Notice = t.words("notice", 600)
	s.Contact = t.text("contact", mostAddress, contact)
	s.Base = strings.TrimRight(t.text("base", mostAddress, base), "/")
	s.Language = t.text("language", 35, func(v string) error { _, err := language.Parse(v); return err })
	s.Logo = t.text("logo", mostAddress, r.hasFile)
	s.Logo = r.named[s.Logo].path
	if x, ok := t.within("rights"); ok {
		x.known("text", "url")
		s.Rights = Rights{x.words("text", 300), x.text("url", mostAddress, webAddress)}
	}
	style := written
	if x, ok := t.within("accent"); ok {
		x.known("light", "dark")
		style += tokens([2]colour{x.accent(themes[0]), x.accent(themes[1])})
	}
	s.Style = r.serve("site", ".css", File{Type: "text/css; charset=utf-8", Content: []byte(style)}).path
	t.collections()
}

// collections reads what is told of collections.
func (t table) collections() {
	all, ok := t.within("collections")
	if !ok {
		return
	}
	if len(all.held) > mostCollections {
		t.wrong("collections", "has %d collections; %d are allowed", len(all.held), mostCollections)
		return
	}
	for _, id := range slices.Sorted(maps.Keys(all.held)) {
		x, ok := all.within(id)
		if !ok {
			continue
		}
		if id == "" || len(id) > mostCollectionID {
			all.wrong(id, "the id of a collection has 1 to %d bytes", mostCollectionID)
		}
		x.known("title", "rights", "rights_url", "source")
		t.site.Collections[id] = Collection{
			Title:  x.words("title", 200),
			Rights: Rights{x.words("rights", 300), x.text("rights_url", mostAddress, webAddress)},
			Source: x.text("source", mostAddress, webAddress),
		}
	}
}

// wrong takes down what is wrong with a key.
func (t table) wrong(key, format string, values ...any) {
	path := append(slices.Clone(t.key), key)
	line := t.at[joined(path)]
	if len(path) > 1 && path[0] == "collections" {
		path[1] = strconv.Quote(path[1])
	}
	t.fault(settingsFile, line, "%s: %w", strings.Join(path, "."), fmt.Errorf(format, values...))
}

// known holds that a table has no other keys.
func (t table) known(keys ...string) {
	for _, k := range slices.Sorted(maps.Keys(t.held)) {
		if !slices.Contains(keys, k) {
			t.wrong(k, "is no key that is known here; these are: %s", strings.Join(keys, ", "))
		}
	}
}

// within is a table of this one.
func (t table) within(key string) (table, bool) {
	v, there := t.held[key]
	held, is := v.(map[string]any)
	if there && !is {
		t.wrong(key, "is %s; a table is wanted", kind(v))
	}
	return table{t.reader, append(slices.Clone(t.key), key), held, t.at}, is
}

// text is what a key is set to, "" where it is not, or wrong.
func (t table) text(key string, most int, right func(string) error) string {
	v, there := t.held[key]
	if !there {
		return ""
	}
	s, is := v.(string)
	switch {
	case !is:
		t.wrong(key, "is %s; a text in quotes is wanted", kind(v))
		return ""
	case s == "": // as if it was not set
		return ""
	case utf8.RuneCountInString(s) > most:
		t.wrong(key, "has %d characters; %d are allowed", utf8.RuneCountInString(s), most)
		return ""
	}
	if err := right(s); err != nil {
		t.wrong(key, "%q: %w", s, err)
		return ""
	}
	return s
}

// words is a text for readers, on one line.
func (t table) words(key string, most int) string {
	s := t.text(key, most, func(s string) error {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }) {
			return errors.New("has a control character")
		}
		if strings.TrimSpace(s) == "" {
			return errors.New("has no letters")
		}
		return nil
	})
	return strings.Join(strings.Fields(s), " ")
}

// accent is the colour of a theme.
func (t table) accent(th theme) colour {
	s := t.text(th.name, 7, func(s string) error {
		c, ok := parseColour(s)
		if !ok {
			return errors.New("a colour is written as #1f4788")
		}
		if ratio, ground := th.least(c); ratio < enough {
			return fmt.Errorf("its contrast with the background %s of the %s theme is %.2f:1; at least %.1f:1 is wanted", ground, th.name, ratio-0.005, enough)
		}
		return nil
	})
	c, ok := parseColour(cmp.Or(s, th.usual.String()))
	if !ok {
		return th.usual
	}
	return c
}

// kind is what a value of TOML is, in words.
func kind(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "a date or time"
}

// contact is an address of mail, or of a page.
func contact(s string) error {
	if strings.HasPrefix(s, "https://") {
		return webAddress(s)
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s || strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return errors.New("is neither an address of mail nor one that begins with https://")
	}
	return nil
}

// base is where a site is.
func base(s string) error {
	u, err := url.Parse(s)
	if err != nil || webAddress(s) != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
		return errors.New("is not of the form https://cables.example.org")
	}
	return nil
}

// webAddress is one that links may lead to.
func webAddress(s string) error {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil ||
		strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return errors.New("is no address that begins with https:// or http://")
	}
	return nil
}

// hasFile reports a file that is not in the folder.
func (r *reader) hasFile(name string) error {
	if _, ok := r.named[name]; !ok {
		return errors.New("is no image of the folder files; its name begins with files/")
	}
	return nil
}
