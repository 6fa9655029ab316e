package prepare

import (
	"cmp"
	"slices"
	"strings"
)

// A Group is all that was read under one id, the version to show first.
type Group []Entry

// Others are the other ids of all of it.
func (g Group) Others() []string {
	if len(g) == 1 {
		return g[0].others
	}
	var all []string
	for _, e := range g {
		all = append(all, e.others...)
	}
	return all
}

// order sorts the entries into archive order: by date, the undated last, then
// by id. Neither the order of reading nor that of files plays a part. apart
// divides what bears one id and is not one telegram.
func order(es []Entry, apart func(Group) ([]Group, error)) ([]Group, error) {
	byID := map[string]Group{}
	for _, e := range es {
		byID[e.ID] = append(byID[e.ID], e)
	}
	gs := make([]Group, 0, len(byID))
	for _, g := range byID {
		slices.SortFunc(g, func(a, b Entry) int {
			return cmp.Or(cmp.Compare(b.letter, a.letter), strings.Compare(a.path, b.path), strings.Compare(a.sha, b.sha))
		})
		telegrams, err := apart(g)
		if err != nil {
			return nil, err
		}
		gs = append(gs, telegrams...)
	}
	slices.SortFunc(gs, func(a, b Group) int {
		return cmp.Or(a[0].Date.Compare(b[0].Date), strings.Compare(a[0].ID, b[0].ID))
	})
	return gs, nil
}
