package picks

import (
	"strings"

	"reftel/internal/archive"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	drawn "reftel/web/templates/picks"
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
	p.Title, p.Description = "Reading list", "Cables and paragraphs that a reader picked, in their own order, to take along."
	p.NoIndex, p.NoFollow = true, true
	v := drawn.View{Page: p, Shared: l.joined()}
	for i, pick := range l {
		e := drawn.Entry{Key: pick.String(), Title: pick.ID, Problem: Problem(found[i]), Remove: l.without(i).Address(Path)}
		if pick.Anchor != "" {
			e.Paragraph = anchorName(pick.Anchor)
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
func Problem(f archive.Found) string {
	switch f.State {
	case archive.Absent:
		return "This cable is cited here and not held."
	case archive.Gone:
		if f.Withdrawn == nil {
			return "This cable was published here once and is not in the archive any more."
		}
		since := ""
		if f.Withdrawn.Date != "" {
			since = " on " + f.Withdrawn.Date
		}
		return "This cable was withdrawn" + since + ": " + strings.TrimRight(f.Withdrawn.Reason, ".") + "."
	case archive.Unknown:
		return "No cable with this id is held or cited here."
	}
	return ""
}

// anchorName is a paragraph in words.
func anchorName(anchor string) string {
	if n, ok := strings.CutPrefix(anchor, "par"); ok {
		return "Paragraph " + n
	}
	return "Unnumbered paragraph " + strings.TrimPrefix(anchor, "p")
}
