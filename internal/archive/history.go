package archive

import "time"

// An Entry is what the history of an archive tells of an id. Its times are whole seconds
// in UTC. In a generation that keeps no history both are its own.
type Entry struct {
	ID         string
	Collection string    // of the cable, or of the one that was withdrawn
	Added      time.Time // when the cable came into the archive first
	Changed    time.Time // when what is told of it became another, or when the id was withdrawn
	Gone       bool      // the id is that of no cable any more
}

// A Past asks for entries by when they changed.
type Past struct {
	ID           string    // that of one id alone, or "" for all
	Collection   string    // "" for all
	Since, Until time.Time // both included; zero where that end is open
	After        Entry     // goes on behind its Changed and ID; zero for the beginning
	N            int       // so many at the most
}

// A History is some of the entries that were asked for, by the time when they changed and
// then by their ids, and how many there are in all, those before included.
type History struct {
	Entries []Entry
	Total   int
}
