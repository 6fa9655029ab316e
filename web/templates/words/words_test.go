package words_test

import (
	"context"
	"io"
	"maps"
	"strings"
	"testing"

	"reftel/web/templates/words"
)

// spanish is a small catalogue.
func spanish() *words.Speaker {
	texts := map[string]string{
		"Your selections":               "Su selección",
		"%d to %d of %d":                "%[3]d resultados: %[1]d a %[2]d",
		"%d cable|%d cables":            "%d cable|%d cables",
		"%d cable here|%d cables here":  "aquí hay %d cable|aquí hay %d cables",
		"May ‹month›":                   "mayo",
		"%s %s %s ‹day month year›":     "%s de %s de %s",
		"Read %s or %s.":                "Lea %[2]s o %[1]s.",
		"%d cable cites %s.|%d cite %s": "%d cable cita %s.|%d cables citan %s.",
	}
	return &words.Speaker{Tag: "es", Name: "Español", Group: ".", Text: func(key string) string { return texts[key] }, Form: func(n int) int {
		if n == 1 {
			return 0
		}
		return 1
	}}
}

// TestSay holds what is said in English, which needs no catalogue, and in a language
// that has one.
func TestSay(t *testing.T) {
	t.Parallel()
	var en *words.Speaker
	es := spanish()
	for _, tt := range []struct{ got, want string }{
		{en.Say("Your selections"), "Your selections"}, {es.Say("Your selections"), "Su selección"},
		{en.Say("%d to %d of %d", 1, 20, 12345), "1 to 20 of 12,345"}, {es.Say("%d to %d of %d", 1, 20, 12345), "12.345 resultados: 1 a 20"},
		{en.Count(1, "%d cable", "%d cables"), "1 cable"}, {en.Count(0, "%d cable", "%d cables"), "0 cables"},
		{es.Count(1, "%d cable here", "%d cables here"), "aquí hay 1 cable"}, {es.Count(-1234, "%d cable here", "%d cables here"), "aquí hay -1.234 cables"},
		{en.Say("Search ‹verb›"), "Search"}, {es.Say("Search ‹verb›"), "Search"}, {es.Say("100%"), "100%"}, {en.Say("%d%% of it", 7), "7% of it"},
		{en.Say("%s and %s", "a"), "a and "}, {en.Say("%x %s", "a"), "%x a"}, {en.Say("100% of %s", "a"), "100% of a"}, {en.Say("%s", words.Later("%d of them", 3)), "3 of them"},
		{en.Say("%[x]s %s", "a"), "%[x]s a"}, {en.Say("ends in %", "a"), "ends in %"},
		{en.Date(1974, 5, 18), "18 May 1974"}, {es.Date(1974, 5, 18), "18 de mayo de 1974"}, {en.Date(1974, 5, 0), "May 1974"}, {es.Date(1974, 0, 0), "1974"}, {en.Date(0, 0, 0), "undated"},
		{en.ShortMonth(5), "May"}, {en.Month(13), ""}, {es.Lang(), "es"}, {en.Lang(), "en"},
	} {
		if tt.got != tt.want {
			t.Errorf("said %q, want %q", tt.got, tt.want)
		}
	}
	if es.Foreign("es") || !es.Foreign("en") || en.Foreign("en") || en.Foreign("") {
		t.Error("what is foreign")
	}
}

// link is a part of a page.
type link string

func (l link) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, "<a>"+string(l)+"</a>")
	return err
}

// TestWith holds that parts stand in the places of a sentence, and that all else is
// escaped.
func TestWith(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		say  *words.Speaker
		part words.Part
		want string
	}{
		{nil, words.With("Read %s or %s.", link("this"), link("that")), "Read <a>this</a> or <a>that</a>."},
		{spanish(), words.With("Read %s or %s.", link("this"), link("that")), "Lea <a>that</a> o <a>this</a>."},
		{nil, words.With("Q&A of %s, %d", "<b>", 1234), "Q&amp;A of &lt;b&gt;, 1,234"},
		{spanish(), words.CountWith(2, "%d cable cites %s.", "%d cites %s", link("x")), "2 cites <a>x</a>"},
		{spanish(), words.CountWith(1, "%d cable cites %s.", "%d cite %s", link("x")), "1 cable cita <a>x</a>."},
	} {
		var b strings.Builder
		if err := tt.part.Render(words.Into(t.Context(), tt.say), &b); err != nil || b.String() != tt.want {
			t.Errorf("drew %q, want %q: %v", b.String(), tt.want, err)
		}
	}
}

// TestPlaces holds which places a message has.
func TestPlaces(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]map[int]byte{
		"no place, 100%": {}, "%s in %d cables": {0: 's', 1: 'd'}, "%[2]d and %[1]s": {1: 'd', 0: 's'}, "%d%% of %s": {0: 'd', 1: 's'}, "%": {},
	} {
		if got := words.Places(message); !maps.Equal(got, want) {
			t.Errorf("%q: %v, want %v", message, got, want)
		}
	}
}
