package index

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"
)

// Verify checks the current generation of a data folder from first byte to
// last: what Open checks, and besides that every posting and every document can
// be read. Damage is told in the report; the error is for folders that cannot
// be looked at.
func Verify(dataDir string) (VerifyReport, error) {
	var r VerifyReport
	c, err := readCurrent(dataDir)
	if err != nil {
		return r, fmt.Errorf("verify: %w", err)
	}
	r.Generation = Generation{ID: c.name, ManifestHash: c.hash}
	dir := filepath.Join(dataDir, genFolder, c.name)
	m, hash, problems := readChecked(dir)
	for _, err := range problems {
		r.Problems = append(r.Problems, err.Error())
	}
	if m == nil {
		return r, nil
	}
	r.Generation = m.generation(c)
	if hash != c.hash {
		r.Problems = append(r.Problems, fmt.Sprintf("%s: its SHA-256 is not the one that CURRENT names", filepath.Join(dir, manifestFile)))
	}
	for _, f := range m.Files {
		r.Files++
		r.Bytes += f.Size
	}
	if len(r.Problems) > 0 {
		return r, nil
	}
	a, err := Open(dir)
	if err != nil {
		r.Problems = append(r.Problems, err.Error())
		return r, nil
	}
	defer a.Close()
	if err := a.verifyAll(context.Background(), 2, func(int) {}); err != nil {
		r.Problems = append(r.Problems, err.Error())
	}
	return r, nil
}

// Rollback makes the generation before the current one current again.
func Rollback(dataDir string) (Generation, error) {
	lock, err := takeLock(filepath.Join(dataDir, lockFile))
	if err != nil {
		return Generation{}, fmt.Errorf("roll back: %w", err)
	}
	defer lock.Close()
	c, err := readCurrent(dataDir)
	if err != nil {
		return Generation{}, fmt.Errorf("roll back: %w", err)
	}
	names, err := generationNames(dataDir)
	if err != nil {
		return Generation{}, fmt.Errorf("roll back: %w", err)
	}
	for _, name := range names {
		if name >= c.name {
			continue
		}
		dir := filepath.Join(dataDir, genFolder, name)
		a, err := Open(dir)
		if err != nil {
			return Generation{}, fmt.Errorf("roll back to %s: %w", name, err)
		}
		g := a.Generation()
		a.Close()
		if err := writeCurrent(dataDir, current{name, g.ManifestHash}); err != nil {
			return Generation{}, fmt.Errorf("roll back to %s: %w", name, err)
		}
		return g, nil
	}
	return Generation{}, fmt.Errorf("roll back: there is no generation before %s", c.name)
}

// Generations lists the generations of a data folder, newest first, and leaves
// out those without a readable manifest.
func Generations(dataDir string) ([]Generation, error) {
	names, err := generationNames(dataDir)
	if err != nil {
		return nil, fmt.Errorf("list generations: %w", err)
	}
	var gs []Generation
	for _, name := range names {
		if m, hash, err := readManifest(filepath.Join(dataDir, genFolder, name)); err == nil {
			gs = append(gs, m.generation(current{name, hash}))
		}
	}
	return gs, nil
}

// verifyAll reads every posting and every document once.
func (a *Archive) verifyAll(ctx context.Context, workers int, progress func(done int)) (err error) {
	if err := a.pairs.verify(a.n); err != nil {
		return fmt.Errorf("%s: %w", pairsPath(a.dir), err)
	}
	for i := range a.shards {
		if err := a.verifyShard(ctx, i); err != nil {
			return fmt.Errorf("%s: %w", shardPath(a.dir, i), err)
		}
	}
	var done atomic.Int64
	eg, ctx := errgroup.WithContext(ctx)
	eg.SetLimit(workers)
	const chunk = 500
	for lo := 0; lo < a.n; lo += chunk {
		eg.Go(func() error {
			hi := min(lo+chunk, a.n)
			for ord := lo; ord < hi; ord++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := a.verifyRecord(uint32(ord)); err != nil {
					return err
				}
			}
			done.Add(int64(hi - lo))
			return nil
		})
	}
	err = eg.Wait()
	progress(int(done.Load()))
	return err
}

