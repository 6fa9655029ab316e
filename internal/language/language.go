// Package language has the languages of the interface: a catalogue for each of them, and
// which of them a reader understands. It touches nothing but its embedded files, and what
// Unicode knows of languages. docs/languages.md tells how a translation is made.
package language

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"reftel/web/templates/words"
)

//go:embed *.toml
var catalogues embed.FS

// ours are the languages of the interface by their names in themselves, English first.
// Each but English has a catalogue, such as es.toml.
var ours = []struct{ tag, name string }{
	{words.English, "English"}, {"es", "Español"}, {"fr", "Français"}, {"pt", "Português"}, {"de", "Deutsch"},
}

// A Set is the languages that a site speaks. It does not change.
type Set struct {
	speakers []*words.Speaker // the site's own first
	matcher  language.Matcher
}

// New is all languages, of which own is that of the site: a tag such as es-MX. Of one
// that is none of ours, or "", the site is English.
func New(own string) (*Set, error) {
	all, err := speakers()
	if err != nil {
		return nil, err
	}
	s := &Set{speakers: all, matcher: matcher(all)}
	first := s.Match(own)
	s.speakers = []*words.Speaker{first}
	for _, other := range all {
		if other != first {
			s.speakers = append(s.speakers, other)
		}
	}
	s.matcher = matcher(s.speakers)
	return s, nil
}

// Only is a site that speaks one language, whoever reads.
func Only(s *words.Speaker) *Set {
	all := []*words.Speaker{s}
	return &Set{speakers: all, matcher: matcher(all)}
}

// matcher prefers the first of some languages.
func matcher(all []*words.Speaker) language.Matcher {
	var tags []language.Tag
	for _, s := range all {
		tags = append(tags, language.Make(s.Lang()))
	}
	return language.NewMatcher(tags)
}

// Own is the language of the site.
func (s *Set) Own() *words.Speaker { return s.speakers[0] }

// Named is a language by its tag; nil for none of ours.
func (s *Set) Named(tag string) *words.Speaker {
	for _, one := range s.speakers {
		if one.Lang() == tag {
			return one
		}
	}
	return nil
}

// All are the languages in the order in which they are offered, which is the same on
// all sites.
func (s *Set) All() []*words.Speaker {
	if len(s.speakers) == 1 {
		return s.speakers
	}
	var all []*words.Speaker
	for _, l := range ours {
		all = append(all, s.Named(l.tag))
	}
	return all
}

// Tags are those of all languages of the program, in the order in which they are offered.
func Tags() []string {
	var all []string
	for _, l := range ours {
		all = append(all, l.tag)
	}
	return all
}

// mostAccepted is how much of a header is read. Browsers send some ten tags.
const mostAccepted = 500

// Match is the language that goes best with those that a reader accepts, as the header
// Accept-Language tells them; the site's where none of ours is surely understood.
func (s *Set) Match(accepted string) *words.Speaker {
	if accepted == "" || len(accepted) > mostAccepted {
		return s.Own()
	}
	tags, _, err := language.ParseAcceptLanguage(accepted)
	if err != nil || len(tags) == 0 {
		return s.Own()
	}
	if _, i, sure := s.matcher.Match(tags...); sure >= language.High {
		return s.speakers[i]
	}
	return s.Own()
}

// speakers are all languages, whose catalogues a process reads once.
var speakers = sync.OnceValues(func() ([]*words.Speaker, error) {
	var all []*words.Speaker
	for _, l := range ours {
		s := speaker(l.tag, l.name)
		if l.tag != words.English {
			texts, err := catalogue(l.tag)
			if err != nil {
				return nil, err
			}
			s.Text = func(key string) string { return texts[key] }
		}
		all = append(all, s)
	}
	return all, nil
})

// catalogue reads the texts of a language.
func catalogue(tag string) (map[string]string, error) {
	b, err := catalogues.ReadFile(tag + ".toml")
	if err != nil {
		return nil, fmt.Errorf("language: reading the catalogue of %s: %w", tag, err)
	}
	texts := map[string]string{}
	if err := toml.Unmarshal(b, &texts); err != nil {
		return nil, fmt.Errorf("language: reading the catalogue of %s: %w", tag, err)
	}
	return texts, nil
}

// speaker is a language as Unicode knows it, without its texts.
func speaker(tag, name string) *words.Speaker {
	t := language.Make(tag)
	order := formsOf(t)
	// 1,234,567: what stands between 1 and 2
	group, _, _ := strings.Cut(message.NewPrinter(t).Sprintf("%d", 1_234_567)[1:], "2")
	return &words.Speaker{Tag: tag, Name: name, Group: group, Form: func(n int) int { return order[formOf(t, n)] }}
}

// formsOf are the forms of plurals that whole numbers have in a language, each with its
// place in a catalogue: zero, one, two, few, many, other.
func formsOf(t language.Tag) map[plural.Form]int {
	has := map[plural.Form]bool{}
	for n := range 201 {
		has[formOf(t, n)] = true
	}
	order := map[plural.Form]int{}
	for _, f := range []plural.Form{plural.Zero, plural.One, plural.Two, plural.Few, plural.Many, plural.Other} {
		if has[f] {
			order[f] = len(order)
		}
	}
	return order
}

func formOf(t language.Tag, n int) plural.Form {
	return plural.Cardinal.MatchPlural(t, max(n, -n), 0, 0, 0, 0)
}
