package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"reftel/internal/archive"
)

// A Document is what an index holds under an id.
type Document struct {
	ID     string          `json:"_id"`
	Found  bool            `json:"found"`
	Source json.RawMessage `json:"_source"`
	SeqNo  int             `json:"_seq_no"`
	Term   int             `json:"_primary_term"`
	Error  json.RawMessage `json:"error"`
}

// MultiGet are documents by their ids, in their order: those that are not there have
// Found unset. Of each come the named fields of its source, all for none.
func (c *Client) MultiGet(ctx context.Context, index string, ids []string, fields ...string) ([]Document, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	q := url.Values{}
	for _, f := range fields {
		q.Add("_source_includes", f)
	}
	var ds []Document
	r := Request{Method: http.MethodPost, Path: "/" + url.PathEscape(index) + "/_mget", Query: q, Body: map[string]any{"ids": ids}}
	err := c.do(ctx, r, func(b []byte) error {
		var x struct {
			Docs []Document `json:"docs"`
		}
		if err := decode(b, &x); err != nil {
			return err
		}
		ds = x.Docs
		return answered(ds, len(ids))
	})
	return ds, searched(err)
}

// answered is the error of documents of which it is not known whether they are there.
func answered(ds []Document, n int) error {
	if len(ds) != n {
		return fmt.Errorf("%w: %d of %d documents were answered", archive.ErrUnavailable, len(ds), n)
	}
	for _, d := range ds {
		if len(d.Error) > 0 {
			return fmt.Errorf("%w: a document could not be looked up", archive.ErrUnavailable)
		}
	}
	return nil
}

// Get is one document; Found is unset where it is not there.
func (c *Client) Get(ctx context.Context, index, id string, fields ...string) (Document, error) {
	ds, err := c.MultiGet(ctx, index, []string{id}, fields...)
	if err != nil {
		return Document{}, err
	}
	return ds[0], nil
}
