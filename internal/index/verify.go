package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"syscall"

	"reftel/internal/archive"
	"reftel/internal/index/generation"
	"reftel/internal/index/search"
)

// A VerifyReport says what Verify found. Problems is empty when all is well.
type VerifyReport struct {
	Generation archive.Generation
	Files      int
	Bytes      int64
	Problems   []string
}

// Verify checks the current generation of a data folder from first byte to last:
// every file against the manifest, and what is in them against each other, as
// search.Archive.Verify says. The large files are read once for both. Damage is
// told in the report; the error is for folders that cannot be looked at, and for
// archives of another program.
func Verify(ctx context.Context, dataDir string) (VerifyReport, error) {
	var r VerifyReport
	c, err := generation.ReadCurrent(dataDir)
	if err != nil {
		return r, fmt.Errorf("verify: %w", err)
	}
	dir := generation.Path(dataDir, c.Name)
	r.Generation = archive.Generation{ID: c.Name, ManifestHash: c.Hash}
	m, hash, err := generation.ReadManifest(dir)
	if err != nil && m != nil {
		return r, fmt.Errorf("verify: %w", err)
	}
	if err != nil {
		r.Problems = append(r.Problems, err.Error())
		return r, nil
	}
	r.Generation = m.Generation(c)
	if hash != c.Hash {
		r.Problems = append(r.Problems, fmt.Sprintf("%s: the SHA-256 of its manifest is not the one that CURRENT names", dir))
	}
	for _, f := range m.Files {
		r.Files++
		r.Bytes += f.Size
	}
	looked := generation.Looks(dir)
	for _, err := range verifyFiles(ctx, dir, m, hash) {
		r.Problems = append(r.Problems, err.Error())
	}
	if err := ctx.Err(); err != nil || len(r.Problems) > 0 {
		return r, err
	}
	// Who verifies may be somebody who may not write here: then starts stay as slow as before.
	if err := generation.NoteChecked(dataDir, c.Name, looked); err != nil && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
		return r, fmt.Errorf("verify: %w", err)
	}
	return r, nil
}

// verifyFiles reads the contents first, which hands most bytes to the ledger, and
// then what is left of the files. A file that is not what was published is the
// problem; what is in it is one only where all files are.
func verifyFiles(ctx context.Context, dir string, m *generation.Manifest, hash string) []error {
	sizes, err := generation.Sizes(dir)
	if err != nil {
		return []error{err}
	}
	workers := runtime.GOMAXPROCS(0)
	var ledger generation.Ledger
	var content error
	if len(generation.Compare(dir, m.Files, sizes)) == 0 {
		content = Contents(ctx, dir, Describe(m, dir, hash), workers, &ledger, func(int) {})
	}
	sums, err := generation.Sum(dir, workers, &ledger)
	if err != nil {
		return []error{err}
	}
	if problems := generation.Compare(dir, m.Files, sums); len(problems) > 0 {
		return problems
	}
	if content != nil {
		return []error{content}
	}
	return nil
}

// Contents opens the files of a generation as they lie there and verifies what is
// in them. What it reads whole it notes in the ledger.
func Contents(ctx context.Context, dir string, d search.Description, workers int, ledger *generation.Ledger, progress func(done int)) error {
	a, err := search.Open(dir, d)
	if err != nil {
		return err
	}
	err = a.Verify(ctx, dir, workers, ledger.File, progress)
	if cerr := a.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("%s: %w", filepath.Base(dir), cerr)
	}
	return err
}
