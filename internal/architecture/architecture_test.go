// Package architecture holds the structure of the house: which package may
// import which, where each outside library may be known, and how large files,
// functions and packages may grow. It has tests only. They read the sources
// themselves, every file whatever it is built for; rooms_test.go is the table
// to extend when a room is added.
package architecture

import (
	"os"
	"testing"
)

// read reads the sources of the house.
func read(t *testing.T) tree {
	t.Helper()
	got, err := readTree(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(got.packages()); n < 10 {
		t.Fatalf("only %d packages were read", n)
	}
	return got
}

func report(t *testing.T, faults []string) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}

// TestImports holds the directions between rooms, the homes of outside
// libraries, and who may reach the engine.
func TestImports(t *testing.T) {
	t.Parallel()
	report(t, house.imports(read(t)))
}

// TestRooms holds that every room of the table is there, once all are built.
func TestRooms(t *testing.T) {
	t.Parallel()
	missing := house.empty(read(t))
	if building {
		t.Skipf("rooms to come: %v", missing)
	}
	report(t, missing)
}

// TestSizes holds that few files need to be open at once.
func TestSizes(t *testing.T) {
	t.Parallel()
	report(t, house.sizes(read(t)))
}
