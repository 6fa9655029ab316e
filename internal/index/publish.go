package index

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"reftel/internal/query"
)

// Publish sorts what was added, writes and verifies a generation and makes it
// the current one. The rename of CURRENT is the only point of commitment: before
// it nothing has changed for readers, after it everything has. On any error the
// build is aborted.
func (b *Builder) Publish(ctx context.Context, r Report) (_ Generation, err error) {
	if b.done {
		return Generation{}, errBuilderDone
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("publish: %w", errors.Join(err, b.Abort()))
		}
	}()
	if err := b.spool.flush(); err != nil {
		return Generation{}, err
	}
	b.progress("sort", 0, 0)
	gs := order(b.spool.entries)
	total := len(gs)
	b.dups = len(b.spool.entries) - total
	if total == 0 {
		return Generation{}, errors.New("no cables were added")
	}
	m := &manifest{
		Format: formatVersion, Tool: b.o.Tool,
		Bleve: moduleVersion("github.com/blevesearch/bleve/v2"), Zap: moduleVersion("github.com/blevesearch/zapx/v17"),
		Cables: total, Versions: len(b.spool.entries),
	}
	past, err := readPast(b.dataDir)
	if err != nil {
		return Generation{}, err
	}
	if past.current != nil {
		m.Previous = past.name
		if total*100 < past.current.Cables*95 && !b.o.AllowShrink {
			return Generation{}, fmt.Errorf("%w: %d now, %d in %s", ErrShrunk, total, past.current.Cables, past.name)
		}
	}
	if err := b.write(ctx, gs, m, past); err != nil {
		return Generation{}, err
	}
	sources, err := json.Marshal(r)
	if err != nil {
		return Generation{}, err
	}
	if err := writeFile(filepath.Join(b.tmp, sourcesFile), sources); err != nil {
		return Generation{}, err
	}
	if err := b.spool.close(); err != nil {
		return Generation{}, err
	}
	if err := os.Remove(b.spool.f.Name()); err != nil {
		return Generation{}, err
	}
	if err := b.verify(ctx, m); err != nil {
		return Generation{}, err
	}
	return b.commit(m)
}

