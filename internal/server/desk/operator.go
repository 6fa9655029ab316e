package desk

import (
	"strings"

	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/words"
)

// operated has pages speak as those of the operator, where the desk was told of one.
func (s *Desk) operated() {
	o := s.Site
	if o == nil {
		return
	}
	s.Terms.Collections = func(id string) (shape.Collection, bool) {
		c, ok := o.Collections[id]
		return shape.Collection{Title: c.Title, Rights: c.Rights.Text, RightsHref: c.Rights.URL, Source: c.Source}, ok
	}
	s.operator = templates.Operator{Name: o.Name, Notice: o.Notice, Lang: o.Lang(), Logo: o.Logo, Style: o.Style}
	for _, p := range o.Pages {
		s.operator.Pages = append(s.operator.Pages, templates.Link{Label: p.Head, Href: p.Path()})
	}
	switch {
	case strings.HasPrefix(o.Contact, "https://"):
		s.operator.Contact = &templates.Link{Href: o.Contact}
	case o.Contact != "":
		s.operator.Contact = &templates.Link{Href: "mailto:" + o.Contact}
	}
	if text := o.Rights.Text; text != "" {
		s.operator.Rights = &templates.Link{Label: text, Href: o.Rights.URL}
	} else if o.Rights.URL != "" {
		s.operator.Rights = &templates.Link{Href: o.Rights.URL}
	}
}

// operatorIn is the operator with what we say of them in a language.
func (s *Desk) operatorIn(say *words.Speaker) templates.Operator {
	o := s.operator
	if o.Contact != nil {
		o.Contact = &templates.Link{Label: say.Say("Contact"), Href: o.Contact.Href}
	}
	if o.Rights != nil && o.Rights.Label == "" {
		o.Rights = &templates.Link{Label: say.Say("Rights"), Href: o.Rights.Href}
	}
	return o
}

// SiteName is what the site is called.
func (s *Desk) SiteName() string {
	if s.Site != nil {
		return s.Site.Name
	}
	return templates.Site
}

// told changes with all that the operator says.
func (s *Desk) told() string {
	if s.Site != nil {
		return s.Site.Sum
	}
	return ""
}
