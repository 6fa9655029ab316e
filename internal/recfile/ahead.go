package recfile

import (
	"os"
	"slices"
)

const (
	// looked is of how many records it is looked at whether they are in memory.
	looked = 8
	// between is how far apart what is read at once may stand: a disk takes as long for so much
	// as for another place.
	between = 32 << 10
	// begin is how much is asked for at once, and of a record: of a longer one nobody may want
	// the rest. Linux reads no more for one call than it reads ahead of who reads on.
	begin = 128 << 10
	// lookedIn is as looked, of places: there are fewer of them, and more who ask.
	lookedIn = 4
	// around is how far before and behind a place is read.
	around = 8 << 10
)

// Ahead has the system read records that will be asked for, in order, all at once and without
// waiting for them: one after the other each would take as long as the disk is away. Where
// some of them are in memory the others are taken to be.
func (r *File) Ahead(of []uint32) {
	ahead(r.f, of, func(i uint32) (from, to int64) { return int64(r.offs[i]), int64(r.offs[i+1]) })
}

// Ahead is as that of a File.
func (m *Mapped) Ahead(of []uint32) {
	ahead(m.f, of, func(i uint32) (from, to int64) { return int64(m.at(i)), int64(m.at(i + 1)) })
}

func ahead(f *os.File, of []uint32, where func(i uint32) (from, to int64)) {
	if len(of) < 2 || inMemory(f, of, where) {
		return
	}
	from, to := where(of[0])
	for _, i := range of[1:] {
		a, b := where(i)
		if a > to+between || b-from > begin {
			fetch(f, from, min(to, from+begin))
			from = a
		}
		to = b
	}
	fetch(f, from, min(to, from+begin))
}

// inMemory looks at some records.
func inMemory(f *os.File, of []uint32, where func(i uint32) (from, to int64)) bool {
	n := min(len(of), looked)
	for k := range n {
		if from, _ := where(of[k*len(of)/n]); !holds(f, from) {
			return false
		}
	}
	return true
}

// AheadIn has the system read what stands around some places of a file, all at once and
// without waiting for it: for files that others map. 0 is no place. Where some of them are in
// memory the others are taken to be.
func AheadIn(f *os.File, at []uint64) {
	all := true
	for k, n := 0, min(len(at), lookedIn); k < n && all; k++ {
		x := at[k*len(at)/n]
		all = x == 0 || holds(f, int64(x))
	}
	if all {
		return
	}
	var from, to uint64
	for _, x := range slices.Sorted(slices.Values(at)) {
		switch {
		case x == 0:
			continue
		case x > to+between || x-from > begin:
			fetch(f, int64(from), int64(to))
			from = x - min(x, around)
		}
		to = x + around
	}
	fetch(f, int64(from), int64(to))
}
