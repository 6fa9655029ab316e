package index

import (
	"reflect"
	"time"
)

// Hurry has the files of the archive hashed again in a moment.
func (l *Live) Hurry(round time.Duration) {
	l.pace = pace{round: round, block: 1 << 12, most: 1 << 30, rest: time.Hour}
}

// Opened is what Acquire hands out.
var Opened = reflect.TypeFor[*opened]()
