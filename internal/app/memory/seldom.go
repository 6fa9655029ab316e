package memory

import (
	"os"
	"runtime/debug"
)

// seldom is how much garbage there may be, in hundredths of what is in use, while
// cables are read: they are parsed, written and forgotten, and what is in use is
// little. Half as much costs a tenth more of the processor.
const seldom = 200

// Seldom has the garbage collected more seldom until back is called. What GOGC or a
// limit of memory says stands.
func Seldom() (back func()) {
	if _, set := os.LookupEnv("GOGC"); set {
		return func() {}
	}
	old := debug.SetGCPercent(seldom)
	return func() { debug.SetGCPercent(old) }
}
