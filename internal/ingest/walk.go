package ingest

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"reftel/internal/ingest/source"
)

// An Input is a file or folder to read: Root within FS, called Name in
// reports.
type Input struct {
	FS   fs.FS
	Root string
	Name string
}

// Path is the Input for a path of the operating system.
func Path(p string) (Input, error) {
	info, err := os.Stat(p)
	if err != nil {
		return Input{}, fmt.Errorf("input %s: %w", p, err)
	}
	if info.IsDir() {
		return Input{FS: os.DirFS(p), Root: ".", Name: filepath.ToSlash(filepath.Clean(p))}, nil
	}
	return Input{FS: os.DirFS(filepath.Dir(p)), Root: filepath.Base(p), Name: filepath.ToSlash(p)}, nil
}

// walk calls file for each regular file, in the order of the names, and refuse
// for everything that is no file or can't be read.
func (in Input) walk(file func(fsys fs.FS, name, shown string) error, refuse func(*source.Refusal)) error {
	return fs.WalkDir(in.FS, in.Root, func(name string, d fs.DirEntry, err error) error {
		shown := in.Name
		if name != in.Root {
			shown = path.Join(in.Name, strings.TrimPrefix(name, in.Root+"/"))
		}
		shown = printable(shown)
		switch {
		case err != nil:
			refuse(&source.Refusal{Path: shown, Reason: "can't be read: " + reason(err)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case d.Type()&fs.ModeSymlink != 0 && name != in.Root:
			refuse(&source.Refusal{Path: shown, Reason: "a symbolic link; links inside a folder are not followed"})
			return nil
		case !d.Type().IsRegular() && d.Type()&fs.ModeSymlink == 0:
			refuse(&source.Refusal{Path: shown, Reason: "not a regular file (" + kindOf(d.Type()) + ")"})
			return nil
		}
		return file(in.FS, name, shown)
	})
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "named pipe"
	case m&fs.ModeSocket != 0:
		return "socket"
	case m&fs.ModeDevice != 0:
		return "device"
	}
	return m.String()
}
