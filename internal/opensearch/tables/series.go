package tables

import (
	"slices"

	"reftel/internal/archive"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
)

// A yearOf is a post and a year.
type yearOf struct {
	post string
	year int
}

// series are the serial numbers of all posts, year by year.
func (b *Builder) series() map[yearOf]*archive.Numbers {
	out := map[yearOf]*archive.Numbers{}
	at := func(id string) (*archive.Numbers, int) {
		m, err := cable.ParseMRN(ids.First(id))
		if err != nil || m.Serial <= 0 || m.Year == 0 || m.Origin == "" || m.String() != ids.First(id) {
			return nil, 0
		}
		y := yearOf{m.Origin, m.Year}
		if out[y] == nil {
			out[y] = &archive.Numbers{Year: m.Year}
		}
		return out[y], m.Serial
	}
	for _, o := range []*ids.Order{&b.table.Sorted, &b.table.Others} {
		for _, id := range o.Keys {
			if n, serial := at(id); n != nil {
				n.Held = append(n.Held, serial)
			}
		}
	}
	for _, n := range out {
		slices.Sort(n.Held)
		n.Held = slices.Compact(n.Held)
	}
	for _, v := range b.facets[values.Ref].values {
		n, serial := at(v.text)
		if n == nil {
			continue
		}
		if _, held := slices.BinarySearch(n.Held, serial); !held {
			n.Cited = append(n.Cited, serial)
		}
	}
	for _, n := range out {
		slices.Sort(n.Cited)
		n.Cited = slices.Compact(n.Cited)
	}
	return out
}
