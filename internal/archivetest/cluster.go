package archivetest

import (
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/index/generation"
	"reftel/internal/index/names"
	"reftel/internal/opensearch"
	"reftel/internal/opensearch/client"
	"reftel/internal/opensearch/nodetest"
)

// Engine is the variable that has the tests ask archives in a cluster: "opensearch", at
// the nodes that OPENSEARCH_URL names.
const Engine = "REFTEL_TESTS_ENGINE"

// InCluster reports whether tests ask a cluster, which may take longer.
func InCluster() bool { return os.Getenv(Engine) == "opensearch" }

// Source is what is published in a folder, until the test ends. With REFTEL_TESTS_ENGINE
// it is the same archive in a cluster: the cables of the folder, with what is told of them
// as a whole, published there as an ingest would.
func Source(t testing.TB, dir string) archive.Source {
	t.Helper()
	if !InCluster() {
		return Open(t, dir)
	}
	s, err := app.OpenCluster(t.Context(), app.Cluster{Config: moved.place(t, dir)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// moved are the generations of folders that stand in the cluster, by the names of both.
var moved movements

type movements struct {
	sync.Mutex
	to map[string]opensearch.Config
}

// place is where the generation in force of a folder stands in the cluster. The first
// that asks for it moves it there.
func (m *movements) place(t testing.TB, dir string) opensearch.Config {
	t.Helper()
	m.Lock()
	defer m.Unlock()
	c, err := generation.ReadCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	if to, ok := m.to[dir+c.Name]; ok {
		return to
	}
	to := opensearch.Config{Config: client.Config{URLs: nodetest.URLs(t)}, Prefix: "tests-" + strings.ToLower(rand.Text())}
	move(t, dir, c.Name, to)
	if m.to == nil {
		m.to = map[string]opensearch.Config{}
	}
	m.to[dir+c.Name] = to
	return to
}

// Forget takes away what Source made in the cluster, once all tests are done.
func Forget() error {
	moved.Lock()
	defer moved.Unlock()
	for _, to := range moved.to {
		c, err := client.New(to.Config)
		if err == nil {
			err = c.Do(context.Background(), client.Request{Method: http.MethodDelete, Path: "/" + to.Prefix + "-*"}, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// move publishes a generation of a folder in a cluster. Ids that are gone for no reason
// are those of a generation before.
func move(t testing.TB, dir, name string, to opensearch.Config) {
	t.Helper()
	gone, err := app.Gone(dir)
	if err != nil {
		t.Fatal(err)
	}
	o := prepare.Options{Tool: "test", AllowShrink: true}
	var lost []*cable.Cable
	for _, g := range gone {
		if g.Reason != "" {
			o.Withdrawn = append(o.Withdrawn, ids.Withdrawal{ID: g.ID, Reason: g.Reason, Date: g.Date})
		}
		lost = append(lost, &cable.Cable{ID: g.ID, Paragraphs: []cable.Paragraph{{Anchor: "p1", Text: "Gone."}}})
	}
	if len(lost) > 0 {
		load(t, to, prepare.Options{Tool: "test"}, prepare.Report{}, func(add app.Add) error {
			for _, c := range lost {
				if err := add(c, []byte(c.ID)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	a, release, err := Open(t, dir).Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	report := prepare.Report{Names: thingsOf(t, generation.Path(dir, name))}
	if report.Account, err = a.Account(t.Context()); err != nil {
		t.Fatal(err)
	}
	load(t, to, o, report, func(add app.Add) error { return each(t.Context(), a, add) })
}

// thingsOf is the authority file of a generation.
func thingsOf(t testing.TB, folder string) authority.File {
	t.Helper()
	f, err := names.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all authority.File
	for _, kind := range []string{"LOC", "MISC", "ORG", "PER"} {
		err := f.EachOfKind(kind, func(x *authority.Thing) error {
			all = append(all, *x)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// each adds all that was read for an archive.
func each(ctx context.Context, a archive.Archive, add app.Add) error {
	all, err := a.IDs(ctx, 0, a.Generation().Cables)
	if err != nil {
		return err
	}
	for _, id := range all {
		r, err := a.Record(ctx, id, archive.Sources)
		if err != nil {
			return err
		}
		for i, v := range r.Sources {
			c := v.Cable
			if i == 0 {
				c = r.Cable
			}
			if c == nil {
				continue
			}
			if err := add(c, slices.Clone(v.Raw)); err != nil {
				return err
			}
		}
	}
	return nil
}

func load(t testing.TB, to opensearch.Config, o prepare.Options, r prepare.Report, feed func(add app.Add) error) {
	t.Helper()
	b, err := opensearch.Create(t.Context(), to, opensearch.Options{Options: o, Folder: t.TempDir(), Replicas: -1, MergeFrom: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	if err := feed(b.Add); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Publish(t.Context(), r); err != nil {
		t.Fatal(err, client.Detail(err))
	}
}
