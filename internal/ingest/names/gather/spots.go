package gather

import "slices"

// Spots are the posts or volumes, each with a year, whose cables have a name: the
// smallest of all; more says that there were others.
type spots struct {
	at   []uint64 // the hash of the place, and the year in the last 16 bits
	more bool
}

const mostSpots = 48

func (s *spots) add(where uint32, year int16) {
	spot := uint64(where)<<16 | uint64(uint16(year))
	i, found := slices.BinarySearch(s.at, spot)
	switch {
	case found:
	case len(s.at) < mostSpots:
		s.at = slices.Insert(s.at, i, spot)
	default:
		s.more = true
		if i < mostSpots {
			s.at = slices.Insert(s.at[:mostSpots-1], i, spot)
		}
	}
}

// shares reports whether two have a place in common that is told.
func (s *spots) shares(q *spots) bool {
	for i, j := 0, 0; i < len(s.at) && j < len(q.at); {
		a, b := s.at[i]>>16, q.at[j]>>16
		switch {
		case a == b && a != 0:
			return true
		case a <= b:
			i++
		default:
			j++
		}
	}
	return false
}

// covers reports whether each spot of another is told, and near one of these: of
// the same place, two years before or after at the most.
func (s *spots) covers(q *spots) bool {
	if q.more || len(q.at) == 0 {
		return false
	}
	for _, spot := range q.at {
		where, year := spot>>16, int(uint16(spot))
		if where == 0 || year == 0 || !slices.ContainsFunc(s.at, func(own uint64) bool {
			gap := int(uint16(own)) - year
			return own>>16 == where && uint16(own) != 0 && gap <= nearYears && gap >= -nearYears
		}) {
			return false
		}
	}
	return true
}

// Places are up to four posts or volumes, the smallest hashes; more says that
// there were others.
type places struct {
	n    uint8
	more bool
	at   [4]uint32
}

func (p *places) add(h uint32) {
	if h == 0 {
		return
	}
	for i := range p.n {
		if p.at[i] == h {
			return
		}
	}
	if int(p.n) < len(p.at) {
		p.at[p.n] = h
		p.n++
	} else {
		p.more = true
		if h < p.at[p.n-1] {
			p.at[p.n-1] = h
		} else {
			return
		}
	}
	slices.Sort(p.at[:p.n])
}

// within reports whether all places but one are among those of another.
func (p *places) within(q *places, but uint32) bool {
	return !p.more && !slices.ContainsFunc(p.at[:p.n], func(h uint32) bool { return h != but && !slices.Contains(q.at[:q.n], h) })
}
