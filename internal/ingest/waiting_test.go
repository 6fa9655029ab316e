package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"reftel/internal/cable"
	"reftel/internal/ingest/source"
)

// TestWaiting holds that the first cables that wait are kept parsed, as many as
// there is room for, each for its own task, and handed on once.
func TestWaiting(t *testing.T) {
	w := newWaiting()
	w.room = 20
	cables := []*cable.Cable{{ID: "84LIMA1"}, {ID: "84LIMA2"}, {ID: "84LIMA3"}}
	for i, c := range cables {
		w.add(&task{number: i, path: "a.txt", part: source.Part{Raw: []byte("12345678")}, cable: c})
	}
	for _, test := range []struct {
		name   string
		task   task
		wants  bool
		parsed *cable.Cable
	}{
		{"kept", task{number: 1, path: "a.txt"}, true, cables[1]},
		{"kept, but handed on", task{number: 1, path: "a.txt"}, true, nil},
		{"no room for it", task{number: 2, path: "a.txt"}, true, nil},
		{"another file", task{number: 0, path: "b.txt"}, false, nil},
		{"did not wait", task{number: 3, path: "a.txt"}, false, nil},
	} {
		if wants := w.wants(&test.task); wants != test.wants || test.task.parsed != test.parsed {
			t.Errorf("%s: %v, %+v", test.name, wants, test.task.parsed)
		}
	}
}

// TestKept holds that a kept cable spares the parsing, but not where the bytes of
// its part are others by now.
func TestKept(t *testing.T) {
	tb := tables(t)
	raw := "R 081728Z MAY 84\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\nUNCLAS LIMA 01204\n\nSUBJECT: NETS\n\n1. THE NETS ARE DRY.\n"
	sum := sha256.Sum256([]byte(raw))
	kept := func(sha string) *cable.Cable {
		return &cable.Cable{ID: "84LIMA1204", Subject: "KEPT", Source: cable.Source{SHA256: sha}}
	}
	formats := Formats(tb)
	for _, test := range []struct{ name, sha, subject string }{
		{"the same bytes", hex.EncodeToString(sum[:]), "KEPT"},
		{"other bytes", strings.Repeat("0", 64), "NETS"},
	} {
		task := &task{path: "a.txt", part: source.Part{Line: 1, Raw: []byte(raw)}, format: &formats[len(formats)-1], parsed: kept(test.sha)}
		task.parse(tb, &pass{})
		if task.err != nil || task.cable.Subject != test.subject {
			t.Errorf("%s: %+v, %v", test.name, task.cable, task.err)
		}
	}
}
