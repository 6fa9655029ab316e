package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
)

const (
	whole   = `{"_shards":{"total":3,"successful":3},"hits":{"total":{"value":7},"hits":[{"_id":"74OSLO1","_score":1.5,"_source":{"a":1}}]}}`
	partial = `{"_shards":{"total":3,"successful":2,"failed":0},"hits":{"total":{"value":4},"hits":[]}}`
	late    = `{"timed_out":true,"_shards":{"total":3,"successful":3},"hits":{"total":{"value":4},"hits":[]}}`
	shards  = `{"error":{"type":"search_phase_execution_exception","reason":"Partial shards failure","root_cause":[]},"status":503}`
	syntax  = `{"error":{"type":"parsing_exception","reason":"unknown query [herons]","root_cause":[{"type":"parsing_exception","reason":"unknown query [herons]"}]},"status":400}`
	missing = `{"error":{"type":"index_not_found_exception","reason":"no such index [reftel-1]"},"status":404}`
)

// An answer is what a node says once.
type answer struct {
	status int
	body   string
}

// cluster answers the requests of a test in turn, the last answer again and again, by
// nodes of the number that is asked for.
func cluster(t *testing.T, nodes int, answers ...answer) (c *client.Client, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i := min(int(asked.Add(1)), len(answers)) - 1
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			t.Error(err)
		}
		w.WriteHeader(answers[i].status)
		_, _ = io.WriteString(w, answers[i].body)
	})
	var urls []string
	for range nodes {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		urls = append(urls, s.URL)
	}
	return open(t, client.Config{URLs: urls}), asked
}

func open(t *testing.T, cfg client.Config) *client.Client {
	t.Helper()
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	c.SetPause(time.Millisecond)
	t.Cleanup(c.Close)
	return c
}

// TestSearchWhole holds which answers count, which are asked for again, and of which
// kind the errors are.
func TestSearchWhole(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		answers []answer
		want    error // nil for an answer
		asked   int32 // of one node
	}{
		"whole":                  {[]answer{{200, whole}}, nil, 1},
		"a shard is missing":     {[]answer{{200, partial}}, archive.ErrUnavailable, 2},
		"a shard was missing":    {[]answer{{200, partial}, {200, whole}}, nil, 2},
		"gave up":                {[]answer{{200, late}}, archive.ErrUnavailable, 2},
		"no shards told":         {[]answer{{200, `{}`}}, archive.ErrUnavailable, 2},
		"shards failed":          {[]answer{{503, shards}, {200, whole}}, nil, 2},
		"shards fail":            {[]answer{{503, shards}}, archive.ErrUnavailable, 2},
		"shards failed, as 500":  {[]answer{{500, shards}, {200, whole}}, nil, 2},
		"busy":                   {[]answer{{429, `{}`}, {200, whole}}, nil, 2},
		"too busy":               {[]answer{{429, `{}`}}, archive.ErrUnavailable, 2},
		"a proxy without a node": {[]answer{{502, "<html>"}, {200, whole}}, nil, 2},
		"an internal error":      {[]answer{{500, `{}`}}, archive.ErrUnavailable, 1},
		"its index is gone":      {[]answer{{404, missing}}, archive.ErrUnavailable, 1},
		"not allowed":            {[]answer{{403, `{}`}}, client.ErrNotAllowed, 1},
		"nobody":                 {[]answer{{401, ``}}, archive.ErrUnavailable, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, asked := cluster(t, 1, x.answers...)
			a, err := c.Search(t.Context(), client.Search{Index: "reftel-1", Body: map[string]any{}})
			if !errors.Is(err, x.want) || err == nil && (a.Hits.Total.Value != 7 || a.Hits.Hits[0].ID != "74OSLO1") {
				t.Errorf("%+v, %v", a, err)
			}
			if asked.Load() != x.asked {
				t.Errorf("asked %d times, want %d", asked.Load(), x.asked)
			}
		})
	}
}

// TestErrorsTellNothing holds that the text of an error, which may be logged, does not
// repeat what was asked, and that who asks can have it.
func TestErrorsTellNothing(t *testing.T) {
	t.Parallel()
	c, asked := cluster(t, 3, answer{400, syntax})
	_, err := c.Search(t.Context(), client.Search{Index: "reftel-1", Body: map[string]any{"query": "herons"}})
	if err == nil || errors.Is(err, archive.ErrUnavailable) || strings.Contains(err.Error(), "herons") || !strings.Contains(err.Error(), "400, parsing_exception") {
		t.Errorf("a mistake of ours: %v", err)
	}
	if d := client.Detail(err); !strings.Contains(d, "[herons]") || asked.Load() != 1 {
		t.Errorf("detail %q, asked %d times", d, asked.Load())
	}
	down := httptest.NewServer(nil)
	down.Close()
	_, err = open(t, client.Config{URLs: []string{down.URL}}).Get(t.Context(), "reftel-1", "74HERON1")
	if !errors.Is(err, archive.ErrUnavailable) || strings.Contains(err.Error(), "HERON") || !strings.Contains(err.Error(), "refused") {
		t.Errorf("nobody there: %v", err)
	}
}

// TestNodes holds that a node that is away costs one question and is asked last then.
func TestNodes(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(nil)
	away.Close()
	var asked atomic.Int32
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, whole)
	}))
	t.Cleanup(here.Close)
	c := open(t, client.Config{URLs: []string{away.URL, here.URL}})
	for range 20 {
		if _, err := c.Search(t.Context(), client.Search{Index: "reftel-1"}); err != nil {
			t.Fatal(err)
		}
	}
	if asked.Load() != 20 {
		t.Errorf("asked %d times", asked.Load())
	}
}

