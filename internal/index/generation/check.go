package generation

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"
)

// A Damage is what the files themselves say: one is not as it was published. It does
// not pass by waiting, as what a disk says may.
type Damage struct{ error }

// Unwrap is for errors.Is.
func (d Damage) Unwrap() error { return d.error }

// Compare tells, a file each, where those of a folder are not the wanted. Where a
// sum was not made, sizes alone are compared. Each problem is a Damage.
func Compare(dir string, want, have []FileSum) (problems []error) {
	defer func() {
		for i, p := range problems {
			problems[i] = Damage{p}
		}
	}()
	left := make(map[string]FileSum, len(have))
	for _, f := range have {
		left[f.Path] = f
	}
	for _, f := range want {
		found, ok := left[f.Path]
		delete(left, f.Path)
		if !ok {
			problems = append(problems, fmt.Errorf("%s: %w", pathIn(dir, f), os.ErrNotExist))
		} else if err := f.differs(dir, found); err != nil {
			problems = append(problems, err)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(left)) {
		problems = append(problems, fmt.Errorf("%s: this file does not belong here", pathIn(dir, left[p])))
	}
	return problems
}

func pathIn(dir string, f FileSum) string { return filepath.Join(dir, filepath.FromSlash(f.Path)) }

// differs is an error where what was found at the path of f is not f.
func (f FileSum) differs(dir string, found FileSum) error {
	if found.Size != f.Size {
		return fmt.Errorf("%s: %d bytes instead of %d", pathIn(dir, f), found.Size, f.Size)
	}
	if found.SHA256 != "" && found.SHA256 != f.SHA256 {
		return fmt.Errorf("%s: damaged, its SHA-256 is not that of the manifest", pathIn(dir, f))
	}
	return nil
}

// Sum sums all files of a generation but the manifest, in the order of their
// paths. What the ledger knows is not read again; it may be nil. The largest come
// first, so that the workers end together.
func Sum(dir string, workers int, known *Ledger) ([]FileSum, error) {
	sums, err := listFiles(dir)
	if err != nil {
		return nil, err
	}
	largest := make([]*FileSum, 0, len(sums))
	for i := range sums {
		ok := false
		if sums[i], ok = known.sum(sums[i]); !ok {
			largest = append(largest, &sums[i])
		}
	}
	slices.SortStableFunc(largest, func(a, b *FileSum) int { return cmp.Compare(b.Size, a.Size) })
	var eg errgroup.Group
	eg.SetLimit(workers)
	for _, f := range largest {
		eg.Go(func() (err error) {
			f.SHA256, f.Size, err = sumFile(pathIn(dir, *f))
			return err
		})
	}
	return sums, eg.Wait()
}

// Sizes are all files of a generation but the manifest, without their sums.
func Sizes(dir string) ([]FileSum, error) { return listFiles(dir) }

// CheckFile compares one file of a generation with its manifest; a file that the
// manifest does not name is not there.
func CheckFile(dir string, m *Manifest, path string) error {
	for _, f := range m.Files {
		if f.Path != path {
			continue
		}
		found := f
		var err error
		if found.SHA256, found.Size, err = sumFile(pathIn(dir, f)); err != nil {
			return err
		}
		return f.differs(dir, found)
	}
	return fmt.Errorf("%s: %w", filepath.Join(dir, path), os.ErrNotExist)
}
