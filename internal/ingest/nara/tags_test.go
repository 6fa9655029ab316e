package nara

import (
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/telegram"
	"reftel/internal/reference"
)

// TestTags holds what the TAGS of the attributes do to those of the text.
func TestTags(t *testing.T) {
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	r := reader{grammar: telegram.Parser{Tables: tables}, tables: tables}
	for _, tt := range []struct {
		what, text, attribute, want string
		another                     bool
		warnings                    int
	}{
		{what: "the same", text: "PFOR, NO", attribute: "NO, PFOR", want: "PFOR, NO"},
		{what: "none in the text", text: "", attribute: "PFOR, NO", want: "PFOR, NO"},
		{what: "codes and persons of the indexers", text: "PFOR, NO", attribute: "PFOR, NO, US, (BERG, SIGRID)", want: "PFOR, NO, US, BERG, SIGRID"},
		{what: "a fuller name", text: "OVIP (BERG, SIGRID)", attribute: "OVIP, (BERG, SIGRID K)", want: "OVIP, BERG, SIGRID K"},
		{what: "a shorter name", text: "OVIP (BERG, SIGRID K)", attribute: "OVIP, (BERG, S)", want: "OVIP, BERG, SIGRID K"},
		{what: "letters exchanged", text: "EOXC, NO", attribute: "OEXC, NO", want: "OEXC, NO", warnings: 1},
		{what: "another letter", text: "PFCR, NO", attribute: "PFOR, NO", want: "PFOR, NO", warnings: 1},
		{what: "a letter more", text: "PFORN, NO", attribute: "PFOR, NO", want: "PFOR, NO", warnings: 1},
		{what: "a code is never mended", text: "PINT, NO", attribute: "PINR, NO", want: "PINT, NO, PINR"},
		{what: "another telegram's", text: "ETRD, NO", attribute: "PFOR, SW", want: "ETRD, NO", another: true},
		{what: "another title of the same telegram", text: "ETRD, NO", attribute: "PFOR, NO", want: "ETRD, NO, PFOR", another: true},
	} {
		c := &cable.Cable{Date: cable.Date{Year: 1974}}
		c.Tags = r.grammar.Tags(tt.text, 1974)
		r.tags(c, tt.attribute, tt.another)
		if got := codes(c.Tags); got != tt.want || len(c.Warnings) != tt.warnings {
			t.Errorf("%s: %q, warnings %q, want %q and %d", tt.what, got, c.Warnings, tt.want, tt.warnings)
		}
	}
}
