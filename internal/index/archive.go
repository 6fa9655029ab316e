package index

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// Lookup tells where an id leads, however it is spelt: Canonical is the id of
// the cable for Held and Alias, and the usual spelling for Absent and Gone.
func (a *Archive) Lookup(id string) (canonical string, state Lookup) {
	if t, ok := a.ids.find(id); ok {
		if t.alias {
			return a.ids.held[t.ord], Alias
		}
		return a.ids.held[t.ord], Held
	}
	for _, k := range idKeys(id) {
		if was, ok := a.ids.gone[k]; ok {
			return was, Gone
		}
	}
	for _, k := range append([]string{id}, idKeys(id)...) {
		if _, ok := a.columns[colRef].find(k); ok {
			return k, Absent
		}
	}
	return "", Unknown
}

// ordinal is the cable that an id leads to.
func (a *Archive) ordinal(id string) (uint32, error) {
	t, ok := a.ids.find(id)
	if !ok {
		return 0, fmt.Errorf("cable %.64q: %w", id, ErrNotFound)
	}
	return t.ord, nil
}

// Cable reads a cable by its id or an alias.
func (a *Archive) Cable(id string) (*cable.Cable, error) {
	c, _, err := a.Read(id)
	return c, err
}

// Read does so too, and tells how many versions of the cable there are.
func (a *Archive) Read(id string) (c *cable.Cable, versions int, err error) {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, 0, err
	}
	r, err := a.record(ord, parsed)
	if err != nil {
		return nil, 0, err
	}
	if c, err = r.cable(); err != nil {
		return nil, 0, fmt.Errorf("cable %s: %w", a.ids.held[ord], err)
	}
	return c, r.count, nil
}

func (a *Archive) record(ord uint32, far depth) (*record, error) {
	frame, err := a.docs.get(ord)
	if err != nil {
		return nil, err
	}
	r, err := a.dec.decode(frame, far)
	if err != nil {
		return nil, fmt.Errorf("cable %s: %w", a.ids.held[ord], err)
	}
	return r, nil
}

// Raw is the source of a cable byte for byte.
func (a *Archive) Raw(id string) ([]byte, error) {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, err
	}
	r, err := a.record(ord, withSources)
	if err != nil {
		return nil, err
	}
	return r.sources[0].Raw, nil
}

// Versions are all sources that were read for a cable, the one that is shown
// first.
func (a *Archive) Versions(id string) ([]Version, error) {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, err
	}
	return a.versions(ord)
}

func (a *Archive) versions(ord uint32) ([]Version, error) {
	r, err := a.record(ord, withSources)
	if err != nil {
		return nil, err
	}
	var c struct {
		Source cable.Source `json:"source"`
	}
	if err := json.Unmarshal(r.json, &c); err != nil {
		return nil, fmt.Errorf("cable %s: %w", a.ids.held[ord], err)
	}
	r.sources[0].Source = c.Source
	return r.sources, nil
}

// Neighbours are the cables of the same post before and after a cable. They are
// nil at the ends, for the undated and where the post is unknown.
func (a *Archive) Neighbours(id string) (prev, next *Summary, err error) {
	ord, err := a.ordinal(id)
	if err != nil {
		return nil, nil, err
	}
	c := a.columns[query.Origin]
	posts := a.rows.of(query.Origin, ord)
	if len(posts) == 0 || int(ord) >= a.dated {
		return nil, nil, nil
	}
	same := c.cables(posts[0])
	i, _ := slices.BinarySearch(same, ord)
	at := func(i int) (*Summary, error) {
		if i < 0 || i >= len(same) || int(same[i]) >= a.dated {
			return nil, nil
		}
		s, err := a.summary(same[i])
		if err != nil {
			return nil, err
		}
		return &s, nil
	}
	if prev, err = at(i - 1); err != nil {
		return nil, nil, err
	}
	next, err = at(i + 1)
	return prev, next, err
}

// CitedBy are the cables that cite an id, held here or not, in archive order.
func (a *Archive) CitedBy(id string) []Summary { return a.summariesOf(a.citing(id)) }

// Summaries are those of the ids that lead to a cable, in the order of ids.
func (a *Archive) Summaries(ids []string) []Summary {
	var ords []uint32
	for _, id := range ids {
		if t, ok := a.ids.find(id); ok {
			ords = append(ords, t.ord)
		}
	}
	return a.summariesOf(ords)
}

// summariesOf leaves out what cannot be read; the check on opening makes that
// the failure of a disk.
func (a *Archive) summariesOf(ords []uint32) []Summary {
	out := make([]Summary, 0, len(ords))
	for _, ord := range ords {
		if s, err := a.summary(ord); err == nil {
			out = append(out, s)
		}
	}
	return out
}

// Resolve tells where references lead.
func (a *Archive) Resolve(refs []cable.Reference) []RefTarget {
	out := make([]RefTarget, len(refs))
	for i, ref := range refs {
		out[i].Reference = ref
		if ref.Kind != "cable" || ref.ID == "" {
			continue
		}
		out[i].Canonical, out[i].State = a.Lookup(ref.ID)
		if s := out[i].State; s != Held && s != Alias {
			continue
		}
		if t, ok := a.ids.find(ref.ID); ok {
			if s, err := a.summary(t.ord); err == nil {
				out[i].Title, out[i].IDInferred = s.Title, s.IDInferred
			}
		}
	}
	return out
}

// Stats describe the archive.
func (a *Archive) Stats() Stats { return a.manifest.Stats }

// Generation names the archive.
func (a *Archive) Generation() Generation {
	return a.manifest.generation(current{filepath.Base(a.dir), a.hash})
}

// IDs are the ids of all cables in archive order. The slice must not be
// changed.
func (a *Archive) IDs() []string { return a.ids.held }

// Report is what the ingest wrote about its inputs. It is read anew by each call.
func (a *Archive) Report() (r Report, err error) {
	b, err := os.ReadFile(filepath.Join(a.dir, sourcesFile))
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		return r, fmt.Errorf("report of the ingest: %w", err)
	}
	return r, nil
}
