package index

import (
	"errors"
	"slices"
	"syscall"
	"time"

	"reftel/internal/index/generation"
)

// again is when a generation whose files could not be read is tried again, though
// nothing in its folder changed: a disk may be back.
const again = 10 * time.Minute

// known are the generations that did not pass their checks, by folder, so that their
// files are not hashed once more at each look.
type known map[string]verdict

// A verdict is why a generation is not served, and how its folder looked then.
type verdict struct {
	err   error
	looks string
	at    time.Time
}

// of is why a generation is not served, nil where it may be tried.
func (k known) of(dir string) error {
	v, ok := k[dir]
	if !ok {
		return nil
	}
	if v.looks != generation.Looks(dir) || passing(v.err) && time.Since(v.at) > again {
		delete(k, dir)
		return nil
	}
	return v.err
}

// note keeps why, with how the folder looked before it was found out: what was put right
// meanwhile looks otherwise. Whatever was noted before is still so, or it would not be
// tried.
func (k known) note(dir, looked string, err error) {
	if _, ok := k[dir]; !ok {
		k[dir] = verdict{err, looked, time.Now()}
	}
}

func (k known) forget() { clear(k) }

// passing reports whether an error may be gone with time: what the disk or the system
// says, and not what the files say.
func passing(err error) bool {
	_, files := errors.AsType[generation.Damage](err)
	return !files && !errors.Is(err, ErrNewer) && !errors.Is(err, generation.ErrOlder)
}

// exhausted reports whether an error says that the process or the machine has no more
// of something, and nothing of the files.
func exhausted(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ENOMEM)
}

// present is an error where a file of a generation is away, or not as long as it was
// published. It reads the manifest and no other file. A file too many, of which opening
// the generation would complain, does no harm to what is served.
func present(dir string) error {
	m, _, err := generation.ReadManifest(dir)
	if err != nil {
		return err
	}
	sizes, err := generation.Sizes(dir)
	if err != nil {
		return err
	}
	named := make(map[string]bool, len(m.Files))
	for _, f := range m.Files {
		named[f.Path] = true
	}
	sizes = slices.DeleteFunc(sizes, func(f generation.FileSum) bool { return !named[f.Path] })
	if problems := generation.Compare(dir, m.Files, sizes); len(problems) > 0 {
		return problems[0]
	}
	return nil
}
