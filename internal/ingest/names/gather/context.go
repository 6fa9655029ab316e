package gather

import (
	"cmp"
	"slices"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/person"
)

// A Sighting is whom a cable names in full before its text is looked through for
// names, and what it cites.
type Sighting struct {
	cable   uint64
	where   uint32
	year    int16
	persons []names.Person
	cited   []uint64
}

// Sight makes the sighting of a cable as its reader made it. persons are those of
// names.PersonsOf.
func Sight(c *cable.Cable, persons []names.Person) *Sighting {
	s := &Sighting{cable: hashOf(c.ID), where: whereOf(c), year: int16(c.Date.Year), persons: persons}
	for _, r := range c.References {
		if r.Kind == "cable" && r.ID != "" {
			s.cited = append(s.cited, hashOf(r.ID))
		}
	}
	return s
}

// A Context knows who is named in full where, so that a surname in another cable
// can be given to its one bearer. It is filled by one goroutine, closed by Close
// and then asked by many.
type Context struct {
	told   *names.Persons // nil after Close
	names  []string       // by their numbers, in which persons are told apart
	seen   []sight
	cites  [][2]uint64 // from, to; after Close sorted
	cited  [][2]uint64 // to, from
	posts  []posted
	parsed []person.Name
	last   map[string][]uint32 // by the last word, and by the family's name that comes first

	volumes *Volumes
}

type sight struct {
	cable  uint64
	person uint32
}

type posted struct {
	person uint32
	where  uint32
	year   int16
}

// NewContext makes an empty context beside the lists of volumes. It hands on whom it is
// told of to told, which numbers them and is handed nobody else.
func NewContext(v *Volumes, told *names.Persons) *Context {
	return &Context{volumes: v, told: told, last: map[string][]uint32{}}
}

// Add takes one more sighting.
func (x *Context) Add(s *Sighting) {
	for i, id := range x.told.Add(s.persons) {
		name := s.persons[i].Name
		if int(id) == len(x.names) {
			x.names = append(x.names, strings.Clone(name))
		} else if b := better(x.names[id], name); b != x.names[id] {
			x.names[id] = strings.Clone(b)
		}
		x.seen = append(x.seen, sight{s.cable, id})
		if s.where != 0 && s.year != 0 {
			x.posts = append(x.posts, posted{id, s.where, s.year})
		}
	}
	for _, to := range s.cited {
		x.cites = append(x.cites, [2]uint64{s.cable, to})
	}
}

// Close makes the context ready to be asked.
func (x *Context) Close() {
	x.told = nil
	x.parsed = make([]person.Name, len(x.names))
	for id, name := range x.names {
		n := person.Parse(name)
		if x.parsed[id] = n; len(n.Words) == 0 {
			continue
		}
		x.last[n.Last()] = append(x.last[n.Last()], uint32(id))
		if first := n.Words[0]; len(n.Words) > 1 && names.FamilyFirst(first) {
			x.last[first] = append(x.last[first], uint32(id))
		}
	}
	slices.SortFunc(x.seen, func(a, b sight) int { return cmp.Or(cmp.Compare(a.cable, b.cable), cmp.Compare(a.person, b.person)) })
	slices.SortFunc(x.posts, func(a, b posted) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.where, b.where), cmp.Compare(a.year, b.year))
	})
	x.posts = slices.Compact(x.posts)
	x.cited = make([][2]uint64, len(x.cites))
	for i, c := range x.cites {
		x.cited[i] = [2]uint64{c[1], c[0]}
	}
	for _, list := range [...][][2]uint64{x.cites, x.cited} {
		slices.SortFunc(list, func(a, b [2]uint64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	}
}

// Bearer is the one person who bears a surname in the thread of a cable, in the
// list of its volume, or in cables of its post within two years: the nearest of
// these that knows anybody of the name. A cable whose source marks its names is
// handed on before all are read: for it only the list of the volume is asked.
func (x *Context) Bearer(c *cable.Cable, marked bool, short person.Name) (name, basis string) {
	var can []uint32
	if !marked {
		can = x.bearers(short)
	}
	if len(can) > 0 {
		if all := x.among(can, x.inThread(c)); len(all) > 0 {
			return only(all, names.BasisThread)
		}
	}
	if all := x.volumes.bearers(c, short); len(all) > 0 {
		return only(all, names.BasisVolume)
	}
	if len(can) > 0 {
		if all := x.among(can, x.atPost(c, can)); len(all) > 0 {
			return only(all, names.BasisPost)
		}
	}
	return "", ""
}

// only is the one person whom all names mean, nobody where they mean several.
func only(all []string, from string) (name, basis string) {
	if name, ok := names.TheOne(all); ok {
		return name, from
	}
	return "", ""
}

// bearers are the persons whom a short name can mean.
func (x *Context) bearers(short person.Name) []uint32 {
	var out []uint32
	for _, id := range x.last[short.Last()] {
		if names.CanBe(short, x.parsed[id]) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// among are the names of those who can be meant and are found.
func (x *Context) among(can []uint32, found map[uint32]bool) []string {
	var all []string
	for _, id := range can {
		if found[id] {
			all = append(all, x.names[id])
		}
	}
	return all
}

// inThread are the persons whom cables name that a cable cites or that cite it.
func (x *Context) inThread(c *cable.Cable) map[uint32]bool {
	own := hashOf(c.ID)
	out := map[uint32]bool{}
	take := func(id uint64) {
		i, _ := slices.BinarySearchFunc(x.seen, id, func(s sight, id uint64) int { return cmp.Compare(s.cable, id) })
		for ; i < len(x.seen) && x.seen[i].cable == id; i++ {
			out[x.seen[i].person] = true
		}
	}
	for _, list := range [...][][2]uint64{x.cites, x.cited} {
		i, _ := slices.BinarySearchFunc(list, own, func(e [2]uint64, id uint64) int { return cmp.Compare(e[0], id) })
		for ; i < len(list) && list[i][0] == own; i++ {
			take(list[i][1])
		}
	}
	return out
}

// nearYears is how many years before and after a cable of the same post counts.
const nearYears = 2

// atPost are those of some persons whom cables of the post name about the time.
func (x *Context) atPost(c *cable.Cable, can []uint32) map[uint32]bool {
	where, year := whereOf(c), int16(c.Date.Year)
	out := map[uint32]bool{}
	if where == 0 || year == 0 {
		return out
	}
	for _, id := range can {
		i, _ := slices.BinarySearchFunc(x.posts, posted{id, where, year - nearYears}, func(p, q posted) int {
			return cmp.Or(cmp.Compare(p.person, q.person), cmp.Compare(p.where, q.where), cmp.Compare(p.year, q.year))
		})
		if i < len(x.posts) && x.posts[i].person == id && x.posts[i].where == where && x.posts[i].year <= year+nearYears {
			out[id] = true
		}
	}
	return out
}
