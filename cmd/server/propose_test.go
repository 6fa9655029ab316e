package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"reftel/internal/archivetest"
)

// TestPropose holds that names that are alike are written as rules that are not
// in force, that such a file is taken, and that a rule ends the proposal.
func TestPropose(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, person := range map[string]string{"1": "Henrik Tveiten", "2": "Henrik Tveitem"} {
		write(t, filepath.Join(in, name+".html"), "<code><pre>UNCLAS [LOC OSLO  ] 00000"+name+" SUBJECT: HERRING <a id='par1' href='#par1'>¶</a>1 .\n( u ) The herring came , said [PER "+person+"  ] . </pre></code>")
	}
	out := filepath.Join(dir, "proposals.txt")
	pair := regexp.MustCompile(`(?m)^# one letter of the surname differs; 1 cable and 1 cable\n# (merge PER Henrik Tveiten => PER Henrik Tveitem)\n# split PER Henrik Tveiten => PER Henrik Tveitem\n`)
	read := func() []string {
		t.Helper()
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return pair.FindStringSubmatch(string(b))
	}
	reftel(t, "names", "propose", "--out", out, in).want(t, 0, `: 1\n$`, `^$`)
	found := read()
	if found == nil {
		b, _ := os.ReadFile(out)
		t.Fatalf("the proposals are\n%s", b)
	}
	data := archivetest.Dir(t)
	reftel(t, "ingest", "--data", data, "--corrections", out, in).want(t, 0, `published: 2 cables`, ``)
	reftel(t, "names", "propose", "--out", out, "--data", data).want(t, 0, `: 1\n$`, `^$`)
	if read() == nil {
		t.Error("an archive is not compared as its inputs are")
	}
	rules := filepath.Join(dir, "rules.txt")
	write(t, rules, found[1]+"\n")
	reftel(t, "names", "propose", "--out", out, "--corrections", rules, in).want(t, 0, `: 0\n$`, `^$`)
	reftel(t, "names", "propose", "--out", out).want(t, exitFailed, `^$`, `^reftel: nothing to compare`)
	reftel(t, "names", "propose", "--out", filepath.Join(dir, "none", "x"), in).want(t, exitFailed, `^$`, `^reftel: writing proposals: `)
	reftel(t, "names", "propose", "--out", out, filepath.Join(in, "none")).want(t, exitFailed, `^$`, `^reftel: input .*none`)
}
