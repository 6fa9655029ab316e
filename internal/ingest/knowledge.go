package ingest

import (
	"slices"
	"strings"

	"reftel/internal/authority"
	"reftel/internal/cable"
	"reftel/internal/ingest/names"
	"reftel/internal/ingest/names/gather"
	"reftel/internal/ingest/names/kinds"
)

// A knowledge is what an ingest learns of names: in the first reading who is
// named where, and from the cables that are done which names are of one thing.
type knowledge struct {
	job      *Job
	persons  *names.Persons
	volumes  *gather.Volumes
	context  *gather.Context
	gathered *gather.Gatherer
	census   kinds.Census
}

func (j *Job) learn() *knowledge {
	v, p := &gather.Volumes{}, names.NewPersons()
	return &knowledge{job: j, persons: p, volumes: v, context: gather.NewContext(v, p), gathered: gather.New(j.tables, j.rules), census: kinds.Census{}}
}

// list takes the list of a volume, before the cables of the volume are parsed.
func (k *knowledge) list(things []authority.Thing) {
	things = slices.Clone(things)
	for i := range things {
		// Lists give ranks with the names, which mentions are counted without.
		if t := &things[i]; t.Kind == cable.PER {
			if name := names.Normal(k.job.tables, t.Kind, t.Name); strings.Contains(name, " ") {
				t.Name = name
			}
		}
	}
	k.volumes.List(things)
	k.gathered.List(things)
}

// sight takes what a cable tells in the first reading.
func (k *knowledge) sight(t *task) {
	k.context.Add(t.sighting)
}

// tell takes what a cable tells once its names are found.
func (k *knowledge) tell(t *task) {
	k.gathered.Add(t.evidence)
	k.census.Add(t.votes)
}

// close ends the first reading: the finder knows what it told.
func (k *knowledge) close() *names.Finder {
	k.context.Close()
	f := k.job.names.Knowing(k.persons).With(k.context.Bearer)
	k.persons = nil // which is much memory
	return f
}

// finish ends the last reading.
func (k *knowledge) finish(r *Report) {
	r.finish()
	r.Names, r.Proposals = k.gathered.Fold()
	r.Kinds = k.census.Decide()
	r.Names = r.Kinds.Settle(r.Names)
}

// maxKept is how many bytes of source the cables may have that are kept parsed for
// the second reading. They take three to four times as much memory.
const maxKept = 96 << 20

// waiting are the cables that wait for what the corpus names, by the numbers of
// their tasks. The first of them are kept parsed: they need not be parsed again.
type waiting struct {
	paths map[int]string
	kept  map[int]*cable.Cable
	room  int // bytes of source
}

func newWaiting() *waiting {
	return &waiting{paths: map[int]string{}, kept: map[int]*cable.Cable{}, room: maxKept}
}

// add notes a task of the first reading.
func (w *waiting) add(t *task) {
	w.paths[t.number] = t.path
	if w.room -= len(t.part.Raw); w.room >= 0 {
		w.kept[t.number] = t.cable
	}
}

// wants reports whether a task of the second reading waits, and gives it what was
// kept.
func (w *waiting) wants(t *task) bool {
	if w.paths[t.number] != t.path {
		return false
	}
	t.parsed = w.kept[t.number]
	delete(w.kept, t.number)
	return true
}
