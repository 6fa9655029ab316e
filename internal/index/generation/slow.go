package generation

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
)

// CheckSlowly compares the files of a generation with the manifest, one after another
// and from first byte to last. It calls pause before it reads each n bytes, and ends
// with its error.
func CheckSlowly(dir string, files []FileSum, block int, pause func(n int) error) error {
	for _, f := range files {
		found, err := f.readSlowly(dir, make([]byte, min(int64(block), f.Size+1)), pause)
		if err != nil {
			return err
		}
		if err := f.differs(dir, found); err != nil {
			return Damage{err}
		}
	}
	return nil
}

func (f FileSum) readSlowly(dir string, buf []byte, pause func(n int) error) (FileSum, error) {
	found := FileSum{Path: f.Path}
	in, err := os.Open(pathIn(dir, f))
	if err != nil {
		return found, err
	}
	defer in.Close()
	h := sha256.New()
	for {
		if err := pause(len(buf)); err != nil {
			return found, err
		}
		n, err := in.Read(buf)
		found.Size += int64(n)
		h.Write(buf[:n])
		if err == io.EOF {
			found.SHA256 = hex.EncodeToString(h.Sum(nil))
			return found, nil
		}
		if err != nil {
			return found, err
		}
	}
}
