package main

import (
	"fmt"
	"net/url"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/query"
)

func request(t *testing.T, v url.Values) query.Request {
	t.Helper()
	r, err := query.ParseRequest(v)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFTS5Expr(t *testing.T) {
	for in, want := range map[string]string{
		`cod`:           `"cod"`,
		`cod salt`:      `("cod" AND "salt")`,
		`cod OR salt`:   `("cod" OR "salt")`,
		`cod salt -net`: `(("cod" AND "salt") NOT ("net"))`,
		`"salt cod"`:    `"salt cod"`,
		`"salt cod"~10`: `NEAR("salt" "cod", 10)`,
		`harb*`:         `"harb"*`,
		`harbour~1`:     `"harbour"`,
	} {
		got, err := fts5Expr(request(t, url.Values{"q": {in}}).Expr)
		if err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", in, got, err, want)
		}
	}
	if _, err := fts5Expr(query.Value{Field: query.FieldTag, Text: "PREL"}); err == nil {
		t.Error("a field is taken, which no class of queries holds")
	}
}

// TestPages holds that the peers find the same cables as the product where
// stems and stop words make no difference.
func TestPages(t *testing.T) {
	data, work := archivetest.Dir(t), t.TempDir()
	archivetest.Publish(t, data, func(add app.Add) error {
		words := []string{"cod", "salt", "barrel", "harbor"}
		for i := range 60 {
			c := &cable.Cable{
				ID: fmt.Sprintf("08OSLO%d", i+1), Subject: words[i%4], Date: cable.Date{Year: 2000 + i%5, Month: 1, Day: 1},
				Origin: cable.Post{Code: "OSLO", Name: "Oslo"}, Tags: []cable.Tag{{Code: []string{"ETRD", "PREL", "NO"}[i%3]}},
				Paragraphs: []cable.Paragraph{{Anchor: "par1", Text: words[i/4%4] + " " + words[i/16%4]}},
			}
			if err := add(c, []byte(c.ID)); err != nil {
				return err
			}
		}
		return nil
	})
	a := archivetest.Archive(t, data)
	for _, name := range []string{"bleve", "sqlite"} {
		p, built, err := build(t.Context(), a, name, work)
		if err != nil {
			t.Fatal(err)
		}
		if built.Bytes == 0 || built.CPU == 0 {
			t.Errorf("%s: %+v", name, built)
		}
		for _, v := range []url.Values{
			{}, {"q": {"cod"}}, {"q": {"cod salt"}}, {"q": {"cod OR barrel"}}, {"q": {"cod -salt"}}, {"q": {`"cod salt"`}}, {"q": {"harb*"}},
			{"q": {"cod"}, "tag": {"ETRD", "PREL"}}, {"q": {"cod"}, "since": {"2002"}, "until": {"2002"}}, {"tag": {"NO"}}, {"q": {"nothing"}},
		} {
			r := request(t, v)
			want, err := product{a}.page(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.page(t.Context(), r)
			if err != nil || got != want {
				t.Errorf("%s finds %d for %s, the product %d; %v", p.name(), got, v.Encode(), want, err)
			}
		}
		if err := p.close(); err != nil {
			t.Error(err)
		}
		// A second time it is there already.
		again, noted, err := build(t.Context(), a, name, work)
		if err != nil || noted != built {
			t.Fatalf("%s: %+v, %v", name, noted, err)
		}
		if err := again.close(); err != nil {
			t.Error(err)
		}
	}
}
