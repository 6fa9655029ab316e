package picks

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/cable"
)

// TestAddress holds that a list reads back from the address that it makes, whatever is
// in its ids.
func TestAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ query, want string }{
		{"", "/list"},
		{"c=", "/list"},
		{"c=79LISBON4410,79LISBON4410/par3.2,79LISBON4410", "/list?c=79LISBON4410,79LISBON4410/par3.2"},
		{"id=79LISBON4410&id=04LISBON345/p2-3", "/list?c=79LISBON4410,04LISBON345/p2-3"},
		{"c=FBIS/12,FBIS/12/par1", "/list?c=FBIS%2F12,FBIS%2F12/par1"},
		{"c=a%26b%23c&add=+x+", "/list?c=a%26b%23c,x"},
	} {
		v, err := url.ParseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		l, err := Parse(v)
		if err != nil || l.Address(Path) != c.want {
			t.Errorf("%q: %s %v, want %s", c.query, l.Address(Path), err, c.want)
		}
		u, err := url.Parse(l.Address(Path))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Parse(u.Query()); err != nil || again.Address(Path) != c.want {
			t.Errorf("%s reads back as %s: %v", c.want, again.Address(Path), err)
		}
	}
	many := make([]string, Most+1)
	for i := range many {
		many[i] = "79LISBON" + strconv.Itoa(i)
	}
	if _, err := Parse(url.Values{"c": {strings.Join(many, ",")}}); !errors.Is(err, ErrMany) {
		t.Errorf("%d entries: %v", len(many), err)
	}
}

// TestForms holds what the forms make of texts that look like marks and formulas, and
// that each column of the table has a cell.
func TestForms(t *testing.T) {
	t.Parallel()
	c := &cable.Cable{ID: "79LISBON4410", Subject: "=Lamps *lit* <b>", Date: cable.Date{Year: 1979, Month: 6, Day: 12},
		Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "# The lens\nwas [lit](x)."}}}
	var items []Item
	for _, p := range []Pick{{"79LISBON4410", ""}, {"79LISBON4410", "par1"}, {"79LISBON4410", "par9"}} {
		it, err := ItemOf(p, c, "https://cables.example")
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	items = append(items, Missing(Pick{ID: "05GONE1"}, Problem(nil, archive.Found{State: archive.Gone, Withdrawn: &archive.Withdrawal{Reason: "Names a source.", Date: "2026-03-05"}})))
	written := map[string]string{}
	for _, f := range Forms() {
		b, err := f.Write(items)
		if err != nil {
			t.Fatal(err)
		}
		written[f.Ext] = string(b)
	}
	for ext, want := range map[string]string{
		"md":   "\n  > \\# The lens was \\[lit\\](x).\n",
		"bib":  "% 05GONE1: This cable was withdrawn on 2026-03-05: Names a source.\n",
		"ris":  "UR  - https://cables.example/cable/79LISBON4410/par1",
		"json": `"problem":"This cable was withdrawn on 2026-03-05: Names a source."`,
	} {
		if !strings.Contains(written[ext], want) {
			t.Errorf("%s lacks %q:\n%s", ext, want, written[ext])
		}
	}
	rows, err := csv.NewReader(strings.NewReader(written["csv"])).ReadAll()
	if err != nil || len(rows) != 5 || rows[1][4] != "'=Lamps *lit* <b>" || rows[3][9] == "" {
		t.Errorf("%v: %q", err, rows)
	}
	var works []struct{ ID string }
	if err := json.Unmarshal([]byte(written["csl.json"]), &works); err != nil || len(works) != 2 {
		t.Errorf("%v: %s", err, written["csl.json"])
	}
}
