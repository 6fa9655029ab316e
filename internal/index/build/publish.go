package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"reftel/internal/archive"
	"reftel/internal/archive/prepare"
	"reftel/internal/index"
	"reftel/internal/index/account"
	"reftel/internal/index/generation"
	"reftel/internal/index/packed"
	"reftel/internal/index/search"
)

// Publish sorts what was added, writes and verifies a generation and makes it
// the current one. The rename of CURRENT is the only point of commitment: before
// it nothing has changed for readers, after it everything has. On an error before
// it the build is aborted; on one after it the generation is returned with an
// error that is ErrPublished.
func (b *Builder) Publish(ctx context.Context, r prepare.Report) (_ archive.Generation, err error) {
	if b.done {
		return archive.Generation{}, errBuilderDone
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("publish: %w", errors.Join(err, b.Abort()))
		}
	}()
	b.reached("sort")
	b.progress("sort", 0, 0)
	gs, err := b.spool.Sorted()
	if err != nil {
		return archive.Generation{}, err
	}
	if err := isFree(b.dataDir, b.spool.Size()*spoolSpace/100); err != nil {
		return archive.Generation{}, err
	}
	total := gs.Len()
	if total == 0 {
		return archive.Generation{}, errors.New("no cables were added")
	}
	m := &generation.Manifest{
		Format: generation.Format, Tool: b.o.Tool,
		Bleve: moduleVersion("github.com/blevesearch/bleve/v2"), Zap: moduleVersion("github.com/blevesearch/zapx/v17"),
		Cables: total, Versions: b.spool.Len(),
	}
	past, err := readPast(b.dataDir)
	if err != nil {
		return archive.Generation{}, err
	}
	m.Previous = past.Name
	table, err := prepare.TableOf(gs)
	if err != nil {
		return archive.Generation{}, err
	}
	if err := past.Bind(table, b.o.Withdrawn, b.o.AllowShrink); err != nil {
		return archive.Generation{}, err
	}
	b.reached("write")
	told := r
	r.Names = nil // they take much, and are asked for while the cables are written alone
	if err := b.write(ctx, gs, told, m, table, past); err != nil {
		return archive.Generation{}, err
	}
	b.reached("report")
	if err := b.endSpool(r); err != nil {
		return archive.Generation{}, err
	}
	b.reached("verify")
	var ledger generation.Ledger
	if err := b.verify(ctx, m, &ledger); err != nil {
		return archive.Generation{}, err
	}
	return b.commit(m, &ledger)
}

// endSpool writes the report and the account, and lets go of what was collected.
func (b *Builder) endSpool(r prepare.Report) error {
	if err := packed.Write(filepath.Join(b.tmp, generation.SourcesFile), r.Write); err != nil {
		return err
	}
	if err := account.Write(b.tmp, r.Account); err != nil {
		return err
	}
	if err := b.spool.Close(); err != nil {
		return err
	}
	return os.Remove(b.spool.Path())
}

func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return ""
}

// verify opens the generation as a server would and reads all of it once.
func (b *Builder) verify(ctx context.Context, m *generation.Manifest, ledger *generation.Ledger) error {
	if b.unchecked {
		return nil
	}
	// What the build needed is garbage now, and mapping the files will take room.
	debug.FreeOSMemory()
	d := search.Description{Generation: archive.Generation{Cables: m.Cables}, Stats: m.Stats, Shards: m.Shards, Written: true}
	err := index.Contents(ctx, b.tmp, d, b.o.Workers, ledger, func(done int) { b.progress("verify", done, m.Cables) })
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	b.progress("verify", m.Cables, m.Cables)
	return nil
}

// commit writes the manifest, makes everything durable, gives the folder its
// name and then switches CURRENT.
func (b *Builder) commit(m *generation.Manifest, ledger *generation.Ledger) (archive.Generation, error) {
	b.progress("publish", 0, 0)
	var err error
	if m.Files, err = generation.Sum(b.tmp, b.o.Workers, ledger); err != nil {
		return archive.Generation{}, err
	}
	m.Built = time.Now().UTC().Truncate(time.Millisecond)
	b.reached("manifest")
	cur, err := m.Write(b.tmp)
	if err != nil {
		return archive.Generation{}, err
	}
	b.reached("seal")
	if err := generation.Seal(b.tmp); err != nil {
		return archive.Generation{}, err
	}
	if err := b.name(cur); err != nil {
		return archive.Generation{}, err
	}
	b.reached("checked")
	if err := generation.NoteChecked(b.dataDir, cur.Name, generation.Looks(generation.Path(b.dataDir, cur.Name))); err != nil {
		return archive.Generation{}, err
	}
	b.reached("stage")
	if err := generation.StageCurrent(b.dataDir, cur); err != nil {
		return archive.Generation{}, err
	}
	b.reached("switch")
	after := generation.SwitchCurrent(b.dataDir, cur)
	if after != nil && !errors.Is(after, ErrPublished) {
		return archive.Generation{}, after
	}
	b.done = true
	b.reached("settle")
	after = errors.Join(after, generation.Settle(b.dataDir))
	b.reached("delete")
	after = errors.Join(after, deleteOld(b.dataDir, m.Previous, b.o.Keep))
	b.reached("unlock")
	after = errors.Join(after, b.lock.Release())
	b.reached("end")
	if after != nil && !errors.Is(after, ErrPublished) {
		after = fmt.Errorf("%w: %w", ErrPublished, after)
	}
	return m.Generation(cur), after
}

// name announces the generation and gives its folder the name that CURRENT is to tell.
func (b *Builder) name(cur generation.Current) error {
	b.reached("announce")
	if err := generation.Announce(b.dataDir, cur); err != nil {
		return err
	}
	b.reached("name")
	final := generation.Path(b.dataDir, cur.Name)
	if err := os.Rename(b.tmp, final); err != nil {
		return err
	}
	b.tmp = "" // from here on a failure removes what was announced
	b.reached("close")
	if err := os.Chmod(final, 0o555); err != nil {
		return err
	}
	return generation.SyncPath(filepath.Dir(final))
}

// deleteOld removes all generations but the current one, the one that it
// replaced, and as many of the newest as are to be kept in all. A server that
// still reads one keeps its open files.
func deleteOld(dataDir, previous string, keep int) error {
	names, err := generation.Names(dataDir)
	if err != nil {
		return err
	}
	cur, err := generation.ReadCurrent(dataDir)
	if err != nil {
		return err
	}
	first := func(n string) bool { return n == cur.Name || n == previous }
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
		if name == cur.Name {
			continue
		}
		if err := generation.Delete(dataDir, name); err != nil {
			return fmt.Errorf("delete generation %s: %w", name, err)
		}
	}
	return nil
}
