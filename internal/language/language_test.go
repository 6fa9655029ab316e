package language

import (
	"testing"

	"reftel/web/templates/words"
)

// TestSpeakers holds what each language does with numbers.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	set, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		tag, large string
		none       int // the form of no things
	}{
		{"en", "1,234,567", 1}, {"es", "1.234.567", 1}, {"fr", "1\u00a0234\u00a0567", 0}, {"pt", "1.234.567", 0}, {"de", "1.234.567", 1},
	} {
		s := set.Named(tt.tag)
		if got := s.Num(1_234_567); got != tt.large {
			t.Errorf("%s: %q, want %q", tt.tag, got, tt.large)
		}
		if s.Form(0) != tt.none || s.Form(1) != 0 || s.Form(2) != 1 || s.Form(30_000_000) != 1 {
			t.Errorf("%s: forms %d %d %d %d", tt.tag, s.Form(0), s.Form(1), s.Form(2), s.Form(30_000_000))
		}
	}
	if len(set.All()) != len(ours) {
		t.Errorf("%d languages of %d", len(set.All()), len(ours))
	}
}

// TestMatch holds which language a reader gets.
func TestMatch(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ own, accepted, want string }{
		{"", "", "en"}, {"", "es", "es"}, {"", "es-MX,es;q=0.9,en;q=0.8", "es"}, {"", "pt-PT", "pt"}, {"", "pt-BR", "pt"},
		{"", "it", "en"}, {"", "it, fr;q=0.5", "fr"}, {"", "*", "en"}, {"", "de-CH", "de"}, {"", "ca, en", "en"}, {"", "nonsense;;q=x", "en"},
		{"es", "", "es"}, {"es-AR", "", "es"}, {"es", "it", "es"}, {"es", "en-GB", "en"}, {"it", "", "en"}, {"xx-invalid-", "", "en"},
		{"fr", "*", "fr"},
	} {
		set, err := New(tt.own)
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Match(tt.accepted).Lang(); got != tt.want {
			t.Errorf("a site in %q for %q: %s, want %s", tt.own, tt.accepted, got, tt.want)
		}
	}
	if set, _ := New(""); set.Named("xx") != nil || set.Own().Lang() != words.English {
		t.Error("a language that is none of ours, or another of the site")
	}
}
