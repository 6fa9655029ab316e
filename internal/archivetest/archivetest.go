// Package archivetest makes and opens data folders for tests, by the way that
// the program itself takes. It must be imported by tests only.
package archivetest

import (
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/authority"
	"reftel/internal/index"
	"reftel/internal/reference"
)

// Dir is a folder for an archive until the test ends. t.TempDir alone can't
// remove what is published, which is read-only.
func Dir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() {
		if err := index.Remove(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Publish publishes what feed adds. It may shrink the archive.
func Publish(t testing.TB, dir string, feed func(add app.Add) error) archive.Generation {
	t.Helper()
	return PublishNamed(t, dir, nil, feed)
}

// PublishNamed is the same with an authority file.
func PublishNamed(t testing.TB, dir string, names authority.File, feed func(add app.Add) error) archive.Generation {
	t.Helper()
	o := prepare.Options{Tool: "test", AllowShrink: true, Workers: 1}
	g, err := app.Build(t.Context(), dir, o, func(add app.Add) (prepare.Report, error) { return prepare.Report{Names: names}, feed(add) })
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Demo publishes the demonstration archive and returns its folder.
func Demo(t testing.TB) string {
	t.Helper()
	dir := Dir(t)
	PublishDemo(t, dir)
	return dir
}

// PublishDemo publishes it in a folder.
func PublishDemo(t testing.TB, dir string) {
	t.Helper()
	tables, err := reference.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Demo(t.Context(), tables, dir, "test"); err != nil {
		t.Fatal(err)
	}
}

// Open opens what is published in a folder until the test ends.
func Open(t testing.TB, dir string) *index.Live {
	t.Helper()
	live, err := app.Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
	})
	return live
}

// Archive is the generation in force of a folder, until the test ends, by the engine that
// the tests ask (Source).
func Archive(t testing.TB, dir string) archive.Archive {
	t.Helper()
	a, release, err := Source(t, dir).Acquire(t.Context())
	t.Cleanup(release)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
