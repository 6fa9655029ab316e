package generation

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// A Ledger keeps the sums of files of a generation that were read whole for
// another purpose, so that they need not be read once more.
type Ledger struct {
	mu    sync.Mutex
	files map[string]*page
}

type page struct {
	hash hash.Hash
	size int64
}

func (p *page) Write(b []byte) (int, error) {
	p.size += int64(len(b))
	return p.hash.Write(b)
}

// File takes the bytes of a file from the first to the last. The path is relative
// to the folder of the generation.
func (l *Ledger) File(path string) io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.files == nil {
		l.files = map[string]*page{}
	}
	p := &page{hash: sha256.New()}
	l.files[filepath.ToSlash(path)] = p
	return p
}

// sum is what was noted of a file, where that is all of it.
func (l *Ledger) sum(f FileSum) (FileSum, bool) {
	if l == nil {
		return f, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	p, ok := l.files[f.Path]
	if !ok || p.size != f.Size {
		return f, false
	}
	f.SHA256 = hex.EncodeToString(p.hash.Sum(nil))
	return f, true
}

// sumFile reads a file.
func sumFile(path string) (string, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	buf := make([]byte, min(1<<20, max(1, info.Size()))) // most files are small
	n, err := io.CopyBuffer(h, struct{ io.Reader }{f}, buf)
	if err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(h.Sum(nil)), n, nil
}
