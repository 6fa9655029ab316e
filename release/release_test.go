package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

// linked is a package of a module that lies in a folder.
func linked(module, dir, below string) pkg {
	p := pkg{Dir: filepath.Join(dir, below)}
	p.Module = &struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path string }
	}{Path: module, Version: "v1.0.0", Dir: dir}
	return p
}

func TestLicences(t *testing.T) {
	for _, c := range []struct {
		name   string
		files  []string // of the module, each with its own path in it
		want   []string // in this order
		absent string
		fails  bool
	}{
		{name: "a licence", files: []string{"LICENSE"}, want: []string{"lib.example/lamp v1.0.0: LICENSE"}},
		{name: "other names", files: []string{"COPYING", "LICENCE.md", "NOTICE", "license-mit"}, want: []string{": COPYING", ": LICENCE.md", ": NOTICE", ": license-mit"}},
		{name: "of a package that is linked in", files: []string{"LICENSE", "wick/oil/LICENSE.txt", "wick/NOTICE"}, want: []string{": LICENSE", ": wick/NOTICE", ": wick/oil/LICENSE.txt"}},
		{name: "of one that is not", files: []string{"LICENSE", "shade/LICENSE"}, want: []string{": LICENSE"}, absent: "shade"},
		{name: "code", files: []string{"LICENSE", "licenses.go", "license.go"}, want: []string{": LICENSE"}, absent: ".go"},
		{name: "none", files: []string{"README"}, fails: true},
		{name: "a notice is no licence", files: []string{"NOTICE", "PATENTS"}, fails: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.MkdirAll(filepath.Join(dir, "wick", "oil"), 0o755); err != nil {
				t.Fatal(err)
			}
			for _, f := range c.files {
				write(t, filepath.Join(dir, filepath.FromSlash(f)), "TEXT OF "+f)
			}
			works, err := gather([]pkg{linked("lib.example/lamp", dir, "wick/oil"), {Standard: true}})
			if err != nil {
				t.Fatal(err)
			}
			got, err := text(works)
			if c.fails {
				if err == nil || !strings.Contains(err.Error(), "lib.example/lamp v1.0.0") {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			rest := string(got)
			for _, w := range c.want {
				_, after, ok := strings.Cut(rest, w+"\n\nTEXT OF "+strings.TrimSpace(w[strings.LastIndex(w, ": ")+2:]))
				if !ok {
					t.Fatalf("no %q in\n%s", w, rest)
				}
				rest = after
			}
			if c.absent != "" && strings.Contains(string(got), c.absent) {
				t.Errorf("%s is in\n%s", c.absent, got)
			}
		})
	}
}

// TestPacked holds that the order and the times of files on a disk leave no trace.
func TestPacked(t *testing.T) {
	when := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	files := []file{{"reftel", 0o755, []byte("binary")}, {"LICENSE", 0o644, []byte("text")}, {"deploy/torrc", 0o644, nil}}
	turned := []file{files[2], files[0], files[1]}
	for name, pack := range map[string]func(string, string, time.Time, []file) error{"a.tar.gz": writeTar, "a.zip": writeZip} {
		var made [2][]byte
		for i, fs := range [][]file{files, turned} {
			path := filepath.Join(t.TempDir(), name)
			if err := pack(path, "reftel-v1", when, fs); err != nil {
				t.Fatal(err)
			}
			var err error
			if made[i], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
		if len(made[0]) == 0 || !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s: %d and %d bytes differ", name, len(made[0]), len(made[1]))
		}
	}
}

// TestSigned verifies the checksums as docs/operations.md tells to, and that another
// text, and another key, are refused.
func TestSigned(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("no ssh-keygen here")
	}
	dir, keys := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "reftel-v1-linux-amd64.tar.gz"), "binary")
	key := filepath.Join(keys, "key")
	for _, k := range []string{key, filepath.Join(keys, "other")} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", k).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	if err := finish(dir, key); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(dir, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	verify := func(public, text string) error {
		pub, err := os.ReadFile(public + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(keys, "signers"), "release@cables.example "+string(pub))
		c := exec.Command("ssh-keygen", "-Y", "verify", "-f", filepath.Join(keys, "signers"), "-I", "release@cables.example", "-n", namespace, "-s", filepath.Join(dir, sumsName+".sig"))
		c.Stdin = strings.NewReader(text)
		return c.Run()
	}
	if err := verify(key, string(sums)); err != nil {
		t.Errorf("a good signature is refused: %v", err)
	}
	if verify(key, string(sums)+"0  more\n") == nil {
		t.Error("a changed list is taken")
	}
	if verify(filepath.Join(keys, "other"), string(sums)) == nil {
		t.Error("the signature of another key is taken")
	}
	if err := finish(dir, filepath.Join(keys, "none")); err == nil {
		t.Error("a key that is not there signs")
	}
}

// TestEmptied holds that a folder with other things in it is left as it is.
func TestEmptied(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "reftel-v0-linux-amd64.tar.gz"), "old")
	write(t, filepath.Join(dir, "SHA256SUMS"), "old")
	if err := emptied(dir); err != nil {
		t.Fatal(err)
	}
	if es, err := os.ReadDir(dir); err != nil || len(es) > 0 {
		t.Errorf("left: %v, %v", es, err)
	}
	write(t, filepath.Join(dir, "reftel-v0-linux-amd64.tar.gz"), "old")
	write(t, filepath.Join(dir, "thesis.txt"), "mine")
	if err := emptied(dir); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("got %v", err)
	}
	if es, err := os.ReadDir(dir); err != nil || len(es) != 2 {
		t.Errorf("left: %v, %v", es, err)
	}
}
