package oai

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"reftel/internal/archive"
	"reftel/internal/ark"
	"reftel/internal/cable"
	"reftel/internal/cite"
	"reftel/internal/server/desk"
	"reftel/internal/server/guard"
	"reftel/internal/server/shape"
)

// aboutLength is how much of a cable its record tells, in characters.
const aboutLength = 600

// list is one part of what changed within a time, of all records or of a set. It goes by
// the time of that, so that a list goes on where it ended though another generation was
// published: what changed meanwhile comes at the end.
func (h *harvest) list() error {
	at := token{verb: h.ask.verb, prefix: h.ask.prefix, set: h.ask.set, from: h.ask.since, until: h.ask.till}
	if h.ask.token != "" {
		var err error
		if at, err = h.resume(); err != nil {
			return err
		}
	}
	leave, err := h.turns.Enter(h.c.Ctx(), h.Visitor(h.c.R))
	if err != nil {
		return refused(err)
	}
	defer leave()
	told, err := h.changed(at)
	if err != nil {
		return err
	}
	v := &recordList{}
	end := time.Now().Add(h.most)
	n := 0
	for n < min(len(told.Entries), h.part) && !(n > 0 && time.Now().After(end)) {
		if err := h.add(v, told.Entries[n], at.prefix); err != nil {
			return err
		}
		n++
	}
	if at.offset > 0 || n < len(told.Entries) {
		v.Token = &resumption{Size: told.Total, Cursor: at.offset}
	}
	if n < len(told.Entries) {
		last := told.Entries[n-1]
		at.after, at.stamp, at.offset = last.ID, last.Changed, at.offset+n
		v.Token.Token = at.String()
	}
	if h.ask.verb == listHeads {
		h.v.Heads = v
	} else {
		h.v.Records = v
	}
	return nil
}

// add adds a record to a list, or its head alone.
func (h *harvest) add(v *recordList, e archive.Entry, prefix string) error {
	r := record{Head: h.gone(e)}
	if e.Gone && h.Archive.Degraded() != "" {
		return fmt.Errorf("withdrawals of another generation than the one that is served are not known: %w", archive.ErrUnavailable)
	}
	if !e.Gone {
		rec, err := h.c.A.Record(h.c.Ctx(), e.ID, archive.Parsed)
		if err != nil {
			return fmt.Errorf("reading cable %s for a harvester: %w", e.ID, err)
		}
		r = h.recordOf(rec.Cable, e, prefix)
	}
	if h.ask.verb == listHeads {
		v.Heads = append(v.Heads, r.Head)
	} else {
		v.Records = append(v.Records, r)
	}
	return nil
}

// nothing says that a list is empty.
var nothing = &fault{noRecordsMatch, "No record is of this set and of this time."}

// refused tells that there is no turn.
func refused(err error) error {
	f := &desk.Failure{Status: http.StatusServiceUnavailable, Heading: "Busy", Err: err, Sentence: "Others harvest at the moment. Wait and ask again."}
	if errors.Is(err, guard.ErrShare) {
		f.Status, f.Sentence = http.StatusTooManyRequests, "Another part of a list is on its way to you. Ask again when it has arrived."
	}
	return f
}

// changed are the entries of a part of a list and the one behind it.
func (h *harvest) changed(at token) (archive.History, error) {
	ask := archive.Past{Since: at.from, Until: at.until, After: archive.Entry{ID: at.after, Changed: at.stamp}, N: h.part + 1}
	if at.set != "" {
		name, ok := collection(at.set)
		if !ok || name == "" {
			return archive.History{}, nothing
		}
		ask.Collection = name
	}
	told, err := h.c.A.History(h.c.Ctx(), ask)
	switch {
	case err != nil:
		return told, fmt.Errorf("what changed, for a harvester: %w", err)
	case len(told.Entries) == 0 && at.offset > 0: // all of it changed since, or another archive stands here
		return told, &fault{badToken, "Nothing is left behind this token. Begin the list again."}
	case len(told.Entries) == 0:
		return told, nothing
	}
	return told, nil
}

// record is a single one.
func (h *harvest) record() error {
	e, err := h.find()
	if err != nil {
		return err
	}
	if e.Gone {
		h.v.Record = &oneRecord{record{Head: h.gone(e)}}
		return nil
	}
	rec, err := h.c.A.Record(h.c.Ctx(), e.ID, archive.Parsed)
	if err != nil {
		return fmt.Errorf("reading cable %s for a harvester: %w", e.ID, err)
	}
	h.v.Record = &oneRecord{h.recordOf(rec.Cable, e, h.ask.prefix)}
	return nil
}

// find looks up the identifier of a request: of a cable that is here or was withdrawn.
func (h *harvest) find() (e archive.Entry, err error) {
	unknown := &fault{idDoesNotExist, "No record here has this identifier."}
	rest, ok := strings.CutPrefix(h.ask.identifier, "oai:"+h.host+":")
	id, err := url.PathUnescape(rest)
	if !ok || err != nil || id == "" {
		return e, unknown
	}
	told, err := h.c.A.History(h.c.Ctx(), archive.Past{ID: id, N: 1})
	if err != nil {
		return e, fmt.Errorf("looking up %.64q for a harvester: %w", id, err)
	}
	if len(told.Entries) == 0 {
		return e, unknown
	}
	if e = told.Entries[0]; e.Gone && h.Archive.Degraded() != "" {
		found, err := h.c.A.Lookup(h.c.Ctx(), id)
		if err != nil {
			return e, fmt.Errorf("looking up %.64q for a harvester: %w", id, err)
		}
		if found[0].Withdrawn == nil {
			return e, fmt.Errorf("cable %s is not in the generation that is served: %w", id, archive.ErrUnavailable)
		}
	}
	return e, nil
}

func (h *harvest) identifier(id string) string { return "oai:" + h.host + ":" + url.PathEscape(id) }

// head is the head of the record of a cable of a collection.
func (h *harvest) head(e archive.Entry, collection string) head {
	v := head{ID: h.identifier(e.ID), Stamp: stamp(e.Changed)}
	if collection != "" {
		v.Sets = []string{setSpec(collection)}
	}
	return v
}

// gone is the head of a record that was withdrawn.
func (h *harvest) gone(e archive.Entry) head {
	v := h.head(e, e.Collection)
	v.Status = "deleted"
	return v
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// recordOf is the record of a cable in a format.
func (h *harvest) recordOf(c *cable.Cable, e archive.Entry, prefix string) record {
	work := cite.Work{Cable: c, URL: h.site + shape.CablePath(c.ID)}
	if h.ARKNAAN != "" {
		work.ARK = h.site + "/" + ark.ARK{NAAN: h.ARKNAAN, ID: c.ID}.String()
	}
	var subjects []string
	for _, t := range c.Tags {
		t = h.Terms.Tag(t, c.Date.Year)
		subjects = append(subjects, cmp.Or(t.Meaning, t.Code))
	}
	r := record{Head: h.head(e, c.Collection), Metadata: &metadata{}}
	if prefix == mods {
		v := work.MODS(subjects, about(c))
		r.Metadata.MODS = &v
	} else {
		r.Metadata.DC = dublinCore(c.ID, work.DublinCore(subjects, about(c)))
	}
	return r
}

// about is the beginning of the text of a cable.
func about(c *cable.Cable) string {
	for i := range c.Paragraphs {
		if t := strings.TrimSpace(c.Paragraphs[i].Text); t != "" {
			return shape.Cut(t, aboutLength)
		}
	}
	return ""
}
