package picks

import (
	"strings"

	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	drawn "reftel/web/templates/picks"
	"reftel/web/templates/words"
)

// Named is the list with the ids that entries lead to, as the archive writes them.
func (l List) Named(found []archive.Found) List {
	out := make(List, len(l))
	for i, p := range l {
		if found[i].State.Here() {
			p.ID = found[i].ID
		}
		out[i] = p
	}
	return out.once()
}

// View shapes the page. Found tells where each entry leads.
func (l List) View(p templates.Page, t shape.Terms, found []archive.Found) drawn.View {
	say := t.Words
	p.Title, p.Description = say.Say("Reading list"), say.Say("Cables and paragraphs that a reader picked, in their own order, to take along.")
	p.NoIndex, p.NoFollow = true, true
	v := drawn.View{Page: p, Shared: l.joined()}
	for i, pick := range l {
		e := drawn.Entry{Key: pick.String(), Title: pick.ID, Problem: Problem(say, found[i]), Remove: l.without(i).Address(Path)}
		if pick.Anchor != "" {
			e.Paragraph = anchorName(say, pick.Anchor)
		}
		if f := found[i]; f.State.Here() {
			item := t.Item(*f.Summary)
			e.Title, e.Href, e.Date, e.From, e.ID = item.Title, pick.path(), item.Date, item.From, item.ID
		} else if f.State == archive.Absent || f.State == archive.Gone {
			e.Href = shape.CablePath(pick.ID)
		}
		if i > 0 {
			e.Up = l.swapped(i - 1).Address(Path)
		}
		if i+1 < len(l) {
			e.Down = l.swapped(i).Address(Path)
		}
		v.Entries = append(v.Entries, e)
	}
	if len(l) > 0 {
		for _, f := range Forms() {
			v.Forms = append(v.Forms, templates.Link{Label: f.Label, Href: l.Address(Path + "." + f.Ext)})
		}
		v.Address = p.Base + l.Address(Path)
	}
	return v
}

// joined is the list as the parameter c has it.
func (l List) joined() string {
	var entries []string
	for _, p := range l {
		entries = append(entries, p.String())
	}
	return strings.Join(entries, ",")
}

// Problem tells why an entry leads to no cable, "" where it does.
func Problem(say *words.Speaker, f archive.Found) string {
	switch f.State {
	case archive.Absent:
		return say.Say("This cable is cited here and not held.")
	case archive.Gone:
		if f.Withdrawn == nil {
			return say.Say("This cable was published here once and is not in the archive any more.")
		}
		reason := strings.TrimRight(f.Withdrawn.Reason, ".")
		if f.Withdrawn.Date == "" {
			return say.Say("This cable was withdrawn: %s.", reason)
		}
		return say.Say("This cable was withdrawn on %s: %s.", f.Withdrawn.Date, reason)
	case archive.Unknown:
		return say.Say("No cable with this id is held or cited here.")
	}
	return ""
}

// anchorName is a paragraph in words.
func anchorName(say *words.Speaker, anchor string) string {
	if n, ok := strings.CutPrefix(anchor, "par"); ok {
		return say.Say("Paragraph %s", n)
	}
	return say.Say("Unnumbered paragraph %s", strings.TrimPrefix(anchor, "p"))
}
