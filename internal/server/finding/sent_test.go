package finding

import (
	"strings"
	"testing"

	"reftel/internal/query"
	"reftel/internal/server/desk"
)

func TestLetters(t *testing.T) {
	s := &Pages{Desk: &desk.Desk{}}
	for in, want := range map[string]string{
		"letters from Holm to Berg": `subject:Holm to:Berg`, "Holm to Berg": `subject:Holm to:Berg`, "Agnete Holm's letter to President Berg": `subject:Holm to:Berg`,
		"Mr. Holm to Mr. Berg": `subject:Holm to:Berg`, "Holm to Berg letter": `subject:Holm to:Berg`, "message from Holm to Berg, June 1979": `subject:Holm to:Berg`,
		"Holm's letter to Berg about the lens": `subject:Holm to:Berg the lens`, "letters to Berg about Holm": "",
		"outlet to the sea": "", "visit to Berg": "", "Holm": "", "to Berg": "", `"Holm to Berg"`: "", "letters to Berg": "", "Holm to 1979": "",
		"a long way from home that led to Berg": "",
	} {
		got := ""
		for _, l := range s.letters(nil, query.Request{}.WithText(in)) {
			got = strings.ReplaceAll(l.Request.Text, `"`, "")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
