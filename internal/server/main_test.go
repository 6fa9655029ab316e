package server

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain has garbage collected seldom: these tests make hundreds of servers over
// small archives, which is not how a server lives.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
