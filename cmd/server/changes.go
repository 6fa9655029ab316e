package main

import (
	"fmt"
	"io"
	"strings"

	"reftel/internal/archive/ids"
)

// shownIDs is how many ids of a kind of change are printed.
const shownIDs = 3

// printChanges tells what became of the ids of the generation that was replaced,
// nil for none. All of them stand in the report that is kept.
func printChanges(w io.Writer, c *ids.Changes) {
	if c == nil {
		return
	}
	if c.None() {
		fmt.Fprintf(w, "changes since generation %s: none\n", c.Since)
		return
	}
	fmt.Fprintf(w, "changes since generation %s: %d added, %d changed, %d removed, %d moved\n", c.Since, len(c.Added), len(c.Changed), len(c.Removed), len(c.Moved))
	moved := make([]string, len(c.Moved))
	for i, m := range c.Moved {
		if m.Is == m.ID {
			moved[i] = m.ID + " was another id of " + m.Was
		} else {
			moved[i] = m.ID + " is another id of " + m.Is
		}
	}
	for _, x := range []struct {
		what string
		ids  []string
	}{{"added", c.Added}, {"changed", c.Changed}, {"removed", c.Removed}, {"moved", moved}} {
		shown := x.ids[:min(len(x.ids), shownIDs)]
		if len(shown) == 0 {
			continue
		}
		more := ""
		if len(shown) < len(x.ids) {
			more = "; …"
		}
		fmt.Fprintf(w, "  %s: %s%s\n", x.what, strings.Join(shown, "; "), more)
	}
	if c.Untold != "" {
		fmt.Fprintf(w, "  not compared: %s\n", c.Untold)
	}
}
