package archivetest

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"reftel/internal/index"
	"reftel/internal/sharedtest"
)

// Main runs the tests of a package as sharedtest.Main does, with archives that are
// published once for all of them (Once).
func Main(m *testing.M) {
	sharedtest.CollectSeldom()
	status := m.Run()
	if err := errors.Join(Forget(), removeAll()); err != nil {
		fmt.Fprintln(os.Stderr, "removing the archives of the tests:", err)
		status = 1
	}
	os.Exit(status)
}

// Once is an archive that the first test publishes that asks for it. Tests read it and
// change nothing.
type Once struct {
	once sync.Once
	dir  string
}

// Dir is its folder, in which publish makes it.
func (o *Once) Dir(t testing.TB, publish func(dir string)) string {
	t.Helper()
	o.once.Do(func() {
		dir, err := os.MkdirTemp("", "reftel-tests-")
		if err != nil {
			t.Fatal(err)
		}
		made.add(dir)
		publish(dir)
		o.dir = dir
	})
	if o.dir == "" {
		t.Fatal("the archive of the tests could not be published")
	}
	return o.dir
}

// made are the folders of this process.
var made folders

type folders struct {
	sync.Mutex
	dirs []string
}

func (f *folders) add(dir string) {
	f.Lock()
	defer f.Unlock()
	f.dirs = append(f.dirs, dir)
}

func removeAll() error {
	made.Lock()
	defer made.Unlock()
	var errs []error
	for _, dir := range made.dirs {
		errs = append(errs, index.Remove(dir))
	}
	return errors.Join(errs...)
}
