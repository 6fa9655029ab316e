package server

import (
	"testing"

	"reftel/internal/archivetest"
)

func TestMain(m *testing.M) { archivetest.Main(m) }

// The archive of the test cables, and the demonstration.
var testOnce, demoOnce archivetest.Once
