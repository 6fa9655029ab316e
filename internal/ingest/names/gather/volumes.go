package gather

import (
	"slices"
	"sync"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
)

// Volumes are the persons of the lists of volumes. The list of a volume is added
// before its documents are parsed, which goes on beside.
type Volumes struct {
	mu sync.RWMutex
	by map[string]map[string][]string // by volume and surname: the names of the entries
}

// List takes the list of a volume.
func (v *Volumes) List(things []authority.Thing) {
	volume := volumeOf(things)
	if volume == "" {
		return
	}
	by := map[string][]string{}
	for i := range things {
		if things[i].Kind != cable.PER {
			continue
		}
		for _, name := range append([]string{things[i].Name}, fullForms(&things[i])...) {
			if n := person.Parse(name); n.Full() {
				by[n.Last()] = append(by[n.Last()], things[i].Name)
				if names.FamilyFirst(n.Words[0]) {
					by[n.Words[0]] = append(by[n.Words[0]], things[i].Name)
				}
			}
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.by == nil {
		v.by = map[string]map[string][]string{}
	}
	v.by[volume] = by
}

// Bearer is a names.Bearer that knows the lists of volumes alone.
func (v *Volumes) Bearer(c *cable.Cable, _ bool, short person.Name) (name, basis string) {
	if name, ok := names.TheOne(v.bearers(c, short)); ok {
		return name, names.BasisVolume
	}
	return "", ""
}

// bearers are the persons of the volume's list whom a short name can mean. A
// surname that a list gives in another way of writing means its entry.
func (v *Volumes) bearers(c *cable.Cable, short person.Name) []string {
	if c.Edition == nil || c.Edition.Volume == "" {
		return nil
	}
	v.mu.RLock()
	all := slices.Clone(v.by[c.Edition.Volume][short.Last()])
	v.mu.RUnlock()
	all = slices.DeleteFunc(all, func(s string) bool {
		n := person.Parse(s)
		return n.Last() == short.Last() && !names.CanBe(short, n) || n.Last() != short.Last() && len(short.Words) > 1
	})
	slices.Sort(all)
	return slices.Compact(all)
}
