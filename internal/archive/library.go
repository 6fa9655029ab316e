package archive

import (
	"time"

	"reftel/internal/cable"
)

// A State is what an id leads to.
type State int

// The states of an id.
const (
	Unknown State = iota // never seen
	Held                 // the id of a cable here
	Alias                // another id of a cable here: Found.ID tells its own
	Absent               // cited by cables here, not held itself
	Gone                 // was published once and leads to no cable now
)

// Here reports whether the id leads to a cable of the archive.
func (s State) Here() bool { return s == Held || s == Alias }

// Found tells where an id leads.
type Found struct {
	State   State
	ID      string   // of the cable for Held and Alias, the usual spelling for Absent and Gone
	Summary *Summary // of the cable for Held and Alias

	Withdrawn *Withdrawal // why it is Gone; nil where no reason was given
}

// A Withdrawal is why an id leads to no cable any more.
type Withdrawal struct {
	Reason string
	Date   string // since when: 2026-03-05
}

// A Depth is how much of a record is read.
type Depth int

// The depths of a record.
const (
	Parsed  Depth = iota // the cable as it was parsed
	Sources              // and the sources byte for byte
)

// A Record is what the archive keeps of a cable.
type Record struct {
	Cable    *cable.Cable
	Versions int       // how many sources were read for it
	Sources  []Version // all of them, the one that is shown first; read with depth Sources
}

// A Version is one source that was read for a cable.
type Version struct {
	Source cable.Source
	Raw    []byte       // the source byte for byte
	Cable  *cable.Cable // as it was parsed of this source; nil of the first, which is the cable that is shown, and in generations of before
}

// A Relation of cables to an id.
type Relation int

// The relations. All lists are in archive order (by date, the undated last, then
// by id) but Before, which goes back from the cable.
const (
	CitedBy    Relation = iota // cables that cite the id, which need not be held
	Copies                     // cables of nearly the same text, the cable itself left out
	Before                     // earlier cables of the same post, the nearest first; none of an undated cable
	After                      // later ones
	SameNumber                 // other cables that bear its number: another text, not a version of it
)

// Related are some of the cables in a relation, and how many there are.
type Related struct {
	Cables []Summary
	Total  int
}

// Stats describe a generation as a whole.
type Stats struct {
	Cables      int
	Paragraphs  int
	First, Last cable.Date
	Undated     int
	Posts       int
	Entities    int
	References  int // cable references
	Resolved    int // of which lead to a cable here
}

// A Generation names one published state of the archive.
type Generation struct {
	ID           string // name of its folder
	Built        time.Time
	ManifestHash string // SHA-256, hex
	Cables       int
	Volumes      int // printed volumes that cables stand in
}
