package columns

import "testing"

func TestDecodeCopies(t *testing.T) {
	t.Parallel()
	for _, b := range [][]byte{{1, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 255, 255, 255, 255}} {
		if _, err := decodeCopies(b); err == nil {
			t.Errorf("%v is taken", b)
		}
	}
}
