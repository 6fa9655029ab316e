package build

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"

	"reftel/internal/archive"
	"reftel/internal/archive/copies"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/archive/values"
	printed "reftel/internal/archive/volumes"
	"reftel/internal/authority"
	"reftel/internal/index/columns"
	"reftel/internal/index/generation"
	"reftel/internal/index/names"
	"reftel/internal/index/packed"
	"reftel/internal/index/postings"
	"reftel/internal/index/store"
	"reftel/internal/index/volumes"
	"reftel/internal/index/words"
	"reftel/internal/query"
	"reftel/internal/recfile"
)

// rawStreams are the streams before words have their numbers.
const rawStreams = "streams.tmp"

// write makes all files of the generation but the manifest.
func (b *Builder) write(ctx context.Context, gs *prepare.Groups, r prepare.Report, m *generation.Manifest, table *ids.Table, p *prepare.Past) (err error) {
	total := gs.Len()
	if err := names.Write(b.tmp, r.Names); err != nil {
		return err
	}
	old, err := b.taken(p, m)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, old.frames.Close()) }()
	a, err := analyse(ctx, gs, table.Held, b.spool, r, old.frames, b.tmp, b.o.Workers, func(done int) { b.progress("write", done, total) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }() // of columns that were not written
	v, rank, census := a.counts.Ranked(a.caches)
	a.counts, a.caches = nil, nil
	vs := a.volumes(r.Lists)
	m.Volumes = len(vs)
	if err := volumes.Write(b.tmp, vs); err != nil {
		return err
	}
	m.Canaries = words.Canaries(v, census)
	groups, err := a.writeStreams(b.tmp, rank, b.o.Room(pairsPart))
	if err != nil {
		return err
	}
	if err := store.WriteIDs(b.tmp, table); err != nil {
		return err
	}
	if err := writeHistory(p, b.dataDir, b.tmp, total, a.past, table); err != nil {
		return err
	}
	if err := a.writeColumns(b.tmp, v, census, groups); err != nil {
		return err
	}
	a.count(table)
	m.Stats, m.Collections, m.Content = a.stats, a.collections, a.contentHash()
	m.Shards = postings.Sizes(total, b.o.Workers)
	// The index takes memory of its own, and mapped files: what was needed to count the
	// words is garbage now.
	census, rank, groups, a.names = nil, nil, nil, nil
	debug.FreeOSMemory()
	src := a.source(b.tmp, v)
	src.Past = old.index
	if b.spoil != nil {
		b.spoil(&src)
	}
	return postings.Build(ctx, b.tmp, src, m.Shards, func(done int) { b.progress("index", done, total) })
}

// writeColumns writes what was collected of all cables, and lets go of what is not asked
// for again.
func (a *analysis) writeColumns(dir string, v *words.Vocab, census *words.Census, groups []byte) error {
	for _, name := range values.Names() {
		if err := a.columns[name].Write(); err != nil {
			return err
		}
	}
	if err := packed.WriteBytes(filepath.Join(dir, words.VocabFile), v.Encode()); err != nil {
		return err
	}
	if err := packed.WriteBytes(filepath.Join(dir, words.CensusFile), census.Encode()); err != nil {
		return err
	}
	for _, f := range []struct {
		name    string
		content func() []byte
	}{
		{store.Fingerprints, func() []byte { return a.prints }},
		{store.Digests, func() []byte { return a.digests }},
		{filepath.Join(columns.Folder, columns.DatesFile), func() []byte { return a.dates }},
		{filepath.Join(columns.Folder, columns.LengthsFile), func() []byte { return a.lengths }},
		{filepath.Join(columns.Folder, columns.CopiesFile), func() []byte { return groups }},
	} {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.content(), 0o644); err != nil {
			return err
		}
	}
	a.prints, a.digests, a.lengths, a.history, a.prose = nil, nil, nil, nil, nil
	return nil
}

// pairsPart is which part of the memory of a build the lists of pairs may take, and
// spoolPart what is sorted of the spool.
const (
	pairsPart = 8
	spoolPart = 16
)

