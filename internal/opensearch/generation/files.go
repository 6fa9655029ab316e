package generation

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/klauspost/compress/zstd"

	"reftel/internal/archive"
	"reftel/internal/opensearch/client"
)

// Files stand in the index of values beside all else, in pieces: what the next build
// reads of this one, and what is told of its inputs. Their forms are those of the files
// in a folder of the embedded engine.
const (
	IDs       = "ids"          // ids.Table
	Withdrawn = "withdrawn"    // why ids lead to no cable any more
	History   = "history"      // when cables came and changed
	Sources   = "sources.json" // prepare.Report
)

// pieceBytes is the size of a piece, compressed.
const pieceBytes = 4 << 20

// A piece is a document: a part of a file.
type piece struct {
	Kind   string `json:"kind"` // "file", which nothing else is
	Name   string `json:"name"`
	Pieces int    `json:"pieces"`
	Data   []byte `json:"data"`
}

func pieceID(name string, i int) string { return "file " + name + " " + strconv.Itoa(i) }

// WriteFiles keeps files in an index.
func WriteFiles(ctx context.Context, c *client.Client, index string, files map[string][]byte) error {
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		return err
	}
	defer enc.Close()
	l := c.Load(ctx, index)
	for name, b := range files {
		packed := enc.EncodeAll(b, nil)
		n := max(1, (len(packed)+pieceBytes-1)/pieceBytes)
		for i := range n {
			part := packed[i*pieceBytes : min((i+1)*pieceBytes, len(packed))]
			if err := l.Add(pieceID(name, i), piece{"file", name, n, part}); err != nil {
				break // which Close tells
			}
		}
	}
	if err := l.Close(); err != nil {
		return fmt.Errorf("write files into %s: %w", index, err)
	}
	return nil
}

// ReadFile is a file of a generation; nil where it has none of the name.
func (p *Place) ReadFile(ctx context.Context, id, name string) ([]byte, error) {
	b, err := p.readFile(ctx, id, name)
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, id, err)
	}
	return b, nil
}

func (p *Place) readFile(ctx context.Context, id, name string) ([]byte, error) {
	var packed []byte
	for i, n := 0, 1; i < n; i++ {
		d, err := p.Client.Get(ctx, p.Values(id), pieceID(name, i))
		if err != nil {
			return nil, err
		}
		if !d.Found && i == 0 {
			return nil, nil
		}
		var x piece
		if err := decode(d.Source, &x); err != nil || !d.Found {
			return nil, fmt.Errorf("%w: piece %d of %d cannot be had", archive.ErrUnavailable, i+1, n)
		}
		n = x.Pieces
		packed = append(packed, x.Data...)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	b, err := dec.DecodeAll(packed, nil)
	if b == nil && err == nil {
		b = []byte{}
	}
	return b, err
}

func decode(b json.RawMessage, out any) error { return json.Unmarshal(b, out) }
