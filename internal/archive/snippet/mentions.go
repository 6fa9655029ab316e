package snippet

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"reftel/internal/archive"
	"reftel/internal/archive/values"
	"reftel/internal/cable"
)

// MarkMentions adds to what was found the mentions of names that are among values.
func MarkMentions(c *cable.Cable, vs []Value, found map[string][]archive.Span) {
	asked := map[string]bool{} // by kind and key
	for _, v := range vs {
		if kind := values.KindOf(v.Of); kind != "" {
			asked[kind+" "+cable.NameKey(v.Text)] = true
		}
	}
	if len(asked) == 0 {
		return
	}
	add := func(key string, es []cable.Entity) {
		n := len(found[key])
		for _, e := range es {
			if asked[e.Kind+" "+cable.NameKey(e.Normal())] {
				found[key] = append(found[key], archive.Span{Start: e.Start, End: e.End})
			}
		}
		if len(found[key]) > n {
			found[key] = apart(found[key])
		}
	}
	add(SubjectKey, c.SubjectEntities)
	if c.SubjectDisplay == "" || utf8.RuneCountInString(c.SubjectDisplay) == utf8.RuneCountInString(c.Subject) {
		add(TitleKey, c.SubjectEntities) // the same letters, perhaps in another case
	}
	for i := range c.Paragraphs {
		add(c.Paragraphs[i].Anchor, c.Paragraphs[i].Entities)
	}
}

// apart puts spans in order and joins those that overlap or touch: a word that was
// found within a name that was found.
func apart(ss []archive.Span) []archive.Span {
	slices.SortFunc(ss, func(a, b archive.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	out := ss[:0]
	for _, s := range ss {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}
