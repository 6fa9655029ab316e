package kept

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"slices"
)

// A pack is a file of entries, one behind another: how many bytes the result has, its
// key and a checksum of these; the result; a checksum of all. Nothing tells where
// entries are but the entries, so that a file which was cut holds all before the cut.
const (
	magic     = "reftel kept 1\n"
	packStart = len(magic) + sha256.Size // the version
	headSize  = 4 + len(Key{}) + crc32.Size
	sumSize   = 16
	maxEntry  = 1<<24 - 1 // with head and checksum
	maxPack   = 1 << 40
	maxPlain  = 64 << 20 // of a result that is unpacked
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendEntry writes an entry.
func appendEntry(b []byte, k Key, packed []byte) []byte {
	from := len(b)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(packed)))
	b = append(b, k[:]...)
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[from:], castagnoli))
	b = append(b, packed...)
	sum := sha256.Sum256(b[from:])
	return append(b, sum[:sumSize]...)
}

// headOf reads the head of an entry: its key, and how many bytes all of it has.
func headOf(h []byte) (k Key, size int, ok bool) {
	if len(h) < headSize {
		return k, 0, false
	}
	n := binary.LittleEndian.Uint32(h)
	copy(k[:], h[4:])
	end := headSize - crc32.Size
	if crc32.Checksum(h[:end], castagnoli) != binary.LittleEndian.Uint32(h[end:]) || n > uint32(maxEntry-headSize-sumSize) {
		return k, 0, false
	}
	return k, headSize + int(n) + sumSize, true
}

// resultOf is what an entry holds, if it is whole and under its key.
func resultOf(entry []byte, k Key) ([]byte, bool) {
	own, size, ok := headOf(entry)
	if !ok || own != k || size != len(entry) {
		return nil, false
	}
	end := size - sumSize
	sum := sha256.Sum256(entry[:end])
	if !bytes.Equal(sum[:sumSize], entry[end:]) {
		return nil, false
	}
	return entry[headSize:end], true
}

// A place is where an entry stands, and its size: 40 bits and 24.
type place uint64

func placeAt(off int64, size int) place { return place(off)<<24 | place(size) }

func (p place) off() int64 { return int64(p >> 24) }
func (p place) size() int  { return int(p & (1<<24 - 1)) }

// An old pack is one that an earlier ingest wrote.
type oldPack struct {
	f     *os.File
	index []indexed // by key
}

type indexed struct {
	key uint64 // its first bytes
	at  place
}

func short(k Key) uint64 { return binary.LittleEndian.Uint64(k[:]) }

// openPack opens a pack of a version as far as it is whole. It is nil for one that is
// not there or of another version.
func openPack(path string, v Version) (*oldPack, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPack {
		return nil, errors.Join(err, f.Close())
	}
	p := &oldPack{f: f}
	if !p.scan(v, info.Size()) {
		return nil, f.Close()
	}
	return p, nil
}

// scan finds the entries.
func (p *oldPack) scan(v Version, size int64) bool {
	br := bufio.NewReaderSize(p.f, int(min(size, 1<<18)))
	start := make([]byte, packStart)
	if _, err := io.ReadFull(br, start); err != nil || !bytes.Equal(start, slices.Concat([]byte(magic), v[:])) {
		return false
	}
	for off := int64(packStart); ; {
		h, err := br.Peek(headSize)
		if err != nil {
			break
		}
		k, n, ok := headOf(h)
		if !ok || off+int64(n) > size {
			break
		}
		if _, err := br.Discard(n); err != nil {
			break
		}
		p.index = append(p.index, indexed{short(k), placeAt(off, n)})
		off += int64(n)
	}
	slices.SortFunc(p.index, func(a, b indexed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.at, b.at)) })
	return true
}

func (p *oldPack) find(k Key) (place, bool) {
	i, ok := slices.BinarySearchFunc(p.index, short(k), func(e indexed, k uint64) int { return cmp.Compare(e.key, k) })
	if !ok {
		return 0, false
	}
	return p.index[i].at, true
}
