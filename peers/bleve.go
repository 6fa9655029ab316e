package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bq "github.com/blevesearch/bleve/v2/search/query"

	"reftel/internal/archive"
	"reftel/internal/query"
)

// plainBleve is Bleve as its guide shows it: default mapping of texts with the
// English analyser, keyword fields for facets, its own facets and highlights.
type plainBleve struct{ index bleve.Index }

const batch = 1000 // cables

func buildBleve(ctx context.Context, a archive.Archive, dir string) error {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = "en"
	doc := bleve.NewDocumentMapping()
	doc.AddFieldMappingsAt("subject", text)
	doc.AddFieldMappingsAt("body", text)
	for _, f := range facets {
		keyword := bleve.NewKeywordFieldMapping()
		keyword.IncludeInAll = false // so that words are searched in texts
		doc.AddFieldMappingsAt(string(f.facet), keyword)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping, m.DefaultAnalyzer = doc, "en"
	ix, err := bleve.New(dir, m)
	if err != nil {
		return err
	}
	b := ix.NewBatch()
	err = documents(ctx, a, func(d document) error {
		fields := map[string]any{"subject": d.Subject, "body": d.Body}
		for f, values := range d.Values {
			fields[string(f)] = values
		}
		if err := b.Index(d.ID, fields); err != nil {
			return err
		}
		if b.Size() < batch {
			return nil
		}
		defer b.Reset()
		return ix.Batch(b)
	})
	if err == nil {
		err = ix.Batch(b)
	}
	if cerr := ix.Close(); err == nil {
		err = cerr
	}
	return err
}

func openBleve(dir string) (peer, error) {
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, err
	}
	return plainBleve{ix}, nil
}

func (plainBleve) name() string   { return "plain Bleve" }
func (p plainBleve) close() error { return p.index.Close() }

func (p plainBleve) page(ctx context.Context, r query.Request) (answer, error) {
	return timed(func() (int, error) { return p.search(ctx, r) })
}

func (p plainBleve) search(ctx context.Context, r query.Request) (int, error) {
	q, err := bleveQuery(r)
	if err != nil {
		return 0, err
	}
	req := bleve.NewSearchRequestOptions(q, hitsPerPage, 0, false)
	req.Fields = []string{"subject"}
	req.Highlight = bleve.NewHighlight()
	req.Highlight.Fields = []string{"subject", "body"}
	for _, f := range facets {
		req.AddFacet(string(f.facet), bleve.NewFacetRequest(string(f.facet), f.size))
	}
	res, err := p.index.SearchInContext(ctx, req)
	if err != nil {
		return 0, err
	}
	return int(res.Total), nil
}

// bleveQuery is a request in Bleve's queries.
func bleveQuery(r query.Request) (bq.Query, error) {
	parts, err := filters(r)
	if err != nil {
		return nil, err
	}
	var all []bq.Query
	for _, p := range parts {
		var any []bq.Query
		for _, v := range p.values {
			t := bleve.NewTermQuery(v)
			t.SetField(string(p.facet))
			any = append(any, t)
		}
		all = append(all, bleve.NewDisjunctionQuery(any...))
	}
	if r.Expr != nil {
		q, err := bleveExpr(r.Expr)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	switch len(all) {
	case 0:
		return bleve.NewMatchAllQuery(), nil
	case 1:
		return all[0], nil
	}
	return bleve.NewConjunctionQuery(all...), nil
}

func bleveExpr(e query.Expr) (bq.Query, error) {
	switch e := e.(type) {
	case query.Word:
		switch {
		case e.Prefix:
			return bleve.NewPrefixQuery(strings.ToLower(e.Text)), nil
		case e.Fuzzy:
			m := bleve.NewMatchQuery(e.Text)
			m.SetFuzziness(1)
			return m, nil
		}
		return bleve.NewMatchQuery(e.Text), nil
	case query.Phrase:
		if e.Slop > 0 { // it has no phrase with words between: all words
			m := bleve.NewMatchQuery(e.Text)
			m.SetOperator(bq.MatchQueryOperatorAnd)
			return m, nil
		}
		return bleve.NewMatchPhraseQuery(e.Text), nil
	case query.Or:
		var of []bq.Query
		for _, p := range e.Of {
			q, err := bleveExpr(p)
			if err != nil {
				return nil, err
			}
			of = append(of, q)
		}
		return bleve.NewDisjunctionQuery(of...), nil
	case query.And:
		b := bleve.NewBooleanQuery()
		for _, p := range e.Of {
			not, negated := p.(query.Not)
			if negated {
				p = not.Of
			}
			q, err := bleveExpr(p)
			if err != nil {
				return nil, err
			}
			if negated {
				b.AddMustNot(q)
			} else {
				b.AddMust(q)
			}
		}
		return b, nil
	}
	return nil, fmt.Errorf("no class of queries should hold %T", e)
}
