package beside

import (
	"strconv"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/compare"
	pages "reftel/web/templates/beside"
)

// A field is what the head of a cable says of one thing.
type field struct {
	name string
	text func(c *cable.Cable) string
}

// heads are the fields that are compared, in the order of the page of a cable.
var heads = []field{
	{"Subject", func(c *cable.Cable) string { return or(c.Subject, c.SubjectDisplay) }},
	{"Date", func(c *cable.Cable) string {
		if c.Date.HasTime {
			return c.Date.Long() + ", " + c.Date.String()[11:]
		}
		return c.Date.Long()
	}},
	{"Classification", func(c *cable.Cable) string { return c.Classification }},
	{"Captions", func(c *cable.Cable) string { return list(c.Captions) }},
	{"Precedence", func(c *cable.Cable) string { return c.Precedence }},
	{"From", func(c *cable.Cable) string { return c.From }},
	{"To", func(c *cable.Cable) string { return list(c.To) }},
	{"Info", func(c *cable.Cable) string { return list(c.Info) }},
	{"TAGS", func(c *cable.Cable) string {
		var codes []string
		for _, t := range c.Tags {
			codes = append(codes, t.Code)
		}
		return list(codes)
	}},
	{"References", func(c *cable.Cable) string {
		var refs []string
		for _, r := range c.References {
			refs = append(refs, strings.TrimSpace(r.Letter+" "+r.Text))
		}
		return list(refs)
	}},
	{"Executive order", func(c *cable.Cable) string { return c.ExecutiveOrder }},
	{"Declassify on", func(c *cable.Cable) string { return c.DeclassifyOn }},
	{"Classified by", func(c *cable.Cable) string { return c.ClassifiedBy }},
	{"Signed", func(c *cable.Cable) string { return list(c.Signers) }},
	{"Collection", func(c *cable.Cable) string { return c.Collection }},
	{"Released", func(c *cable.Cable) string { return c.Released }},
	{"Paragraphs", func(c *cable.Cable) string { return strconv.Itoa(len(c.Paragraphs)) }},
}

func list(ss []string) string { return strings.Join(ss, "; ") }

// fields are what the heads say otherwise.
func (x *Page) fields() []pages.Field {
	var out []pages.Field
	for _, h := range heads {
		a, b := h.text(x.First), h.text(x.Second)
		f := pages.Field{Name: h.name}
		for _, p := range compare.Words(a, b) {
			part := pages.Part{Text: p.Text, Cut: p.Cut, Side: sides[p.Side]}
			if p.Side != compare.Second {
				f.First = append(f.First, part)
			}
			if p.Side != compare.First {
				f.Second = append(f.Second, part)
			}
		}
		if f.First == nil && f.Second == nil {
			continue
		}
		for _, side := range []*[]pages.Part{&f.First, &f.Second} {
			if *side == nil {
				*side = []pages.Part{{Text: "nothing"}}
			}
		}
		out = append(out, f)
	}
	return out
}

// alike names the fields that say the same.
func (x *Page) alike() string {
	var names []string
	for _, h := range heads {
		if a := h.text(x.First); a != "" && compare.Words(a, h.text(x.Second)) == nil {
			names = append(names, h.name)
		}
	}
	if names == nil {
		return ""
	}
	return "The same in both: " + strings.Join(names, ", ") + "."
}
