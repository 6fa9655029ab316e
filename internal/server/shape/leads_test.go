package shape

import (
	"testing"

	"reftel/internal/query"
)

// TestLooser holds which words are offered where a search found nothing: those that were
// typed, without what stood about them.
func TestLooser(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"trade fish"~8`:         "trade fish",
		`“trade fish”`:           "trade fish",
		`trde~ fish~1`:           "trde fish",
		`"section 8"~12 herring`: "section 8 herring",
		`=nets (trade OR fish*)`: "nets trade OR fish",
		"trade fish":             "",
		"tag:EFIS~2":             "",
		"~8":                     "",
	} {
		got := ""
		for _, l := range looser(query.Request{Text: text}) {
			got = l.Label
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
