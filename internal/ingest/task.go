package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/charset"
	"reftel/internal/ingest/kept"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/gather"
	"reftel/internal/ingest/names/kinds"
	"reftel/internal/ingest/source"
	"reftel/internal/reference"
)

// A task is a part on its way through a worker. The collector takes tasks in
// the order in which they were made and waits for each.
type task struct {
	number   int  // of all tasks of a pass, the same in each pass; -1 where changed
	changed  bool // tells of a file that changed while it was read
	path     string
	part     source.Part
	format   *source.Format
	file     bool // the first task of a file
	passed   bool // a file that is passed over
	repairs  []charset.Repair
	sighting *gather.Sighting
	evidence *gather.Evidence // nil for one that waits
	votes    kinds.Votes
	waits    bool         // for the names of the corpus
	parsed   *cable.Cable // what the first reading made of it, where that was kept
	cable    *cable.Cable
	err      error
	ready    bool // no worker need look at it
}

// A batch is tasks that follow each other and go to one worker together: to hand over
// each of a million objects that are nothing costs more than to find that of them.
type batch struct {
	tasks []*task
	bytes int           // of their parts
	done  chan struct{} // closed when they were looked at
}

// A batch is handed over when it has so many tasks or bytes.
const (
	batchTasks = 64
	batchBytes = 32 << 10
)

// weight is what a batch counts for maxInFlight.
func (b *batch) weight() int64 { return min(int64(b.bytes), maxInFlight) }

func (b *batch) full() bool { return len(b.tasks) >= batchTasks || b.bytes >= batchBytes }

// idle reports whether no worker need look at any of it.
func (b *batch) idle() bool {
	return !slices.ContainsFunc(b.tasks, func(t *task) bool { return !t.ready })
}

// decode makes the clean text of a part.
func (t *task) decode() error {
	text, repairs, err := charset.Decode(t.part.Raw, charset.Declared(t.part.Raw))
	var bad *charset.Error
	if errors.As(err, &bad) {
		return source.Refuse(max(t.part.Line, 1)+bad.Line-1, "%s", bad.Reason)
	}
	t.part.Text = text
	t.repairs = append(t.repairs, repairs...)
	return err
}

// tell notes the repairs of the encoding on a cable.
func (t *task) tell(c *cable.Cable) {
	for _, r := range t.repairs {
		detail := ""
		switch r.Kind {
		case charset.Windows1252:
			detail = characters(r.Count)
			c.Warnings = append(c.Warnings, "The source is not sound UTF-8; "+detail+" in it were read as windows-1252.")
		case charset.Mojibake:
			detail = characters(r.Count)
			c.Warnings = append(c.Warnings, "The source was garbled by a wrong encoding; "+detail+" in it were restored.")
		case charset.BareUTF16:
			c.Warnings = append(c.Warnings, "The source does not say that it is UTF-16, but was read as such.")
		}
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "encoding repaired: " + r.Kind, Detail: strings.TrimSpace(t.path + " " + detail)})
	}
}

func characters(n int) string { return fmt.Sprintf("%d characters", n) }

// parse runs the reader on a part, and finds its names. A panic in a reader is a
// fault of the reader, but must not take the job down with it.
func (t *task) parse(tables *reference.Tables, p *pass) {
	defer func() {
		if r := recover(); r != nil {
			t.cable, t.err = nil, fmt.Errorf("the %s reader failed on it (%v); please report this file", t.format.Name, r)
		}
	}()
	sum := sha256.Sum256(t.part.Raw)
	c := t.parsed
	if t.parsed = nil; c == nil || c.Source.SHA256 != hex.EncodeToString(sum[:]) {
		if c, t.err = t.read(sum, p.kept); t.err != nil {
			return
		}
	}
	if p.sight {
		t.sighting = gather.Sight(c, names.PersonsOf(tables, c))
	}
	t.waits = p.annotated && !names.Annotated(c)
	t.cable = c
	if t.waits {
		return
	}
	if p.finder != nil {
		p.finder.Apply(c)
		keepLost(c)
		if p.gather {
			t.evidence, t.votes = gather.Of(tables, c), kinds.Of(c)
		}
	}
	c.Unplaced = ""
}

// read makes the cable of a part whose bytes have a checksum, without its names.
func (t *task) read(sum [sha256.Size]byte, store *kept.Store) (*cable.Cable, error) {
	c, err := t.parseOnce(sum, store)
	if err != nil {
		return nil, err
	}
	c.Source = cable.Source{Path: t.path, Format: t.format.Name, SHA256: hex.EncodeToString(sum[:]), Bytes: len(t.part.Raw)}
	if c.ID == "" {
		c.ID, c.IDInferred = "unnumbered-"+c.Source.SHA256[:12], true
		c.Warnings = append(c.Warnings, "The text does not tell post, number and year of the message; the id is made of its checksum.")
		c.Doubts = append(c.Doubts, cable.Doubt{Kind: "id unknown", Detail: t.path})
	}
	t.tell(c)
	return c, nil
}

// A result is what a reader made of a part, before anything is added that depends
// on where it stands.
type result struct {
	Cable   *cable.Cable
	Repairs []charset.Repair // of its encoding
}

// parseOnce is the cable that the reader of a part makes of it: a kept one where it
// made it before.
func (t *task) parseOnce(sum [sha256.Size]byte, store *kept.Store) (*cable.Cable, error) {
	var k kept.Key
	keeps := false
	if store != nil {
		if k, keeps = t.key(sum, store); keeps {
			var r result
			if store.Get(k, &r) && r.Cable != nil {
				t.repairs = r.Repairs
				return r.Cable, nil
			}
		}
	}
	if err := t.decode(); err != nil {
		return nil, err
	}
	c, err := t.format.Parse(t.path, t.part)
	if err == nil && c == nil {
		err = errors.New("the reader made no cable of it")
	}
	if err != nil {
		return nil, err
	}
	if err := cable.CheckID(c.ID); err != nil && c.ID != "" {
		return nil, source.Refuse(t.part.Line, "%s", err)
	}
	if c.ID != "" && len(t.repairs) == 0 {
		keepLost(c) // nothing is added of which it would have to know
		c.Unplaced = ""
	}
	if keeps {
		store.Put(k, result{c, t.repairs})
	}
	return c, nil
}

// key is that of the result of a part: all that its reader may look at (source.Format).
func (t *task) key(sum [sha256.Size]byte, store *kept.Store) (kept.Key, bool) {
	name := ""
	switch {
	case !t.format.Numbers:
		name = t.part.Name + "#" + path.Base(strings.ReplaceAll(t.path, "!", "/"))
	case t.part.Name != "":
		name = "#"
	}
	return store.KeyOf("parse", t.format.Name, source.Stem(t.path), name, t.repairs, t.part.Shared, string(sum[:]))
}
