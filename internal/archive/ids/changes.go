package ids

// Changes are what became of the ids of a generation in the one that replaced it.
type Changes struct {
	Since   string   `json:"since"` // the generation that was replaced
	Added   []string `json:"added"`
	Changed []string `json:"changed"` // the same id, another text or subject
	Removed []string `json:"removed"`
	Moved   []Move   `json:"moved"`
	Untold  string   `json:"untold,omitempty"` // what could not be compared, and why
}

// A Move is an id that was the own one of a cable and is another one of it or of
// another cable now, or the reverse.
type Move struct {
	ID  string `json:"id"`
	Was string `json:"was"` // own id of the cable that it led to
	Is  string `json:"is"`  // and of the one that it leads to now
}

// None reports whether nothing changed.
func (c *Changes) None() bool {
	return c.Untold == "" && len(c.Added)+len(c.Changed)+len(c.Removed)+len(c.Moved) == 0
}

// Compare tells what became of the ids of a table in another, in archive order.
// changed tells of a cable of both, by its two ordinals, whether its text is
// another. A cable that got another id is moved, and neither added nor removed.
func Compare(old, now *Table, changed func(was, is uint32) bool) Changes {
	c := Changes{Added: []string{}, Changed: []string{}, Removed: []string{}, Moved: []Move{}} // empty lists in JSON
	reached := map[uint32]bool{}                                                               // by the move of an own id
	for was, id := range old.Held {
		switch t, ok := now.byKey(Key(id)); {
		case !ok:
			c.Removed = append(c.Removed, id)
		case t.Alias:
			c.Moved = append(c.Moved, Move{id, id, now.Held[t.Ord]})
			reached[t.Ord] = true
		case changed(uint32(was), t.Ord):
			c.Changed = append(c.Changed, id)
		}
	}
	for is, id := range now.Held {
		t, ok := old.byKey(Key(id))
		switch {
		case ok && !t.Alias, reached[uint32(is)]:
		case ok:
			c.Moved = append(c.Moved, Move{id, old.Held[t.Ord], id})
		default:
			c.Added = append(c.Added, id)
		}
	}
	return c
}
