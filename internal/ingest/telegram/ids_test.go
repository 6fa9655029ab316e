package telegram

import (
	"slices"
	"strings"
	"testing"
)

// TestGarbledIDs holds which of the published id and the number in the text names
// the cable.
func TestGarbledIDs(t *testing.T) {
	for name, c := range map[string]struct {
		published, origin, class, id string
		inferred                     bool
	}{
		"well formed":                {"08OSLO412", "Embassy Oslo", "UNCLAS OSLO 000412", "08OSLO412", false},
		"a letter lost":              {"08OSO412", "Embassy Oslo", "UNCLAS OSLO 000412", "08OSLO412", true},
		"the section in it":          {"08ECTION01OF02OSLO412", "Embassy Oslo", "UNCLAS SECTION 01 OF 02 OSLO 000412", "08OSLO412", true},
		"a caption in it":            {"08NOFORNOSLO412", "Embassy Oslo", "S E C R E T NOFORN OSLO 000412", "08OSLO412", true},
		"no serial":                  {"08OSO", "Embassy Oslo", "UNCLAS OSLO 000412", "08OSLO412", true},
		"another serial in the text": {"08OSOO413", "Embassy Oslo", "UNCLAS OSLO 000412", "08OSLO413", true},
		"another year":               {"07XXYYZZ412", "Embassy Oslo", "UNCLAS OSLO 000412", "07XXYYZZ412", false},
		"another origin":             {"08XXYYZZ412", "Embassy Berlin", "UNCLAS OSLO 000412", "08XXYYZZ412", false},
		"no origin":                  {"08XXYYZZ412", "", "UNCLAS OSLO 000412", "08XXYYZZ412", false},
		"another post":               {"08BERLIN412", "Embassy Oslo", "UNCLAS OSLO 000412", "08BERLIN412", false},
	} {
		got, why := parser(t).Cable(unseenHead+c.class+unseenLabels, Meta{ID: c.published, OriginName: c.origin})
		if got == nil {
			t.Fatalf("%s: %s", name, why)
		}
		if got.ID != c.id || got.IDInferred != c.inferred {
			t.Errorf("%s: %s, inferred %v; want %s", name, got.ID, got.IDInferred, c.id)
		}
		if got.ID != c.published && !slices.Contains(got.Aliases, c.published) {
			t.Errorf("%s: the published id is lost: %v", name, got.Aliases)
		}
		if got.ID == "08OSLO412" && c.inferred && len(got.Warnings) != 1 {
			t.Errorf("%s: warnings %q", name, got.Warnings)
		}
	}
}

// TestIDsWithoutPage holds that a cable is refused whose id no address can bear,
// but for one that the text and the origin can name.
func TestIDsWithoutPage(t *testing.T) {
	for _, id := range []string{".", "OSLO", "08" + strings.Repeat("X", 90)} {
		if c, why := parser(t).Cable(unseenHead+"UNCLAS OSLO 000412"+unseenLabels, Meta{ID: id}); c != nil || !strings.Contains(why, "it can have no page") {
			t.Errorf("%.10q: taken, %q", id, why)
		}
	}
	if c, why := parser(t).Cable(unseenHead+"UNCLAS OSLO 000412"+unseenLabels, Meta{ID: "08" + strings.Repeat("X", 90), OriginName: "Embassy Oslo"}); c == nil || c.ID != "08OSLO412" || len(c.Aliases) != 1 {
		t.Errorf("an id too long, that the text can name: %v %s", c, why)
	}
}
