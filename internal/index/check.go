package index

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// readChecked reads the manifest of a generation and compares with it what lies
// in the folder: the set of files, their sizes and SHA-256. Without problems
// every byte of the generation is what was published.
func readChecked(genDir string) (m *manifest, hash string, problems []error) {
	m, hash, err := readManifest(genDir)
	if err != nil {
		return nil, hash, []error{err}
	}
	found, err := sumFiles(genDir, runtime.GOMAXPROCS(0))
	if err != nil {
		return nil, hash, []error{err}
	}
	return m, hash, compareFiles(genDir, m.Files, found)
}

// compareFiles tells, a file each, where those of a folder are not the wanted.
func compareFiles(dir string, want, have []fileSum) (problems []error) {
	left := make(map[string]fileSum, len(have))
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

func pathIn(dir string, f fileSum) string { return filepath.Join(dir, filepath.FromSlash(f.Path)) }

// differs is an error where what was found at the path of f is not f.
func (f fileSum) differs(dir string, found fileSum) error {
	if found.Size != f.Size {
		return fmt.Errorf("%s: %d bytes instead of %d", pathIn(dir, f), found.Size, f.Size)
	}
	if found.SHA256 != f.SHA256 {
		return fmt.Errorf("%s: damaged, its SHA-256 is not that of the manifest", pathIn(dir, f))
	}
	return nil
}

// checkFile compares one file of a generation with its manifest.
func checkFile(dir string, f fileSum) error {
	found := f
	var err error
	if found.SHA256, found.Size, err = hashFile(pathIn(dir, f)); err != nil {
		return err
	}
	return f.differs(dir, found)
}

// sumFiles sums all files of a generation but the manifest, in the order of
// their paths. It begins with the largest, so that the workers end together.
func sumFiles(dir string, workers int) ([]fileSum, error) {
	paths, err := listFiles(dir)
	if err != nil {
		return nil, err
	}
	paths = slices.DeleteFunc(paths, func(p string) bool { return p == manifestFile })
	sums := make([]fileSum, len(paths))
	largest := make([]int, len(paths))
	for i, p := range paths {
		sums[i].Path, largest[i] = p, i
		st, err := os.Stat(pathIn(dir, sums[i]))
		if err != nil {
			return nil, err
		}
		sums[i].Size = st.Size()
	}
	slices.SortStableFunc(largest, func(a, b int) int { return cmp.Compare(sums[b].Size, sums[a].Size) })
	var eg errgroup.Group
	eg.SetLimit(workers)
	for _, i := range largest {
		eg.Go(func() (err error) {
			sums[i].SHA256, sums[i].Size, err = hashFile(pathIn(dir, sums[i]))
			return err
		})
	}
	return sums, eg.Wait()
}