// TestDeadline holds that the time that a question has is kept, whatever the cluster
// does, and that a node that hangs is not the first any more.
func TestDeadline(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	hangs := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-stop }))
	t.Cleanup(func() { close(stop); hangs.Close() })
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, whole) }))
	t.Cleanup(here.Close)
	c := open(t, client.Config{URLs: []string{hangs.URL, here.URL}})
	var late int
	for range 10 {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		if _, err := c.Search(ctx, client.Search{Index: "reftel-1"}); errors.Is(err, context.DeadlineExceeded) {
			late++
		} else if err != nil {
			t.Error(err)
		}
		cancel()
	}
	if late != 1 {
		t.Errorf("%d of 10 questions were late, want 1", late)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.MultiGet(ctx, "reftel-1", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("nothing, and cancelled: %v", err)
	}
}

// TestOnce holds that what must not be done twice is sent once, and again only where
// no node had it.
func TestOnce(t *testing.T) {
	t.Parallel()
	c, asked := cluster(t, 3, answer{503, `{}`})
	once := client.Request{Method: http.MethodPut, Path: "/reftel-lock", Once: true}
	if err := c.Do(t.Context(), once, nil); !errors.Is(err, archive.ErrUnavailable) || asked.Load() != 1 {
		t.Errorf("asked %d times: %v", asked.Load(), err)
	}
	away := httptest.NewServer(nil)
	away.Close()
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusConflict) }))
	t.Cleanup(here.Close)
	c = open(t, client.Config{URLs: []string{away.URL, here.URL}})
	for range 4 {
		if err := c.Do(t.Context(), once, nil); !errors.Is(err, client.ErrConflict) {
			t.Error(err)
		}
	}
}

func TestMultiSearch(t *testing.T) {
	t.Parallel()
	both := func(second string) string { return `{"responses":[` + whole + `,` + second + `]}` }
	for name, x := range map[string]struct {
		body string
		want error
	}{
		"whole":          {both(whole), nil},
		"one is partial": {both(partial), archive.ErrUnavailable},
		"one failed":     {both(shards), archive.ErrUnavailable},
		"one is missing": {both(missing), archive.ErrUnavailable},
		"too few":        {`{"responses":[` + whole + `]}`, archive.ErrUnavailable},
	} {
		c, _ := cluster(t, 1, answer{200, x.body})
		as, err := c.MultiSearch(t.Context(), client.Search{Index: "reftel-1"}, client.Search{Index: "reftel-1-values", DFS: true})
		if !errors.Is(err, x.want) || err == nil && (len(as) != 2 || as[1].Hits.Total.Value != 7) {
			t.Errorf("%s: %+v, %v", name, as, err)
		}
	}
}

func TestMultiGet(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		body  string
		found []bool
		want  error
	}{
		"found":       {`{"docs":[{"_id":"a","found":true,"_source":{}},{"_id":"b","found":false}]}`, []bool{true, false}, nil},
		"one unknown": {`{"docs":[{"_id":"a","found":true},{"_id":"b","error":{"type":"no_shard_available_action_exception"}}]}`, nil, archive.ErrUnavailable},
		"too few":     {`{"docs":[]}`, nil, archive.ErrUnavailable},
	} {
		c, _ := cluster(t, 1, answer{200, x.body})
		ds, err := c.MultiGet(t.Context(), "reftel-1", []string{"a", "b"}, "summary")
		var found []bool
		for _, d := range ds {
			found = append(found, d.Found)
		}
		if !errors.Is(err, x.want) || err == nil && !slices.Equal(found, x.found) {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

// TestRefusedConfigs holds that what cannot be an address is told as such, without a
// password in the message.
func TestRefusedConfigs(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		cfg  client.Config
		want string
	}{
		{client.Config{}, "no address"},
		{client.Config{URLs: []string{"search.example:9200"}}, "like https://host:9200"},
		{client.Config{URLs: []string{"https://"}}, "is no address"},
		{client.Config{URLs: []string{"https://reftel:secret@search.example"}}, "do not belong into an address"},
		{client.Config{URLs: []string{"https://search.example"}, CA: []byte("none")}, "holds none"},
	} {
		_, err := client.New(x.cfg)
		if err == nil || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v: %v", x.cfg.URLs, err)
		}
	}
}

// TestCertificates holds that a cluster is believed by the certificates that were
// given, and asked with user and password.
func TestCertificates(t *testing.T) {
	t.Parallel()
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "reftel" || password != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		_, _ = io.WriteString(w, whole)
	}))
	s.Config.ErrorLog = nil
	t.Cleanup(s.Close)
	ca := pemOf(s.Certificate())
	for _, x := range []struct {
		cfg  client.Config
		want error
	}{
		{client.Config{CA: ca, User: "reftel", Password: "secret"}, nil},
		{client.Config{CA: ca, User: "reftel", Password: "other"}, client.ErrNotAllowed},
		{client.Config{User: "reftel", Password: "secret"}, archive.ErrUnavailable},
	} {
		x.cfg.URLs = []string{s.URL}
		if n, err := open(t, x.cfg).Count(t.Context(), "reftel-1", nil); !errors.Is(err, x.want) || err == nil && n != 7 {
			t.Errorf("%d, %v", n, err)
		}
	}
}