// verifyRecord reads all of a document.
func (a *Archive) verifyRecord(ord uint32) error {
	r, err := a.record(ord, withSources)
	if err != nil {
		return err
	}
	c, err := r.cable()
	if err != nil {
		return fmt.Errorf("cable %s: %w", a.ids.held[ord], err)
	}
	if c.ID != a.ids.held[ord] {
		return fmt.Errorf("%s: document %d is %s, not %s", a.docs.f.Name(), ord, c.ID, a.ids.held[ord])
	}
	r.sources[0].Source = c.Source
	for _, v := range r.sources {
		if v.Source.Bytes != 0 && v.Source.Bytes != len(v.Raw) {
			return fmt.Errorf("%s: a source of %s has %d bytes instead of %d", a.docs.f.Name(), c.ID, len(v.Raw), v.Source.Bytes)
		}
	}
	return nil
}

// verifyShard checks the checksum in the segment's footer, which Bleve writes
// and never reads, and decodes every posting.
func (a *Archive) verifyShard(ctx context.Context, i int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged: %v", r)
		}
	}()
	segs, err := filepath.Glob(filepath.Join(shardPath(a.dir, i), "store", "*.zap"))
	if err == nil && len(segs) == 0 {
		segs, err = filepath.Glob(filepath.Join(shardPath(a.dir, i), "*.zap"))
	}
	if err != nil || len(segs) != 1 {
		return errors.Join(err, fmt.Errorf("%d segment files", len(segs)))
	}
	if err := checkFooter(segs[0]); err != nil {
		return err
	}
	s := a.shards[i]
	n := uint64(len(s.ords))
	for _, field := range []string{fieldSubject, fieldBody} {
		dict, err := s.segment.Dictionary(field)
		if err != nil {
			return err
		}
		terms := dict.AutomatonIterator(nil, nil, nil)
		var list segment.PostingsList
		var it segment.PostingsIterator
		for {
			t, err := terms.Next()
			if err != nil {
				return err
			}
			if t == nil {
				break
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if list, err = dict.PostingsList([]byte(t.Term), nil, list); err != nil {
				return err
			}
			it = list.Iterator(true, true, false, it)
			for {
				p, err := it.Next()
				if err != nil {
					return err
				}
				if p == nil {
					break
				}
				if p.Number() >= n || p.Frequency() == 0 {
					return fmt.Errorf("a posting of %q that cannot be", t.Term)
				}
			}
		}
	}
	return nil
}

func checkFooter(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	if st.Size() < 4 {
		return fmt.Errorf("%s: %w", path, errShort)
	}
	h := crc32.NewIEEE()
	if _, err := io.Copy(h, io.LimitReader(f, st.Size()-4)); err != nil {
		return err
	}
	var want [4]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	got := h.Sum32()
	if got != uint32(want[0])<<24|uint32(want[1])<<16|uint32(want[2])<<8|uint32(want[3]) {
		return fmt.Errorf("%s: its checksum does not fit", path)
	}
	return nil
}

// chooseCanaries notes how often a few words occur, from very frequent to rare.
func (a *Archive) chooseCanaries() []canary {
	var cs []canary
	for rank := 1; rank < a.words.len(); rank = rank*4 + 1 {
		cs = append(cs, canary{a.words.word(uint32(rank)), a.wordHits(uint32(rank))})
	}
	return cs
}

// checkCanaries asks for words whose numbers of hits are known.
func (a *Archive) checkCanaries() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: the index is damaged: %v", a.dir, r)
		}
	}()
	for _, c := range a.manifest.Canaries {
		if n := a.wordHits(a.words.find(c.Word)); n != c.Hits {
			return fmt.Errorf("%s: %d cables with %q instead of %d: the index is damaged", a.dir, n, c.Word, c.Hits)
		}
	}
	return nil
}
