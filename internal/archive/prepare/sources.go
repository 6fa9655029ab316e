package prepare

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"reftel/internal/codec"
)

// Sources are the inputs of an ingest in their order, packed: there can be millions,
// and all are kept until the end.
type Sources struct {
	blocks [][]byte
	buf    []byte
	path   string // of the last one
}

// sourcesBlock is how much memory is taken at once.
const sourcesBlock = 1 << 16

// Add takes one more.
func (s *Sources) Add(f SourceFile) {
	same := 0
	for same < min(len(s.path), len(f.Path)) && s.path[same] == f.Path[same] {
		same++
	}
	b := binary.AppendUvarint(s.buf[:0], uint64(same))
	b = codec.AppendString(b, f.Path[same:])
	s.path = f.Path
	sum, err := hex.DecodeString(f.SHA256)
	packed := err == nil && hex.EncodeToString(sum) == f.SHA256
	if packed {
		b = codec.AppendString(append(b, 1), string(sum))
	} else {
		b = codec.AppendString(append(b, 0), f.SHA256)
	}
	b = binary.AppendVarint(b, f.Bytes)
	b = codec.AppendString(b, f.Format)
	s.buf = binary.AppendVarint(b, int64(f.Cables))
	last := len(s.blocks) - 1
	if last < 0 || cap(s.blocks[last])-len(s.blocks[last]) < len(s.buf) {
		s.blocks = append(s.blocks, make([]byte, 0, max(sourcesBlock, len(s.buf))))
		last++
	}
	s.blocks[last] = append(s.blocks[last], s.buf...)
}

// Each calls do with all of them in order.
func (s *Sources) Each(do func(SourceFile) error) error {
	path := ""
	for _, block := range s.blocks {
		for r := (&codec.Scanner{B: block}); !r.Done(); {
			f := SourceFile{Path: path[:min(r.Uvarint(), uint64(len(path)))]}
			f.Path += string(r.Bytes(r.Count()))
			packed := r.Uvarint() == 1
			if sum := r.Bytes(r.Count()); packed {
				f.SHA256 = hex.EncodeToString(sum)
			} else {
				f.SHA256 = string(sum)
			}
			f.Bytes = varint(r)
			f.Format = string(r.Bytes(r.Count()))
			f.Cables = int(varint(r))
			if r.Bad {
				return fmt.Errorf("sources: %w", codec.ErrShort)
			}
			if err := do(f); err != nil {
				return err
			}
			path = f.Path
		}
	}
	return nil
}

func varint(r *codec.Scanner) int64 {
	v := r.Uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// Write writes a report as JSON, one source at a time.
func (r *Report) Write(to io.Writer) error {
	w := bufio.NewWriter(to)
	_ = w.WriteByte('{') // whose errors Flush tells
	begin := `"sources":[`
	source := func(f SourceFile) error {
		js, err := json.Marshal(f)
		if err != nil {
			return err
		}
		_, _ = w.WriteString(begin)
		begin = ","
		_, err = w.Write(js)
		return err
	}
	for _, f := range r.Sources {
		if err := source(f); err != nil {
			return err
		}
	}
	if r.Packed != nil {
		if err := r.Packed.Each(source); err != nil {
			return err
		}
	}
	some := begin == ","
	if some {
		_ = w.WriteByte(']')
	}
	if len(r.Rejected) > 0 {
		js, err := json.Marshal(r.Rejected)
		if err != nil {
			return err
		}
		if some {
			_ = w.WriteByte(',')
		}
		_, _ = w.WriteString(`"rejected":`)
		_, _ = w.Write(js)
	}
	_ = w.WriteByte('}')
	return w.Flush()
}
