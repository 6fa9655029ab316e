package prepare

import (
	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/authority"
	"reftel/internal/cable"
)

// Options say how a generation is built. The zero value is useful.
type Options struct {
	Tool        string           // program and version, for the manifest
	AllowShrink bool             // publish even when ids are gone without a reason
	Withdrawn   []ids.Withdrawal // ids that are gone, with reasons
	Workers     int              // 0: one a core
	Keep        int              // generations to keep, 0: 2
	Progress    func(Progress)   // called from one goroutine at a time; may be nil
	Anew        bool             // nothing of the generation in force is taken over
	Memory      int64            // bytes that a build is to take at most, 0: 512 MB
}

// Room is how much memory what is collected at a time may take before it is put by: a
// part of that of the build, of which most is for cables that are being read, the words
// of the archive and the index.
func (o *Options) Room(part int) int {
	if o.Memory <= 0 {
		return defaultMemory / part
	}
	return int(min(o.Memory, mostMemory)) / part
}

const (
	defaultMemory = 512 << 20
	mostMemory    = 8 << 30 // beyond it is no gain
)

// Progress is a step of a build. Total is 0 where it is not known.
type Progress struct {
	Stage string // "read", "sort", "write", "index", "verify", "publish"
	Done  int
	Total int
}

// A Report is what is told of the cables as a whole. It is kept with a generation,
// the names in a form of their own.
type Report struct {
	Sources  []SourceFile   `json:"sources,omitempty"`
	Packed   *Sources       `json:"-"` // more of them, as Write writes them; may be nil
	Rejected []Rejected     `json:"rejected,omitempty"`
	Names    authority.File `json:"-"` // under which name what cables mention is counted, and what is told of it

	// Settle, where it is set, puts right what was known of a cable before all were read,
	// and reports whether that was anything.
	Settle func(*cable.Cable) bool `json:"-"`

	Account *archive.Account    `json:"-"` // what readers are told of it; nil for nothing
	Lists   [][]authority.Thing `json:"-"` // what the lists of names in volumes tell, a list each
}

// A SourceFile is one input of an ingest.
type SourceFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Format string `json:"format,omitempty"`
	Cables int    `json:"cables"`
}

// Rejected is an input, or a part of one, that did not become a cable.
type Rejected struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}
