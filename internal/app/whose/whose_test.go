package whose

import (
	"encoding/json"
	"testing"

	"reftel/internal/site"
)

// TestOf holds what descriptors tell of a site, and that of none they tell nothing.
func TestOf(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		site  *site.Site
		base  string
		title string
		want  string
	}{
		"nobody": {nil, "", "An archive", `{}`},
		"an address of rights and of a page": {
			&site.Site{Name: "Harbour Archive", Lead: "Cables of a coast.", Contact: "https://harbour.example/write", Rights: site.Rights{Text: "Public domain", URL: "https://harbour.example/rights"}},
			"https://cables.example", "Harbour Archive: An archive",
			`{"description":"Cables of a coast.","homepage":"https://cables.example","licenses":[{"path":"https://harbour.example/rights","title":"Public domain"}],` +
				`"contributors":[{"title":"Harbour Archive","path":"https://harbour.example/write","roles":["publisher"]}]}`,
		},
		"words of rights and an address of mail": {
			&site.Site{Name: "Harbour Archive", Contact: "keeper@harbour.example", Rights: site.Rights{Text: "Ask before you print."}}, "", "Harbour Archive: An archive",
			`{"rights":"Ask before you print.","contributors":[{"title":"Harbour Archive","email":"keeper@harbour.example","roles":["publisher"]}]}`,
		},
	} {
		got, err := json.Marshal(Of(x.site, x.base))
		if err != nil || string(got) != x.want {
			t.Errorf("%s: %s (%v), want %s", name, got, err, x.want)
		}
		if title := Title(x.site, "An archive"); title != x.title {
			t.Errorf("%s is called %q", name, title)
		}
	}
	named := &site.Site{Collections: map[string]site.Collection{"plusd": {Title: "State Department telegrams"}}}
	if got := Collection(named)("plusd") + ", " + Collection(named)("other") + ", " + Collection(nil)("plusd"); got != "State Department telegrams, other, plusd" {
		t.Error(got)
	}
}
