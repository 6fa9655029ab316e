package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reftel/internal/archivetest"
)

// TestWithdrawn holds the way from a refusal to reasons: the list that is written is given
// back with reasons, and what was given is kept and listed.
func TestWithdrawn(t *testing.T) {
	good, refused := inputs(t)
	data := archivetest.Dir(t)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `published: 5 cables`, ``)
	files, err := filepath.Glob(filepath.Join(good, "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSuffix(filepath.Base(files[0]), ".html")
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, files[0], "\x00\x01") // a damaged source counts as one that is gone
	reftel(t, "ingest", "--data", data, good).want(t, exitFailed, `would be gone since generation \S+: 1 ids without a reason\n  `+id+`\nall of them stand in `, `give each its reason`)
	list := filepath.Join(data, "reports", "vanished.tsv")
	reftel(t, "ingest", "--data", data, "--withdrawn", list, good).want(t, exitFailed, `^$`, `^reftel: reading the withdrawals: \S+vanished.tsv:2: no reason is given for `+id+`\n$`)
	reftel(t, "ingest", "--data", data, "--withdrawn", filepath.Join(data, "none"), good).want(t, exitUsage, `^$`, `none`)
	write(t, list, "id\treason\tdate\n"+id+"\tSent by mistake\t2026-03-05\n99OSLO99\tUnknown here\t2026-03-06\n")
	reftel(t, "ingest", "--data", data, "--withdrawn", list, good).want(t, exitRefused, `gone since generation \S+: 1 ids, 0 of them without a reason; reftel withdrawn lists them\n  `+id+
		` \(2026-03-05, Sent by mistake\)\nwarning: withdrawn, but never published here: 1 ids\n  99OSLO99\n(?s).*published: 4 cables`, ``)
	if _, err := os.Stat(list); !os.IsNotExist(err) {
		t.Errorf("the list of the refusal is still there: %v", err)
	}
	reftel(t, "withdrawn", "--data", data).want(t, 0, `^id\treason\tdate\tgeneration\n`+id+`\tSent by mistake\t2026-03-05\t\S+\n$`, `^$`)
	// It comes back, and is gone once more: it needs a reason again.
	write(t, files[0], string(text))
	write(t, refused, "id,reason,date\n"+id+",Sent by mistake,2026-03-05\n")
	reftel(t, "ingest", "--data", data, "--withdrawn", refused, good).want(t, 0, `warning: withdrawn, but in the archive: 1 ids\n  `+id+`\n(?s).*published: 5 cables`, ``)
	reftel(t, "withdrawn", "--data", data).want(t, 0, `^id\treason\tdate\tgeneration\n$`, `^$`)
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	reftel(t, "ingest", "--data", data, good).want(t, exitFailed, `would be gone`, `give each its reason`)
}

// TestLostCurrent holds what each command says where nothing tells which generation is in
// force, and that one of them mends it.
func TestLostCurrent(t *testing.T) {
	good, _ := inputs(t)
	data := archivetest.Dir(t)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `published`, ``)
	for _, spoil := range []func(string) error{os.Remove, func(p string) error { return os.WriteFile(p, []byte("rubbish\n"), 0o644) }} {
		if err := spoil(filepath.Join(data, "CURRENT")); err != nil {
			t.Fatal(err)
		}
		const hint = `CURRENT is lost: .*reftel rollback --data \S+ \(the newest that is whole, or --to GENERATION`
		reftel(t, "ingest", "--data", data, good).want(t, exitFailed, `^$`, `^reftel: .*`+hint) // with no word of progress: nothing was read
		reftel(t, "verify", "--data", data).want(t, exitFailed, `^$`, hint)
		reftel(t, "withdrawn", "--data", data).want(t, exitFailed, `^$`, hint)
		reftel(t, "generations", "--data", data).want(t, 0, `  5\nnone is in force: CURRENT is lost; reftel rollback --data \S+ puts`, `^$`)
		reftel(t, "rollback", "--data", data, "--to", "G1").want(t, exitFailed, `^$`, `there is no generation G1\n$`)
		reftel(t, "rollback", "--data", data).want(t, 0, `^CURRENT was lost: generation \S+ is in force, 5 cables\n$`, `^$`)
		reftel(t, "verify", "--data", data).want(t, 0, `is whole`, `^$`)
	}
	reftel(t, "ingest", "--data", data, good).want(t, 0, `published`, ``)
}

// TestNoCache holds what is told of what was not parsed again, and of what can't be kept.
func TestNoCache(t *testing.T) {
	good, _ := inputs(t)
	data := archivetest.Dir(t)
	parsed := filepath.Join(data, "parsed")
	reftel(t, "ingest", "--data", data, good).want(t, 0, `^read: 5 files`, ``)
	reftel(t, "ingest", "--data", data, good).want(t, 0, `^kept from before: 5 of 5 parsed cables and lists of names \(0\.\d MB\)\nread: 5 files`, ``)
	reftel(t, "ingest", "--data", data, "--no-cache", good).want(t, 0, `^read: 5 files`, ``)
	if _, err := os.Stat(parsed); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
	write(t, parsed, "no folder")
	reftel(t, "ingest", "--data", data, good).want(t, 0, `published: 5 cables`, `warning: keeping what was parsed in \S+parsed: `)
}
