package prepare

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"reftel/internal/archive/ids"
	"reftel/internal/archive/record"
	"reftel/internal/text"
)

// Telegrams can bear one number and be different ones: the sender used it again,
// or the archives noted it wrongly (7,428 of two million at the National Archives,
// 52 of them 1976STATE290286). Their texts tell: those of one telegram have at
// least half of the shorter one's runs of words in common, however they were
// transcribed, extracted or blotted out.
const (
	runWords  = 3
	sameShare = 0.5
)

// apart divides what was read under one id into different telegrams. The first has
// the id, the others the id and their place: by date, then by the hash of the
// source, so that the order of reading plays no part.
func (s *Spool) apart(g Group) ([]Group, error) {
	if len(g) == 1 {
		return []Group{g}, nil
	}
	var out []Group
	var known telegrams
	for _, e := range g {
		runs, err := s.runs(e)
		if err != nil {
			return nil, err
		}
		i := known.find(runs)
		if i < 0 {
			i = known.add(runs)
			out = append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Or(a[0].Date.Compare(b[0].Date), strings.Compare(a[0].sha, b[0].sha)) })
	for i, telegram := range out[1:] {
		for k := range telegram {
			telegram[k].ID = ids.Again(telegram[k].ID, i+2)
			telegram[k].again = true
		}
	}
	return out, nil
}

// telegrams are different ones under one id, by the runs of words of the fullest text of
// each. Which of them have a run is looked up: thousands can have one id, and to hold a
// text against each of them would take minutes.
type telegrams struct {
	sizes  []int             // runs of each
	first  map[uint64]uint32 // the first that has a run
	others map[uint64][]uint32
	shared []int // runs that a text shares with each; zero between two texts
}

func (ts *telegrams) add(runs map[uint64]bool) int {
	if ts.first == nil {
		ts.first, ts.others = map[uint64]uint32{}, map[uint64][]uint32{}
	}
	i := len(ts.sizes)
	ts.sizes, ts.shared = append(ts.sizes, len(runs)), append(ts.shared, 0)
	for run := range runs {
		if _, ok := ts.first[run]; ok {
			ts.others[run] = append(ts.others[run], uint32(i))
		} else {
			ts.first[run] = uint32(i)
		}
	}
	return i
}

// find is the first that a text is of, or -1. A text without words may be of any.
func (ts *telegrams) find(runs map[uint64]bool) int {
	if len(runs) == 0 && len(ts.sizes) > 0 {
		return 0
	}
	var touched []uint32
	share := func(i uint32) {
		if ts.shared[i] == 0 {
			touched = append(touched, i)
		}
		ts.shared[i]++
	}
	for run := range runs {
		if i, ok := ts.first[run]; ok {
			share(i)
			for _, i := range ts.others[run] {
				share(i)
			}
		}
	}
	found := slices.Index(ts.sizes, 0)
	for _, i := range touched {
		same := float64(ts.shared[i]) >= sameShare*float64(min(ts.sizes[i], len(runs)))
		if same && (found < 0 || int(i) < found) {
			found = int(i)
		}
		ts.shared[i] = 0
	}
	return found
}

var seed = maphash.MakeSeed()

// runs are the runs of words of a text; of a short one its words.
func (s *Spool) runs(e Entry) (map[uint64]bool, error) {
	d := s.drafter()
	defer s.drafts.Put(d)
	r, err := s.record(e, record.OnlyTexts, d)
	if err != nil {
		return nil, err
	}
	ps, err := record.ReadTexts(r.Texts)
	if err != nil {
		return nil, err
	}
	out := map[uint64]bool{}
	for i := range ps {
		ws := text.Words(ps[i].Text)
		n := min(runWords, max(len(ws), 1))
		for k := 0; k+n <= len(ws); k++ {
			out[maphash.String(seed, strings.Join(ws[k:k+n], " "))] = true
		}
	}
	return out, nil
}
