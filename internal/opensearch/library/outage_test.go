package library

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
	"reftel/internal/query"
)

// TestOutage holds that nothing is told to be unknown because the cluster did not answer,
// or not for all shards.
func TestOutage(t *testing.T) {
	t.Parallel()
	partly := `{"took":1,"timed_out":false,"status":200,"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":0},"hits":[]}}`
	for name, answer := range map[string]http.HandlerFunc{
		"busy": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, `{}`, http.StatusServiceUnavailable) },
		"in part": func(w http.ResponseWriter, r *http.Request) {
			body := partly
			if r.URL.Path == "/_msearch" {
				body = `{"responses":[` + partly + `,` + partly + `]}`
			}
			_, _ = w.Write([]byte(body))
		},
		"nonsense": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{}`)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			node := httptest.NewServer(answer)
			t.Cleanup(node.Close)
			c, err := client.New(client.Config{URLs: []string{node.URL}})
			if err != nil {
				t.Fatal(err)
			}
			for method, ask := range questions(dated(t, c)) {
				t.Run(method, func(t *testing.T) {
					t.Parallel()
					if err := ask(t.Context()); !errors.Is(err, archive.ErrUnavailable) || errors.Is(err, archive.ErrNotFound) {
						t.Errorf("told as %v", err)
					}
				})
			}
		})
	}
}

// questions are those that need the cluster.
func questions(l *Library) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"lookup":   func(ctx context.Context) error { _, err := l.Lookup(ctx, "74OSLO1"); return err },
		"numbered": func(ctx context.Context) error { _, err := l.Numbered(ctx, 5, "Oslo 101"); return err },
		"record":   func(ctx context.Context) error { _, err := l.Record(ctx, "74OSLO1", archive.Sources); return err },
		"versions": func(ctx context.Context) error { _, err := l.Versions(ctx, "74OSLO1", 0, 1, 9); return err },
		"related":  func(ctx context.Context) error { _, err := l.Related(ctx, "74OSLO1", archive.CitedBy, 5); return err },
		"copies":   func(ctx context.Context) error { _, err := l.Related(ctx, "74OSLO1", archive.Copies, 5); return err },
		"ids":      func(ctx context.Context) error { _, err := l.IDs(ctx, 0, 5); return err },
		"history":  func(ctx context.Context) error { _, err := l.History(ctx, archive.Past{N: 5}); return err },
		"one": func(ctx context.Context) error {
			_, err := l.History(ctx, archive.Past{ID: "74OSLO1", N: 1})
			return err
		},
		"series":    func(ctx context.Context) error { _, err := l.Series(ctx, "OSLO"); return err },
		"volume":    func(ctx context.Context) error { _, err := l.Volume(ctx, "frus1977"); return err },
		"suggest":   func(ctx context.Context) error { _, err := l.Suggest(ctx, "osl", 5); return err },
		"correct":   func(ctx context.Context) error { _, _, err := l.Correct(ctx, query.Word{Text: "ferrry"}); return err },
		"frequency": func(ctx context.Context) error { _, err := l.Frequency(ctx, query.Persons, "Ola Dahl"); return err },
		"named":     func(ctx context.Context) error { _, err := l.Named(ctx, query.Persons, "Ola Dahl"); return err },
		"portrait": func(ctx context.Context) error {
			_, err := l.Portrait(ctx, query.Persons, "Ola Dahl", 5, query.Tags)
			return err
		},
	}
}
