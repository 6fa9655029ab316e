package reading

import (
	"net/url"
	"testing"
)

func TestChoice(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ query, key, address string }{
		{"", "", "/cable/74LIMA12?q=fog"},
		{"view=lines", "view=lines", "/cable/74LIMA12?q=fog&view=lines"},
		{"names=off&view=lines&x=1", "names=off&view=lines", "/cable/74LIMA12?q=fog&names=off&view=lines"},
		{"view=lines&names=off", "names=off&view=lines", "/cable/74LIMA12?q=fog&names=off&view=lines"},
		{"view=other&names=on", "", "/cable/74LIMA12?q=fog"},
	} {
		v, err := url.ParseQuery(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		c := Parse(v)
		if c.Key() != tt.key || c.Address("/cable/74LIMA12?q=fog") != tt.address {
			t.Errorf("%q: %q, %q", tt.query, c.Key(), c.Address("/cable/74LIMA12?q=fog"))
		}
	}
	if got := (Choice{Lines: true}).Address("/cable/74LIMA12"); got != "/cable/74LIMA12?view=lines" {
		t.Error(got)
	}
	if got := (Choice{Lines: true}).Address(""); got != "" {
		t.Error(got)
	}
}
