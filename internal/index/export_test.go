package index

import (
	"reflect"
	"time"

	"reftel/internal/index/generation"
)

// Hurry has the files of the archive hashed again in a moment.
func (l *Live) Hurry(round time.Duration) {
	l.pace = pace{round: round, block: 1 << 12, most: 1 << 30, rest: time.Hour}
}

// Opened is what Acquire hands out.
var Opened = reflect.TypeFor[*opened]()

// Known is why a generation is not hashed again, nil where it is not known to be damaged.
func (l *Live) Known(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known.of(generation.Path(l.dataDir, name))
}
