package packed

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPacked(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{
		"words":                 []byte(strings.Repeat("harbour lamp ", 1000)),
		"nothing":               {},
		"what looks packed":     append(append([]byte{}, magic...), "but is not"...),
		"what begins otherwise": []byte("plain"),
	} {
		path := filepath.Join(t.TempDir(), "words")
		if err := WriteBytes(path, b); err != nil {
			t.Fatal(err)
		}
		got, err := Read(path)
		if err != nil || !bytes.Equal(got, b) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(b), err)
		}
		if st, err := os.Stat(path); err != nil || len(b) > 1000 && st.Size() > int64(len(b)/10) {
			t.Errorf("%s: %d bytes for %d, %v", name, st.Size(), len(b), err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil { // as it was before
			t.Fatal(err)
		}
		got, err = Read(path)
		if bytes.HasPrefix(b, magic) {
			if err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("%s, as it is: %v", name, err)
			}
		} else if err != nil || !bytes.Equal(got, b) {
			t.Errorf("%s, as it is: %q, %v", name, got, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none")); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}
