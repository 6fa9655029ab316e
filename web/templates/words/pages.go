package words

import (
	"context"
	"html"
	"io"
)

type speakerKey struct{}

// Into has pages that are drawn with a context speak by a speaker.
func Into(ctx context.Context, s *Speaker) context.Context {
	return context.WithValue(ctx, speakerKey{}, s)
}

// From is the speaker of a page; nil, which speaks English, where none was told.
func From(ctx context.Context) *Speaker {
	s, _ := ctx.Value(speakerKey{}).(*Speaker)
	return s
}

// Say is a text, with what stands in its places.
func Say(ctx context.Context, key string, args ...any) string { return From(ctx).Say(key, args...) }

// Count is a text about a number of things, which stands in its first place.
func Count(ctx context.Context, n int, one, many string, args ...any) string {
	return From(ctx).Count(n, one, many, args...)
}

// Num is a number as the language writes it.
func Num(ctx context.Context, n int) string { return From(ctx).Num(n) }

// Lang is the tag of the language of a page.
func Lang(ctx context.Context) string { return From(ctx).Lang() }

// Foreign reports whether what is in a language has to be marked as such on this page.
func Foreign(ctx context.Context, lang string) bool { return From(ctx).Foreign(lang) }

// A Part is what a page is drawn of: a link in a sentence.
type Part interface {
	Render(ctx context.Context, w io.Writer) error
}

// With is a text in whose places parts of the page stand, or texts and numbers.
func With(key string, args ...any) Part {
	return sentence{args, func(s *Speaker) string { return s.text(key) }}
}

// CountWith is [With] about a number of things, which stands in the first place.
func CountWith(n int, one, many string, args ...any) Part {
	return sentence{append([]any{n}, args...), func(s *Speaker) string { return s.form(n, one, many) }}
}

type sentence struct {
	args []any
	text func(s *Speaker) string
}

// Render draws the sentence. What is no part is escaped.
func (t sentence) Render(ctx context.Context, w io.Writer) (err error) {
	s := From(ctx)
	write := func(text string) {
		if err == nil {
			_, err = io.WriteString(w, html.EscapeString(text))
		}
	}
	walk(t.text(s), write, func(i int) {
		switch part, ok := place(t.args, i).(Part); {
		case !ok && i < len(t.args):
			write(s.written(t.args[i]))
		case ok && err == nil:
			err = part.Render(ctx, w)
		}
	})
	return err
}

func place(args []any, i int) any {
	if i < len(args) {
		return args[i]
	}
	return nil
}

// InEnglish is a text of a table or a cable, which is English whatever the page speaks.
func InEnglish(text string) Part { return english(text) }

type english string

// Render marks the text on pages in another language.
func (t english) Render(ctx context.Context, w io.Writer) error {
	text := html.EscapeString(string(t))
	if Foreign(ctx, English) {
		text = `<span lang="en">` + text + "</span>"
	}
	_, err := io.WriteString(w, text)
	return err
}
