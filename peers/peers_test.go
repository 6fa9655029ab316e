package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"reftel/internal/app"
	"reftel/internal/archivetest"
	"reftel/internal/bench"
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

func TestAsking(t *testing.T) {
	for in, want := range map[string]string{
		`cod`:           `{"word":"cod"}`,
		`cod salt -net`: `{"and":[{"word":"cod"},{"word":"salt"}],"without":[{"word":"net"}]}`,
		`cod OR harb*`:  `{"or":[{"word":"cod"},{"prefix":"harb"}]}`,
		`"salt cod"~10`: `{"phrase":"salt cod","slop":10}`,
		`harbour~1`:     `{"fuzzy":"harbour"}`,
	} {
		got, err := askingOf(request(t, url.Values{"q": {in}}).Expr)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(got)
		if err != nil || string(text) != want {
			t.Errorf("%s: %s, %v; want %s", in, text, err, want)
		}
	}
	if _, err := askingOf(query.Value{Field: query.FieldTag, Text: "PREL"}); err == nil {
		t.Error("a field is taken, which no class of queries holds")
	}
	if _, err := (options{Peers: []string{"lucene"}, Passes: 1}).kinds(); err == nil {
		t.Error("a peer of its own is taken without the command that runs it")
	}
	if _, err := (options{Peers: []string{"sqlite", "bleve", "sqlite"}, Passes: 1}).kinds(); err == nil {
		t.Error("a peer is taken twice")
	}
}

// TestFastest holds that of each query the fastest pass counts, and none of those before.
func TestFastest(t *testing.T) {
	p := &scripted{took: []time.Duration{1, 9, 5, 7}}
	got, err := ask(t.Context(), []peer{p}, []bench.Query{{Class: "word", Values: url.Values{"q": {"cod"}}}}, 1, 3)
	if err != nil || got[0].took[0] != 5 || got[0].totals[0] != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

// scripted answers in the times that it is told.
type scripted struct{ took []time.Duration }

func (*scripted) name() string { return "scripted" }
func (*scripted) close() error { return nil }

func (p *scripted) page(context.Context, query.Request) (answer, error) {
	a := answer{3, p.took[0]}
	p.took = p.took[1:]
	return a, nil
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
	o := options{Peers: []string{"bleve", "sqlite"}, Lucene: os.Getenv("PEER_LUCENE"), Tantivy: os.Getenv("PEER_TANTIVY"), Passes: 1}
	for name, command := range map[string]string{"lucene": o.Lucene, "tantivy": o.Tantivy} {
		if command != "" { // built by peers/run
			o.Peers = append(o.Peers, name)
		}
	}
	kinds, err := o.kinds()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		p, built, err := build(t.Context(), a, k, work)
		if err != nil {
			t.Fatal(err)
		}
		if built.Bytes == 0 || built.CPU == 0 {
			t.Errorf("%s: %+v", k.name, built)
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
			if err != nil || got.total != want.total || got.took <= 0 {
				t.Errorf("%s finds %+v for %s, the product %+v; %v", p.name(), got, v.Encode(), want, err)
			}
		}
		if err := p.close(); err != nil {
			t.Error(err)
		}
		// A second time it is there already.
		again, noted, err := build(t.Context(), a, k, work)
		if err != nil || noted != built {
			t.Fatalf("%s: %+v, %v", k.name, noted, err)
		}
		if err := again.close(); err != nil {
			t.Error(err)
		}
	}
}
