package memory

import (
	"os"
	"runtime/debug"
)

const (
	garbageRoom  = 128 << 20 // for garbage of a server in any case
	garbagePart  = 4         // and this part of what is in use
	usualPercent = 100       // GOGC, where nobody sets it
)

// Spare has a server collect its garbage before it takes as much room as what is in use,
// where much is, until back is called: what it holds of a large archive is there for years,
// and of two of them while a new one is taken up. GOGC goes first.
func Spare() (back func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		spare(done)
	}()
	return func() {
		close(done)
		<-ended
		debug.SetGCPercent(usualPercent)
	}
}

// spare sets how much garbage there may be by what is in use.
func spare(done <-chan struct{}) {
	last := usualPercent
	eachSecond(done, func(live int64) {
		// A new share stops the program for a moment, so small steps are not taken.
		if p := percentOf(live); p < last-4 || p > last+4 {
			debug.SetGCPercent(p)
			last = p
		}
	})
}

// percentOf is how much garbage there may be for so much in use, in percent of that.
func percentOf(live int64) int {
	if live <= 0 {
		return usualPercent
	}
	return int(min(usualPercent, 100*garbageRoom/live+100/garbagePart))
}
