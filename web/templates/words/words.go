// Package words is how pages say what they say in the language of their reader. What is
// said is named by its English text, so that templates can be read and English needs no
// catalogue: a nil [Speaker] speaks English. docs/languages.md is the guide.
//
// A text may have places for what differs: %s for a text, %d for a number, which is
// written as the language writes numbers, and %[2]s for the second of them where a
// translation has another order. Where one English text means two things, each ends in
// what it means there, in ‹ ›, which no reader sees: "Search ‹verb›".
package words

import (
	"strconv"
	"strings"
)

// A Speaker says the texts of the interface in a language. It does not change, and the
// nil one speaks English.
type Speaker struct {
	Tag   string                  // of the language: es
	Name  string                  // of the language, in itself: Español
	Text  func(key string) string // by the English one; "" for a text that nobody translated. Forms of a plural stand one behind the other, with a | between them
	Form  func(n int) int         // which form of a plural goes with a number
	Group string                  // between thousands
}

// English is the tag of the language in which texts are named.
const English = "en"

// Lang is the tag of the language.
func (s *Speaker) Lang() string {
	if s == nil {
		return English
	}
	return s.Tag
}

// Foreign reports whether what is in a language has to be marked as such.
func (s *Speaker) Foreign(lang string) bool { return lang != "" && lang != s.Lang() }

// Say is a text, with what stands in its places.
func (s *Speaker) Say(key string, args ...any) string {
	return s.fill(s.text(key), args)
}

// Count is a text about a number of things: the form that goes with n, which is what
// stands in the first place, before args.
func (s *Speaker) Count(n int, one, many string, args ...any) string {
	return s.fill(s.form(n, one, many), append([]any{n}, args...))
}

// A Message is what is said once it is known to whom.
type Message struct {
	Key  string
	Args []any
}

// Later is a text that is said once it is known to whom.
func Later(key string, args ...any) Message { return Message{key, args} }

// Tell says a message.
func (s *Speaker) Tell(m Message) string { return s.Say(m.Key, m.Args...) }

// text is a message as it stands in the catalogue, or in English.
func (s *Speaker) text(key string) string {
	if s != nil && s.Text != nil {
		if t := s.Text(key); t != "" {
			return t
		}
	}
	return bare(key)
}

// form is the form of a message that goes with a number.
func (s *Speaker) form(n int, one, many string) string {
	if s != nil && s.Text != nil {
		if t := s.Text(PluralKey(one, many)); t != "" {
			forms := strings.Split(t, "|")
			return forms[min(s.Form(n), len(forms)-1)]
		}
	}
	if n == 1 {
		return bare(one)
	}
	return bare(many)
}

// PluralKey is how a catalogue names a text with two forms.
func PluralKey(one, many string) string { return one + "|" + many }

// bare is a text without what it means.
func bare(key string) string {
	if strings.HasSuffix(key, "›") {
		if i := strings.LastIndex(key, "‹"); i > 0 {
			return strings.TrimRight(key[:i], " ")
		}
	}
	return key
}

// fill puts args into the places of a message. Without any it stands as it is.
func (s *Speaker) fill(message string, args []any) string {
	if len(args) == 0 {
		return message
	}
	var b strings.Builder
	b.Grow(len(message) + 16*len(args))
	walk(message, func(text string) { b.WriteString(text) }, func(i int) {
		if i < len(args) {
			b.WriteString(s.written(args[i]))
		}
	})
	return b.String()
}

// written is what stands in a place.
func (s *Speaker) written(arg any) string {
	switch v := arg.(type) {
	case string:
		return v
	case int:
		return s.Num(v)
	case Message:
		return s.Tell(v)
	case interface{ Told() (string, []any) }: // a message of those who do not know this package
		key, args := v.Told()
		return s.Say(key, args...)
	case interface{ On() (year, month, day int) }:
		return s.Date(v.On())
	case interface{ String() string }:
		return v.String()
	}
	return ""
}

// walk goes through a message from text to place.
func walk(message string, text func(string), place func(i int)) {
	next := 0
	for {
		i := strings.IndexByte(message, '%')
		if i < 0 || i+1 == len(message) {
			text(message)
			return
		}
		text(message[:i])
		rest := message[i+1:]
		if rest[0] == '%' {
			text("%")
			message = rest[1:]
			continue
		}
		if rest[0] == '[' {
			if end := strings.IndexByte(rest, ']'); end > 0 {
				if n, err := strconv.Atoi(rest[1:end]); err == nil && n > 0 {
					next, rest = n-1, rest[end+1:]
				}
			}
		}
		if rest != "" && (rest[0] == 's' || rest[0] == 'd') {
			place(next)
			next++
			message = rest[1:]
			continue
		}
		text("%")
		message = rest
	}
}

// Places are the places of a message, by number, each with its verb: of a translation
// they are those of the English text.
func Places(message string) map[int]byte {
	found, rest := map[int]byte{}, message
	walk(message, func(text string) {
		if text != "" && text != "%" {
			rest = rest[strings.Index(rest, text)+len(text):]
		}
	}, func(i int) {
		at := strings.IndexAny(rest, "sd")
		found[i], rest = rest[at], rest[at+1:]
	})
	return found
}
