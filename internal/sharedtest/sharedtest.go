// Package sharedtest finds the real source documents that some tests run on.
// They are not part of the project: a test that needs them is skipped where
// they are absent, unless REFTEL_SHARED says where they must be.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir is the folder name below the data of real documents, for instance
// "site-html". The test is skipped when it is absent, and fails when
// REFTEL_SHARED is set and it is absent.
func Dir(t testing.TB, name string) string {
	t.Helper()
	root, required := os.LookupEnv("REFTEL_SHARED")
	if !required {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		// The documents lie in a folder beside the project's own.
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			parent := filepath.Dir(dir)
			if parent == dir {
				t.Fatal("no go.mod above the working folder")
			}
			dir = parent
		}
		root = filepath.Join(filepath.Dir(dir), "shared")
	}
	dir := filepath.Join(root, "data", name)
	if _, err := os.Stat(dir); err != nil {
		if required {
			t.Fatalf("REFTEL_SHARED=%s: %v", root, err)
		}
		t.Skipf("the real documents (%s) are not here; set REFTEL_SHARED to the folder that holds data/%s", dir, name)
	}
	return dir
}

// Size is how large a test is: short with -short, long where REFTEL_LONG is set in
// the environment (make test-long), and else normal, so that all tests together
// take a minute or two.
func Size(short, normal, long int) int {
	switch {
	case testing.Short():
		return short
	case os.Getenv("REFTEL_LONG") != "":
		return long
	}
	return normal
}
