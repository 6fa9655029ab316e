package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/archivetest"
	"reftel/internal/sharedtest"
	"reftel/internal/text/visible"
)

// obeyed is a name with all that a terminal would obey, and how it is shown.
const (
	obeyed = "x\x1b[2J\r\a\u009b31m\u202etxt\xff\x9b"
	shown  = "x␛[2J␍␇\ufffd31m\ufffdtxt\ufffd\ufffd"
)

// TestTerminal holds that nothing a terminal would obey is printed, whether it
// stands in a cable, in the name of a file or in an error, and that no name makes
// a line of its own.
func TestTerminal(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, obeyed+"\nreftel: all is well.txt")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Skip("a disk of UTF-8 alone:", err)
	}
	write(t, filepath.Join(dir, "cable.txt"), "UNCLAS OSLO 000123\n\nE.O. 12958: N/A\nTAGS: ETRD NO, QQ\x1b[31mQ\nSUBJECT: NETS \u009b2J \u202eAND ROPES\nREF: OSLO \u202e99\n\n1. (U) Nets \x7fwere \u2066mended.\n\n2. (U) Nothing else.\nHOLM\n")
	write(t, filepath.Join(dir, "ids.jsonl"), `{"id": "08OSLO\u001b[31m1\u202e", "body": "UNCLAS OSLO 000124\n\nSUBJECT: NETS\n\n1. (U) Nets."}`+"\n")
	data := archivetest.Dir(t)
	for _, args := range [][]string{
		{"ingest", "--data", data, "--dry-run", dir}, {"ingest", "--data", data, dir}, {"parse", dir}, {"parse", name},
		{"parse", name + "none"}, {"ingest", "--data", name, dir}, {"verify", "--data", name}, {"generations", "--data", name},
		{"rollback", "--data", name}, {obeyed}, {"parse", "--" + obeyed}, {"serve", "--data", name},
	} {
		r := reftel(t, args...)
		printed := r.out + r.err
		if !utf8.ValidString(printed) || strings.ContainsFunc(strings.ReplaceAll(printed, "\n", ""), visible.Hidden) {
			t.Errorf("%q prints %q", args, printed)
		}
		if strings.Contains("\n"+printed, "\nreftel: all is well") {
			t.Errorf("%q: a name is a line: %q", args, printed)
		}
		if !strings.Contains(printed, shown) {
			t.Errorf("%q prints %q without the name", args, printed)
		}
	}
	good := filepath.Join(dir, "caf\xe9.txt")
	write(t, good, "UNCLAS OSLO 000125\n\nSUBJECT: NETS\n\n1. (U) Nets.\n")
	if r := reftel(t, "parse", good); r.status != 0 || !strings.Contains(r.out, `"path":"caf�.txt"`) {
		t.Errorf("a name that is no UTF-8: %+v", r)
	}
	// What is parsed is whole all the same.
	var c struct{ Subject string }
	if err := json.Unmarshal([]byte(reftel(t, "parse", filepath.Join(dir, "cable.txt")).out), &c); err != nil || !strings.Contains(c.Subject, "\u202eAND ROPES") {
		t.Errorf("%q, %v", c.Subject, err)
	}
	sharedtest.Score(t, "D7 terminal", "nothing that a terminal obeys is printed, by any command", "0", !t.Failed())
}
