package generation

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// checkedFile tells of one generation how its files looked when they had been hashed, so
// that who opens them need not hash them before the first answer. It stands beside CURRENT
// and may be removed at any time: the files are hashed then.
const checkedFile = "CHECKED"

// settled is how long after its last change a file is noted at the earliest. What is written
// later than that has another time: the clocks of file systems go by ticks of some
// milliseconds.
const settled = 100 * time.Millisecond

// Looks tells of each file of a folder what changes when it is written or put right: its
// length, the time of its last change and, where the system tells it, when anything of it
// was changed last, which no program can set, and its number.
func Looks(dir string) string { return look(dir).text }

// A view is how the files of a folder look.
type view struct {
	text   string
	sure   bool      // the system told of each file when it was changed
	newest time.Time // when the last of them was
}

func look(dir string) view {
	v := view{sure: true}
	var b []byte
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil || rel == "." { // whose own time changes when it is renamed
			return err
		}
		changed, number := changedAt(st)
		// Whole seconds are the clock of a file system that tells too little.
		v.sure = v.sure && changed.Nanosecond() != 0
		if changed.After(v.newest) {
			v.newest = changed
		}
		b = fmt.Appendf(b, "%q %d %d %d %d\n", filepath.ToSlash(rel), st.Size(), st.ModTime().UnixNano(), changed.UnixNano(), number)
		return nil
	})
	if err != nil {
		return view{text: string(fmt.Appendf(b, "%v", err))}
	}
	v.text = string(b)
	return v
}

// NoteChecked notes that the files of a generation are what its manifest names. How they
// looked was told by Looks before they were hashed; where they look otherwise now, or the
// system does not tell when a file was changed, nothing is noted.
func NoteChecked(dataDir, name, looked string) error {
	now := look(Path(dataDir, name))
	if !now.sure || now.text != looked {
		return nil
	}
	time.Sleep(min(settled, time.Until(now.newest.Add(settled))))
	return ReplaceFile(filepath.Join(dataDir, checkedFile), checkedLine(name, now.text))
}

// IsChecked reports whether the files of a generation were hashed since they were written:
// none was written, replaced or touched since it was noted.
func IsChecked(dataDir, name string) bool {
	b, err := os.ReadFile(filepath.Join(dataDir, checkedFile))
	if err != nil {
		return false
	}
	now := look(Path(dataDir, name))
	return now.sure && string(b) == string(checkedLine(name, now.text))
}

func checkedLine(name, looks string) []byte {
	return []byte(name + " " + hashBytes([]byte(looks)) + "\n")
}