// writeStreams numbers the words of the streams by their ranks, and makes of them
// the lists of pairs and the groups of copies, which it returns.
func (a *analysis) writeStreams(dir string, rank []uint32, room int) (_ []byte, err error) {
	in, err := recfile.Open(filepath.Join(dir, rawStreams), len(a.ids))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	out, err := recfile.Create(filepath.Join(dir, words.StreamsFile))
	if err != nil {
		return nil, err
	}
	defer out.Abandon()
	var s words.Stream
	var buf []byte
	finder := copies.New(filepath.Join(dir, "copies.tmp"))
	pairs := words.NewPairBuilder(dir, room)
	defer func() { err = errors.Join(err, finder.Close(), pairs.Close()) }()
	err = in.Each(0, len(a.ids), func(ord int, rec []byte) error {
		if err := s.Decode(rec); err != nil {
			return err
		}
		s.Renumber(rank)
		if err := pairs.Add(&s); err != nil {
			return err
		}
		if err := finder.Add(s.Body[:a.prose[ord]]); err != nil {
			return err
		}
		buf = s.Encode(buf[:0])
		return out.Write(buf)
	})
	if err != nil {
		return nil, err
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	if err := pairs.Write(); err != nil {
		return nil, err
	}
	if err := in.Close(); err != nil { // before it is removed, which Windows wants
		return nil, err
	}
	for _, f := range []string{rawStreams, rawStreams + recfile.Offsets} {
		if err := os.Remove(filepath.Join(dir, f)); err != nil {
			return nil, err
		}
	}
	return a.findCopies(finder, filepath.Join(dir, words.StreamsFile))
}

// findCopies is the first of the group of each cable.
func (a *analysis) findCopies(f *copies.Finder, streams string) ([]byte, error) {
	m, err := recfile.Map(streams, len(a.ids))
	if err != nil {
		return nil, err
	}
	defer m.Close()
	var s words.Stream
	first, err := f.Groups(func(ord uint32) ([]uint32, error) {
		if err := s.Decode(m.Get(ord)); err != nil {
			return nil, err
		}
		return s.Body[:a.prose[ord]], nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, 4*len(first))
	for _, l := range first {
		out = binary.LittleEndian.AppendUint32(out, l)
	}
	return out, nil
}

// volumes are those that the cables were printed in, with their lists of names.
func (a *analysis) volumes(lists [][]authority.Thing) []archive.Volume {
	vs := printed.Of(a.printed)
	if len(vs) == 0 {
		return nil
	}
	held := map[string]bool{}
	for _, f := range values.Names() {
		if kind := values.KindOf(f); kind != "" {
			for _, value := range a.columns[f].Values() {
				held[kind+" "+value] = true
			}
		}
	}
	printed.Name(vs, lists, a.names, func(kind, name string) bool { return held[kind+" "+name] })
	return vs
}

// count completes the statistics.
func (a *analysis) count(table *ids.Table) {
	st := &a.stats
	st.Posts = a.columns[query.Origin].Distinct()
	for _, f := range []query.Facet{query.Persons, query.Organisations, query.Places, query.Misc} {
		st.Entities += a.columns[f].Distinct()
	}
	refs := a.columns[values.Ref]
	st.References = refs.Total(func(string) bool { return true })
	st.Resolved = refs.Total(func(id string) bool { _, ok := table.Find(id); return ok })
}

// source is what the Bleve index is built of.
func (a *analysis) source(dir string, v *words.Vocab) postings.Source {
	s := postings.Source{
		Vocab: v, Streams: filepath.Join(dir, words.StreamsFile), IDs: a.ids,
		Date:   func(ord int) string { return postings.Date(values.DecodeDate(a.dates[values.DateSize*ord:])) },
		Values: map[query.Facet]*columns.Builder{},
	}
	for _, f := range postings.Facets() {
		s.Values[f] = a.columns[f]
	}
	return s
}
