package main

import (
	"fmt"
	"io"
	"strings"

	"reftel/internal/app"
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

// shownGone is how many of the ids that lead nowhere are printed.
const shownGone = 20

// printLosses tells which ids lead nowhere now, or would.
func printLosses(w io.Writer, l app.Losses) {
	told, without := make([]string, 0, len(l.Went)), 0
	for _, g := range l.Went {
		if g.Reason == "" {
			told = append(told, g.ID)
			without++
			continue
		}
		told = append(told, fmt.Sprintf("%s (%s, %s)", g.ID, g.Date, g.Reason))
	}
	if len(told) > 0 {
		fmt.Fprintf(w, "gone since generation %s: %d ids, %d of them without a reason; reftel withdrawn lists them\n", l.Since, len(told), without)
		printIDs(w, told)
	}
	if len(l.Vanished) > 0 {
		fmt.Fprintf(w, "would be gone since generation %s: %d ids without a reason\n", l.Since, len(l.Vanished))
		printIDs(w, l.Vanished)
		if l.List != "" {
			fmt.Fprintf(w, "all of them stand in %s, which --withdrawn takes once each has a reason and a date\n", l.List)
		}
	}
	for _, x := range []struct {
		what string
		ids  []string
	}{{"warning: withdrawn, but in the archive", l.Held}, {"warning: withdrawn, but never published here", l.Unknown}} {
		if len(x.ids) > 0 {
			fmt.Fprintf(w, "%s: %d ids\n", x.what, len(x.ids))
			printIDs(w, x.ids)
		}
	}
}

func printIDs(w io.Writer, all []string) {
	for _, id := range all[:min(len(all), shownGone)] {
		fmt.Fprintf(w, "  %s\n", id)
	}
	if len(all) > shownGone {
		fmt.Fprintf(w, "  … and %d more\n", len(all)-shownGone)
	}
}
