package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestInit holds that a sample is written once, and that nothing is served on a folder
// with faults, of which all are told.
func TestInit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "own")
	reftel(t, "init", dir).want(t, 0, "own/about.md\n.*own/pages/terms.md\n.*own/site.toml\n$", "reftel serve --site ")
	reftel(t, "init", dir).want(t, exitFailed, "^$", "about.md: file already exists")
	settings := filepath.Join(dir, "site.toml")
	write(t, settings, "title = \"x\"\nname = 4\n")
	serve := []string{"serve", "--site", dir, "--addr", "127.0.0.1:0"}
	reftel(t, serve...).want(t, exitFailed, "^$", "site.toml:1: title: is no key .*\n *site.toml:2: name: is a number")
	if err := os.Remove(settings); err != nil {
		t.Fatal(err)
	}
	reftel(t, serve...).want(t, exitFailed, "^$", "site.toml: is not there; reftel init")
}
