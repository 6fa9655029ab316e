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
	var heads []map[uint64]bool // runs of words of the fullest text of each
	for _, e := range g {
		runs, err := s.runs(e)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(heads, func(head map[uint64]bool) bool { return sameTelegram(head, runs) })
		if i < 0 {
			out, heads = append(out, nil), append(heads, runs)
			i = len(out) - 1
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

// sameTelegram reports whether two texts are of one telegram. One without words
// may be of any.
func sameTelegram(a, b map[uint64]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for run := range a {
		if b[run] {
			both++
		}
	}
	return float64(both) >= sameShare*float64(len(a))
}

var seed = maphash.MakeSeed()

// runs are the runs of words of a text; of a short one its words.
func (s *Spool) runs(e Entry) (map[uint64]bool, error) {
	frame, err := s.frame(e)
	if err != nil {
		return nil, err
	}
	r, err := s.dec.Decode(frame, record.OnlyTexts)
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
