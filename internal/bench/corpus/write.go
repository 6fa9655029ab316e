package corpus

import (
	"archive/tar"
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// perFile is the number of cables in one tar file.
const perFile = 1000

// Written says what Write has written.
type Written struct {
	Cables int   `json:"cables"`
	Files  int   `json:"files"`
	Bytes  int64 `json:"bytes"` // of the texts
}

// Write puts every stride-th cable into tar files in a folder, which it makes
// if need be, and every stride-th document of the volumes into a file a volume. A stride
// of 5 gives a fifth of the corpus, over all of its years.
func (c *Corpus) Write(ctx context.Context, dir string, stride int) (Written, error) {
	if stride < 1 {
		return Written{}, fmt.Errorf("every %d-th cable", stride)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Written{}, fmt.Errorf("writing a corpus: %w", err)
	}
	total := (c.n + stride - 1) / stride
	out := Written{Cables: total, Files: (total + perFile - 1) / perFile}
	var size atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range (total + perFile - 1) / perFile {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			path := filepath.Join(dir, fmt.Sprintf("cables-%04d.tar", i+1))
			n, err := c.writeFile(path, i*perFile, min(total, (i+1)*perFile), stride)
			size.Add(n)
			if err != nil {
				return fmt.Errorf("writing %s: %w", path, err)
			}
			return nil
		})
	}
	var printed atomic.Int64
	for i := range c.volumes() {
		out.Files++
		group.Go(func() error {
			v := c.volume(i)
			documents, n, err := c.writeVolume(filepath.Join(dir, v.id+".xml"), v, stride)
			size.Add(n)
			printed.Add(int64(documents))
			return err
		})
	}
	err := group.Wait()
	out.Bytes = size.Load()
	out.Cables += int(printed.Load())
	return out, err
}

// writeFile writes the cables from×stride up to, without, to×stride.
func (c *Corpus) writeFile(path string, from, to, stride int) (size int64, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	buffer := bufio.NewWriterSize(f, 1<<20)
	t := tar.NewWriter(buffer)
	for i := from; i < to; i++ {
		x := c.Cable(i * stride)
		h := tar.Header{Name: fmt.Sprintf("%d/%s.txt", x.Date.Year, x.ID), Mode: 0o644, Size: int64(len(x.Text)), Format: tar.FormatUSTAR}
		if err := t.WriteHeader(&h); err != nil {
			return size, err
		}
		if _, err := t.Write(x.Text); err != nil {
			return size, err
		}
		size += int64(len(x.Text))
	}
	if err := t.Close(); err != nil {
		return size, err
	}
	if err := buffer.Flush(); err != nil {
		return size, err
	}
	return size, f.Close()
}
