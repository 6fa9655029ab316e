package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/cable"
	"reftel/internal/recfile"
)

// build writes a store of some cables, of which the summaries may be of others.
func build(t *testing.T, cs, listed []*cable.Cable) string {
	t.Helper()
	dir := t.TempDir()
	docs, err := recfile.Create(filepath.Join(dir, Records))
	if err != nil {
		t.Fatal(err)
	}
	summaries, err := recfile.Create(filepath.Join(dir, Summaries))
	if err != nil {
		t.Fatal(err)
	}
	var held []string
	for i, c := range cs {
		held = append(held, c.ID)
		r, err := record.New(c, []archive.Version{{Source: c.Source, Raw: []byte("raw " + c.ID)}})
		if err != nil {
			t.Fatal(err)
		}
		frame, err := record.NewEncoder().Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(record.List(listed[i]))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(docs.Write(frame), summaries.Write(b)); err != nil {
			t.Fatal(err)
		}
	}
	err = errors.Join(docs.Close(), summaries.Close(), os.WriteFile(filepath.Join(dir, IDs), ids.NewTable(held, make([][]string, len(held))).Encode(), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func cables() []*cable.Cable {
	var cs []*cable.Cable
	for i := range 40 {
		id := fmt.Sprintf("74LIMA%d", i+1)
		cs = append(cs, &cable.Cable{
			ID: id, Subject: "ABOUT " + id, IDInferred: i%2 == 0, Paragraphs: []cable.Paragraph{{Anchor: "par1", Number: 1, Text: "Text of " + id}},
			Source: cable.Source{Bytes: len("raw " + id)},
		})
	}
	return cs
}

func TestStore(t *testing.T) {
	t.Parallel()
	cs := cables()
	s, err := Open(build(t, cs, cs), len(cs))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for i, c := range cs {
		ord := uint32(i)
		r, err := s.Record(ord, record.Sources)
		if err != nil || string(r.Sources[0].Raw) != "raw "+c.ID {
			t.Errorf("%s: %+v, %v", c.ID, r, err)
		}
		sum, err := s.Summary(ord)
		if err != nil || sum.ID != c.ID || sum.Subject != c.Subject || sum.IDInferred != c.IDInferred {
			t.Errorf("%s: %+v, %v", c.ID, sum, err)
		}
		l, err := s.Listed(ord)
		if err != nil || len(l.Opening) != 1 || l.Opening[0].Parts[0].Text != "Text of "+c.ID || s.ID(ord) != c.ID {
			t.Errorf("%s: %+v, %v", c.ID, l, err)
		}
	}
	var docs, summaries bytes.Buffer
	var mu sync.Mutex
	seen := map[string]bool{}
	err = s.Verify(t.Context(), 2, &docs, &summaries, func(ord uint32, c *cable.Cable) error {
		mu.Lock()
		defer mu.Unlock()
		seen[c.ID] = c.ID == cs[ord].ID
		return nil
	})
	if err != nil || len(seen) != len(cs) || docs.Len() == 0 || summaries.Len() == 0 {
		t.Errorf("verified %d cables, %d and %d bytes, %v", len(seen), docs.Len(), summaries.Len(), err)
	}
}

// TestUnavailable holds that what a disk does not give is no cable that is unknown.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	cs := cables()
	dir := build(t, cs, cs)
	s, err := Open(dir, len(cs))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, name := range []string{Records, Summaries} {
		if err := os.Truncate(filepath.Join(dir, name), 10); err != nil {
			t.Fatal(err)
		}
	}
	last := uint32(len(cs) - 1)
	if _, err := s.Record(last, record.OnlyTexts); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("record: %v", err)
	}
	if _, err := s.Summary(last); !errors.Is(err, archive.ErrUnavailable) {
		t.Errorf("summary: %v", err)
	}
}

// TestVerifyFinds holds that cables under another id, and summaries of others, are
// found.
func TestVerifyFinds(t *testing.T) {
	t.Parallel()
	cs := cables()
	others := cables()
	others[3], others[4] = others[4], others[3]
	wrong := cables()
	wrong[5].Source.Bytes++
	printed := func(cs []*cable.Cable) string {
		dir := build(t, cables(), cables())
		var b []byte
		for _, c := range cs {
			r, err := record.New(c, nil)
			if err != nil {
				t.Fatal(err)
			}
			print := record.FingerprintOf(c.Subject, r)
			b = append(b, print[:]...)
		}
		if err := os.WriteFile(filepath.Join(dir, Fingerprints), b, 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	retold := cables()
	retold[7].Paragraphs[0].Text += "."
	for name, dir := range map[string]string{
		"summary 3 is of 74LIMA5": build(t, cs, others), "a source of 74LIMA6 has": build(t, wrong, wrong),
		"the fingerprint of 74LIMA8 is not": printed(retold), "312 bytes for 40 cables": printed(cs[1:]), "": printed(cs),
	} {
		s, err := Open(dir, len(cs))
		if err != nil {
			t.Fatal(err)
		}
		err = s.Verify(t.Context(), 1, new(bytes.Buffer), new(bytes.Buffer), func(uint32, *cable.Cable) error { return nil })
		if (err == nil) != (name == "") || err != nil && !strings.Contains(err.Error(), name) {
			t.Errorf("want %q, got %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := Open(build(t, cs, cs), len(cs)+1); err == nil {
		t.Error("a store of fewer cables is opened")
	}
}
