package matches

import (
	"strconv"

	"reftel/web/templates/trail"
	"reftel/web/templates/words"
)

// numbersShown is how many matches of one text are each a link of their own.
const numbersShown = 8

// Hits are the matches of one text within the page, nil where it has none or where
// there is no other to go to.
func (n *Numbers) Hits(say *words.Speaker, key string) *trail.Hits {
	from := n.First(key)
	if from == 0 || n.Total < 2 {
		return nil
	}
	to := min(from+n.count[n.at[key]]-1, Most)
	h := &trail.Hits{Label: say.Say("Match ‹before its number›"), Of: say.Say("of %d ‹matches›", n.Total)}
	if to > from {
		h.Label = say.Say("Matches ‹before their numbers›")
	}
	link := func(k int) trail.Place { return trail.Place{Label: strconv.Itoa(k), Href: href(k)} }
	if h.Range = to-from >= numbersShown; h.Range {
		h.Numbers = []trail.Place{link(from), link(to)}
	} else {
		for k := from; k <= to; k++ {
			h.Numbers = append(h.Numbers, link(k))
		}
	}
	if from > 1 {
		h.Prev = &trail.Place{Href: href(from - 1)}
	}
	if to < min(n.Total, Most) {
		h.Next = &trail.Place{Href: href(to + 1)}
	}
	return h
}

// Page are the matches of one text on a page of its own: those before and after it
// are on other pages, which page leads to; "" where a text has none. order are the
// texts that have pages.
func (n *Numbers) Page(say *words.Speaker, key string, order []Text, page func(key string) string) *trail.Hits {
	if n.Total == 0 {
		return nil
	}
	h := &trail.Hits{Label: say.Count(n.Total, "None of %d match in this cable is in this paragraph.", "None of %d matches in this cable is in this paragraph.")}
	if i, ok := n.at[key]; ok {
		from, to := n.first[i], n.first[i]+n.count[i]-1
		h.Label = say.Say("Match %d", from)
		if to > from {
			h.Label = say.Say("Matches %d to %d", from, to)
		}
		h.Of = say.Say("of %d in this cable ‹matches›", n.Total)
	}
	behind := false
	for _, t := range order {
		_, has := n.at[t.Key]
		switch {
		case t.Key == key:
			behind = true
		case has && !behind:
			h.Prev = &trail.Place{Label: t.Label, Href: page(t.Key)}
		case has && h.Next == nil:
			h.Next = &trail.Place{Label: t.Label, Href: page(t.Key)}
		}
	}
	return h
}