// write makes all files of the generation but the manifest.
func (b *Builder) write(ctx context.Context, gs []group, m *manifest, past *past) error {
	total := len(gs)
	a, err := analyse(ctx, gs, b.spool, b.tmp, b.o.Workers, func(done int) { b.progress("write", done, total) })
	if err != nil {
		return err
	}
	v, rank := a.counts.ranked(a.caches)
	a.counts, a.caches = nil, nil
	if err := os.MkdirAll(filepath.Join(b.tmp, "words"), 0o755); err != nil {
		return err
	}
	finder, pairs := copyFinder{prose: a.prose}, newPairBuilder()
	err = rankStreams(b.tmp, rank, total, func(s *wordStream) {
		pairs.add(s)
		finder.add(s)
	})
	if err != nil {
		return err
	}
	if err := pairs.write(b.tmp); err != nil {
		return err
	}
	copies, err := findCopies(&finder, filepath.Join(b.tmp, "words", "streams"))
	if err != nil {
		return err
	}
	for _, f := range []string{"streams.tmp", "streams.tmp.offsets"} {
		if err := os.Remove(filepath.Join(b.tmp, f)); err != nil {
			return err
		}
	}
	ids := newIDTable(a.ids, a.aliases)
	for _, g := range past.ids {
		ids.withdraw(g.ids, g.name)
	}
	files := map[string][]byte{
		"ids":             ids.encode(),
		"words/words":     v.encode(),
		"columns/dates":   a.dates,
		"columns/lengths": a.lengths,
		"columns/copies":  copies,
	}
	for _, name := range columnNames() {
		files["columns/"+string(name)] = a.columns[name].encode()
	}
	for name, content := range files {
		if err := writeFile(filepath.Join(b.tmp, filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	m.Stats, m.Collections, m.Content = a.stats, a.collections, a.contentHash()
	a.count(ids, &m.Stats)
	m.Shards = shardSizes(total, b.o.Workers)
	if err := buildIndex(ctx, b.tmp, v, m.Shards, func(done int) { b.progress("index", done, total) }); err != nil {
		return err
	}
	return writeDocNumbers(b.tmp, m.Shards)
}

// count completes the statistics.
func (a *analysis) count(ids *idTable, st *Stats) {
	st.Posts = len(a.columns[query.Origin].values)
	for _, f := range []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc} {
		st.Entities += len(a.columns[f].values)
	}
	refs := a.columns[colRef]
	for i, id := range refs.values {
		st.References += int(refs.freq[i])
		if _, ok := ids.find(id); ok {
			st.Resolved += int(refs.freq[i])
		}
	}
}

// writeDocNumbers writes the ordinal of each document number of each shard.
// Bleve's builder numbers documents in no certain order.
func writeDocNumbers(dir string, sizes []int) error {
	var out []byte
	for i, size := range sizes {
		s, err := openShard(shardPath(dir, i), size)
		if err != nil {
			return err
		}
		for n := range uint64(size) {
			id, err := s.segment.DocID(n)
			if err == nil && len(id) != 4 {
				err = fmt.Errorf("document %d of shard %d has no ordinal", n, i)
			}
			if err != nil {
				return errors.Join(err, s.close())
			}
			out = binary.LittleEndian.AppendUint32(out, binary.BigEndian.Uint32(id))
		}
		if err := s.close(); err != nil {
			return err
		}
	}
	return writeFile(filepath.Join(dir, "columns", "docnumbers"), out)
}

// verify opens the generation as a server would and reads all of it once.
func (b *Builder) verify(ctx context.Context, m *manifest) error {
	// What the build needed is garbage now, and mapping the files will take room.
	debug.FreeOSMemory()
	a, err := openFiles(b.tmp, m)
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	defer a.Close()
	m.Canaries = a.chooseCanaries()
	if err := a.verifyAll(ctx, b.o.Workers, func(done int) { b.progress("verify", done, m.Cables) }); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// commit writes the manifest, makes everything durable, gives the folder its
// name and then switches CURRENT.
func (b *Builder) commit(m *manifest) (Generation, error) {
	b.progress("publish", 0, 0)
	var err error
	if m.Files, err = sumFiles(b.tmp, b.o.Workers); err != nil {
		return Generation{}, err
	}
	m.Built = time.Now().UTC().Truncate(time.Millisecond)
	mb, err := m.marshal()
	if err != nil {
		return Generation{}, err
	}
	if err := writeFile(filepath.Join(b.tmp, manifestFile), mb); err != nil {
		return Generation{}, err
	}
	if err := seal(b.tmp); err != nil {
		return Generation{}, err
	}
	hash := hashBytes(mb)
	cur := current{genName(m.Built, hash), hash}
	final := filepath.Join(b.dataDir, genFolder, cur.name)
	if err := os.Rename(b.tmp, final); err != nil {
		return Generation{}, err
	}
	b.tmp = final // from here a failure removes the folder by its new name
	if err := os.Chmod(final, 0o555); err != nil {
		return Generation{}, err
	}
	if err := syncPath(filepath.Dir(final)); err != nil {
		return Generation{}, err
	}
	if err := writeCurrent(b.dataDir, cur); err != nil {
		// The rename may have happened and only its sync failed.
		if c, rerr := readCurrent(b.dataDir); rerr == nil && c == cur {
			b.done = true
			b.lock.Close()
		}
		return Generation{}, err
	}
	b.done = true
	err = errors.Join(deleteOld(b.dataDir, m.Previous, b.o.Keep), b.lock.Close())
	return m.generation(cur), err
}

func (m *manifest) generation(c current) Generation {
	return Generation{ID: c.name, Built: m.Built, ManifestHash: c.hash, Cables: m.Cables}
}

// deleteOld removes all generations but the current one, the one that it
// replaced, and as many of the newest as are to be kept in all. A server that
// still reads one keeps its open files.
func deleteOld(dataDir, previous string, keep int) error {
	names, err := generationNames(dataDir)
	if err != nil {
		return err
	}
	cur, err := readCurrent(dataDir)
	if err != nil {
		return err
	}
	first := func(n string) bool { return n == cur.name || n == previous }
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case first(a) == first(b):
			return 0
		case first(a):
			return -1
		}
		return 1
	})
	for _, name := range names[min(keep, len(names)):] {
		if name == cur.name {
			continue
		}
		if err := removeTree(filepath.Join(dataDir, genFolder, name)); err != nil {
			return fmt.Errorf("delete generation %s: %w", name, err)
		}
	}
	return nil
}

// past is what earlier generations bind a new one to.
type past struct {
	name    string
	current *manifest // nil for the first generation
	ids     []pastIDs
}

type pastIDs struct {
	name string
	ids  *idTable
}

// readPast reads the ids of all generations that are there. One that is damaged
// is passed over, as long as another one can be read.
func readPast(dataDir string) (*past, error) {
	p := &past{}
	names, err := generationNames(dataDir)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, name := range names {
		dir := filepath.Join(dataDir, genFolder, name)
		ids, err := readPastIDs(dir)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		p.ids = append(p.ids, pastIDs{name, ids})
	}
	if len(names) > 0 && len(p.ids) == 0 {
		return nil, fmt.Errorf("no earlier generation tells which ids were published: %w", failed)
	}
	cur, err := readCurrent(dataDir)
	if errors.Is(err, ErrNoGeneration) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	p.name = cur.name
	if m, _, err := readManifest(filepath.Join(dataDir, genFolder, cur.name)); err == nil {
		p.current = m
	}
	return p, nil
}

func readPastIDs(dir string) (*idTable, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		if f.Path != "ids" {
			continue
		}
		if err := checkFile(dir, f); err != nil {
			return nil, err
		}
	}
	return readIDTable(dir)
}
