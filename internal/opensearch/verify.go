package opensearch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"strings"

	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/generation"
	"reftel/internal/opensearch/mapping"
	"reftel/internal/query"
	"reftel/internal/text"
)

// verifyPage is how many cables are read at a time, and sampled one cable of how many is
// looked for by its own words at most.
const (
	verifyPage = 100
	sampled    = 50
)

// verify reads a generation as it stands in the cluster, from the first cable to the last.
func (b *Builder) verify(ctx context.Context, m *generation.Manifest) error {
	problems, err := verify(ctx, b.p, *m, func(done int) { b.progress("verify", done, m.Cables) })
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	if len(problems) > 0 {
		return fmt.Errorf("verify: %s", strings.Join(problems, "; "))
	}
	return nil
}

// verify tells what is not as the manifest says: how many documents there are, the bytes
// of all cables, whether some are found by their own words, and how many have each of
// the values that are listed. The error is for what could not be looked at.
func verify(ctx context.Context, p *generation.Place, m generation.Manifest, progress func(done int)) ([]string, error) {
	v := &verifier{p: p, m: m, content: sha256.New()}
	for index, want := range map[string]int{p.Cables(m.ID): m.Cables, p.Values(m.ID): m.Values} {
		got, err := p.Client.Count(ctx, index, nil)
		if err != nil {
			return nil, err
		}
		if got != want {
			v.problem("%s has %d documents instead of %d", index, got, want)
		}
	}
	if len(v.problems) > 0 {
		return v.problems, nil
	}
	var err error
	if v.opened, err = open(ctx, p, m); err != nil {
		return nil, err
	}
	if err := v.cables(ctx, progress); err != nil {
		return nil, err
	}
	if sum := hex.EncodeToString(v.content.Sum(nil)); sum != m.Content {
		v.problem("the cables are not those that were published: their SHA-256 is %.12s instead of %.12s", sum, m.Content)
	}
	if err := v.facets(ctx); err != nil {
		return nil, err
	}
	return v.problems, nil
}

type verifier struct {
	p        *generation.Place
	m        generation.Manifest
	opened   *opened
	dec      record.Decoders
	content  hash.Hash
	problems []string
}

// most is how many problems are told.
const most = 20

func (v *verifier) problem(format string, args ...any) {
	if len(v.problems) < most {
		v.problems = append(v.problems, fmt.Sprintf(format, args...))
	}
}

// cables reads all of them in archive order.
func (v *verifier) cables(ctx context.Context, progress func(done int)) error {
	every := max(1, v.m.Cables/sampled)
	for done := 0; done < v.m.Cables; {
		a, err := v.p.Client.Search(ctx, client.Search{Index: v.p.Cables(v.m.ID), Body: map[string]any{
			"size": verifyPage, "sort": []string{mapping.Ord}, "search_after": []int{done - 1}, "_source": []string{mapping.ID, mapping.Ord, mapping.Frame},
		}})
		if err != nil {
			return err
		}
		if len(a.Hits.Hits) == 0 {
			v.problem("no cable stands behind place %d of %d", done, v.m.Cables)
			return nil
		}
		for _, h := range a.Hits.Hits {
			c, err := v.cable(h, done)
			if err != nil {
				v.problem("cable %s: %v", h.ID, err)
			} else if done%every == 0 {
				if err := v.sample(ctx, c); err != nil {
					return err
				}
			}
			done++
		}
		progress(done)
	}
	return nil
}

func (v *verifier) cable(h client.Hit, ord int) (*cable.Cable, error) {
	var s mapping.Stored
	if err := json.Unmarshal(h.Source, &s); err != nil {
		return nil, err
	}
	r, err := v.dec.Decode(s.Frame, record.Parsed)
	if err != nil {
		return nil, err
	}
	v.content.Write(r.Texts)
	v.content.Write(r.JSON)
	c, err := r.Cable()
	if err != nil {
		return nil, err
	}
	if c.ID != h.ID || s.Ord != ord {
		return nil, fmt.Errorf("at place %d stands %s, at %d", ord, c.ID, s.Ord)
	}
	return c, nil
}

// sample looks for a cable by a row of words of its own text.
func (v *verifier) sample(ctx context.Context, c *cable.Cable) error {
	const row = 5
	for _, p := range c.Paragraphs {
		ws := text.Words(p.Text)
		if len(ws) < row {
			continue
		}
		asked := fmt.Sprintf("id:%q %q", c.ID, strings.Join(ws[:row], " "))
		e, _, err := query.Parse(asked)
		if err != nil {
			return nil // words that are no query tell nothing of the index
		}
		n, err := v.opened.Count(ctx, query.Request{Expr: e, Page: 1, Size: 1})
		if err != nil {
			return err
		}
		if n == 0 {
			v.problem("%s is not found by words of its text", c.ID)
		}
		return nil
	}
	return nil
}

// facets compares how often values are listed with how many cables have them.
func (v *verifier) facets(ctx context.Context) error {
	const top = 30
	res, err := v.opened.Search(ctx, query.Request{Page: 1, Size: 1, Apart: true})
	if err != nil {
		return err
	}
	if res.Total != v.m.Cables {
		v.problem("a search for everything finds %d cables instead of %d", res.Total, v.m.Cables)
	}
	for _, f := range res.Facets {
		for _, b := range f.Buckets[:min(top, len(f.Buckets))] {
			n, err := v.opened.Frequency(ctx, f.Facet, b.Value)
			if err != nil {
				return err
			}
			if n != b.Count {
				v.problem("%d cables have %s %q, and %d are listed", b.Count, f.Facet, b.Value, n)
			}
		}
	}
	return nil
}
