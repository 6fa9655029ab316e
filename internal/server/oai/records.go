package oai

import (
	"cmp"
	"context"
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

// list is one part of the records of all cables, or of a set.
func (h *harvest) list() error {
	at := token{verb: h.ask.verb, prefix: h.ask.prefix, set: h.ask.set}
	if h.ask.token != "" {
		var err error
		if at, err = h.resume(); err != nil {
			return err
		}
	} else if !h.ask.holds(h.built()) {
		return nothing
	}
	leave, err := h.turns.Enter(h.c.Ctx(), h.Visitor(h.c.R))
	if err != nil {
		return refused(err)
	}
	defer leave()
	ids, total, err := h.ids(at)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return nothing
	}
	v := &recordList{}
	end, last := time.Now().Add(h.most), ""
	n := 0
	for _, id := range ids {
		rec, err := h.c.A.Record(h.c.Ctx(), id, archive.Parsed)
		if err != nil {
			return fmt.Errorf("reading cable %s for a harvester: %w", id, err)
		}
		if h.ask.verb == listHeads {
			v.Heads = append(v.Heads, h.head(rec.Cable))
		} else {
			v.Records = append(v.Records, h.recordOf(rec.Cable, at.prefix))
		}
		last = id
		if n++; time.Now().After(end) {
			break
		}
	}
	v.Token = h.next(at, n, total, last)
	if h.ask.verb == listHeads {
		h.v.Heads = v
	} else {
		h.v.Records = v
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

// ids are those of a part of a list, and how many the whole has. A set is gone through
// behind its last id; all cables stand in an order that has numbers.
func (h *harvest) ids(at token) (ids []string, total int, err error) {
	if at.set == "" {
		ids, err = h.c.A.IDs(h.c.Ctx(), at.offset, h.part)
		return ids, h.c.A.Generation().Cables, err
	}
	name, ok := collection(at.set)
	if !ok || name == "" {
		return nil, 0, nothing
	}
	req := ofSet(name)
	counts, err := h.Counts(h.c, req)
	if err != nil || counts[0] == 0 {
		return nil, 0, err
	}
	ids, err = desk.InSlot(h.Desk, h.c, func(ctx context.Context) ([]string, error) {
		return h.c.A.Following(ctx, h.Terms.Widened(req), at.after, h.part)
	}, req)
	if at.after != "" && errors.Is(err, archive.ErrNotFound) && !errors.Is(err, archive.ErrUnavailable) {
		return nil, 0, &fault{badToken, "This token was not handed out here."}
	}
	return ids, counts[0], err
}

// record is a single one.
func (h *harvest) record() error {
	f, err := h.find()
	if err != nil {
		return err
	}
	if f.State == archive.Gone {
		h.v.Record = &oneRecord{record{Head: h.gone(f)}}
		return nil
	}
	rec, err := h.c.A.Record(h.c.Ctx(), f.ID, archive.Parsed)
	if err != nil {
		return fmt.Errorf("reading cable %s for a harvester: %w", f.ID, err)
	}
	h.v.Record = &oneRecord{h.recordOf(rec.Cable, h.ask.prefix)}
	return nil
}

// find looks up the identifier of a request: of a cable that is here or was withdrawn.
func (h *harvest) find() (f archive.Found, err error) {
	unknown := &fault{idDoesNotExist, "No record here has this identifier."}
	rest, ok := strings.CutPrefix(h.ask.identifier, "oai:"+h.host+":")
	id, err := url.PathUnescape(rest)
	if !ok || err != nil || id == "" {
		return f, unknown
	}
	found, err := h.c.A.Lookup(h.c.Ctx(), id)
	if err != nil {
		return f, fmt.Errorf("looking up %.64q for a harvester: %w", id, err)
	}
	f = found[0]
	if f.State != archive.Gone && f.State != archive.Held || f.ID != id {
		return f, unknown
	}
	if f.State == archive.Gone && f.Withdrawn == nil && h.Archive.Degraded() != "" {
		return f, fmt.Errorf("cable %s is not in the generation that is served: %w", f.ID, archive.ErrUnavailable)
	}
	return f, nil
}

func (h *harvest) identifier(id string) string { return "oai:" + h.host + ":" + url.PathEscape(id) }

// head is the head of the record of a cable.
func (h *harvest) head(c *cable.Cable) head {
	v := head{ID: h.identifier(c.ID), Stamp: h.stamp()}
	if c.Collection != "" {
		v.Sets = []string{setSpec(c.Collection)}
	}
	return v
}

// gone is the head of a record that was withdrawn.
func (h *harvest) gone(f archive.Found) head {
	return head{Status: "deleted", ID: h.identifier(f.ID), Stamp: h.stamp()}
}

// recordOf is the record of a cable in a format.
func (h *harvest) recordOf(c *cable.Cable, prefix string) record {
	work := cite.Work{Cable: c, URL: h.site + shape.CablePath(c.ID)}
	if h.ARKNAAN != "" {
		work.ARK = h.site + "/" + ark.ARK{NAAN: h.ARKNAAN, ID: c.ID}.String()
	}
	var subjects []string
	for _, t := range c.Tags {
		t = h.Terms.Tag(t, c.Date.Year)
		subjects = append(subjects, cmp.Or(t.Meaning, t.Code))
	}
	r := record{Head: h.head(c), Metadata: &metadata{}}
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
