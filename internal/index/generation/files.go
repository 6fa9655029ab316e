package generation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A FileSum is one published file in the manifest. Path is relative to the
// generation folder, with slashes.
type FileSum struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func hashBytes(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// listFiles are the regular files below dir but the manifest, sorted by path.
// Anything else that is not a folder is an error.
func listFiles(dir string) ([]FileSum, error) {
	var out []FileSum
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s is not a regular file", p)
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil || rel == manifestFile {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		out = append(out, FileSum{Path: filepath.ToSlash(rel), Size: st.Size()})
		return nil
	})
	slices.SortFunc(out, func(a, b FileSum) int { return strings.Compare(a.Path, b.Path) })
	return out, err
}

// Seal makes a tree durable and read-only: each file and then each folder,
// the deepest first, is synced. The top folder stays writable for a moment: on
// some systems a folder that cannot be written cannot be renamed.
func Seal(dir string) error {
	var dirs []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			dirs = append(dirs, p)
			return nil
		}
		if err := SyncPath(p); err != nil {
			return err
		}
		return os.Chmod(p, 0o444)
	})
	if err != nil {
		return err
	}
	slices.Reverse(dirs)
	for _, d := range dirs {
		if d != dir {
			if err := os.Chmod(d, 0o555); err != nil {
				return err
			}
		}
		if err := SyncPath(d); err != nil {
			return err
		}
	}
	return nil
}

// RemoveTree deletes a tree even where its folders are read-only.
func RemoveTree(dir string) error {
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(p, 0o755)
		}
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.RemoveAll(dir)
}

// staged is how the name of a file ends that is to replace another.
const staged = ".tmp"

// ReplaceFile writes a file beside path and renames it over it: path holds
// either the old or the new bytes, whatever happens.
func ReplaceFile(path string, b []byte) error {
	if err := stage(path, b); err != nil {
		return err
	}
	if err := os.Rename(path+staged, path); err != nil {
		return err
	}
	return SyncPath(filepath.Dir(path))
}

// stage writes the file beside path.
func stage(path string, b []byte) error {
	if err := os.WriteFile(path+staged, b, 0o644); err != nil {
		return err
	}
	return SyncPath(path + staged)
}
