// Package generation is the data folder: which generations there are, of which
// files each consists, which one is in force, and who may change that. It knows
// files and hashes, and not what is in them.
//
//	data/CURRENT                 name of the generation served, SHA-256 of its manifest
//	data/PENDING                 the same of one that is about to be, for a moment
//	data/ingest.lock             held while a generation is built
//	data/gen/<time>-<hash>/      a generation, read-only
//	    MANIFEST.json            counts, and every file with its SHA-256
package generation

import (
	"errors"
	"path/filepath"
)

// Folder is the folder of the generations in a data folder.
const Folder = "gen"

// Temporary is how the names of folders begin, in that of the generations, that are none.
const Temporary = ".tmp-"

const (
	currentFile = "CURRENT"
	pendingFile = "PENDING"
	lockFile    = "ingest.lock"
)

var (
	// ErrNone says that nothing was published yet in a data folder.
	ErrNone = errors.New("nothing was published yet")
	// ErrLost says that CURRENT, which tells the generation in force, is gone or damaged.
	ErrLost = errors.New("CURRENT is lost")
	// ErrPublished marks what failed after another generation was in force: it is
	// served, and something is left to be done by hand.
	ErrPublished = errors.New("published, but something after it failed")
	// ErrBusy says that another ingest holds a data folder.
	ErrBusy = errors.New("another ingest is running")
)

// Path is the folder of a generation.
func Path(dataDir, name string) string { return filepath.Join(dataDir, Folder, name) }
