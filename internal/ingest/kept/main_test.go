package kept

import (
	"testing"

	"reftel/internal/sharedtest"
)

func TestMain(m *testing.M) { sharedtest.Main(m) }
