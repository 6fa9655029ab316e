package ingest

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"reftel/internal/ingest/source"
	"reftel/internal/text/visible"
)

// An Input is a file or folder to read: Root within FS. Name stands before the
// paths in it, in reports and pages; it is empty where paths are to begin in the
// folder.
type Input struct {
	FS   fs.FS
	Root string
	Name string
}

// Path is the Input for a path of the operating system. What it is called says
// nothing of where it lies: a file has its own name, a folder none.
func Path(p string) (Input, error) {
	info, err := os.Stat(p)
	if err != nil {
		return Input{}, fmt.Errorf("input %s: %w", p, err)
	}
	if info.IsDir() {
		return Input{FS: disk(p), Root: "."}, nil
	}
	return Input{FS: disk(filepath.Dir(p)), Root: filepath.Base(p), Name: filepath.Base(p)}, nil
}

// A disk is a folder of the operating system. Unlike os.DirFS it opens files
// whose names are no UTF-8, as old disks have them.
type disk string

func (d disk) at(name string) string { return filepath.Join(string(d), filepath.FromSlash(name)) }

func (d disk) Open(name string) (fs.File, error) { return os.Open(d.at(name)) }

func (d disk) Stat(name string) (fs.FileInfo, error) { return os.Stat(d.at(name)) }

func (d disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(d.at(name)) }

// size is how many bytes the files of the input have.
func (in Input) size() int64 {
	var n int64
	_ = fs.WalkDir(in.FS, in.Root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := fs.Stat(in.FS, name); err == nil && info.Mode().IsRegular() && (d.Type().IsRegular() || name == in.Root) {
			n += info.Size()
		}
		return nil
	})
	return n
}

// walk calls file for each regular file, in the order of the names, and refuse
// for everything that is no file or can't be read.
func (in Input) walk(file func(fsys fs.FS, name, shown string) error, refuse func(*source.Refusal)) error {
	return fs.WalkDir(in.FS, in.Root, func(name string, d fs.DirEntry, err error) error {
		shown := in.Name
		if name != in.Root {
			shown = path.Join(in.Name, strings.TrimPrefix(name, in.Root+"/"))
		}
		if shown = visible.Line(shown); shown == "" {
			shown = "."
		}
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
