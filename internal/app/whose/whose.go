// Package whose tells in exported data whose the archive is: what the operator says of it
// in the folder of the site (docs/site.md), as descriptors of data packages have it. It is
// handed what was read of that folder, and nil where nothing is said.
package whose

import (
	"strings"

	"reftel/internal/site"
)

// Fields are those of a data package that tell whose it is.
type Fields struct {
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Licenses     []License     `json:"licenses,omitempty"`
	Rights       string        `json:"rights,omitempty"` // where there is no address of them
	Contributors []Contributor `json:"contributors,omitempty"`
}

// A License is what readers may do, with the address where that is told at length.
type License struct {
	Path  string `json:"path"`
	Title string `json:"title,omitempty"`
}

// A Contributor is who publishes the archive.
type Contributor struct {
	Title string   `json:"title"`
	Path  string   `json:"path,omitempty"`
	Email string   `json:"email,omitempty"`
	Roles []string `json:"roles"`
}

// Of are the fields of a site at an address, which may be unknown.
func Of(s *site.Site, base string) Fields {
	if s == nil {
		return Fields{Homepage: base}
	}
	f := Fields{Description: s.Lead, Homepage: base}
	if s.Rights.URL != "" {
		f.Licenses = []License{{s.Rights.URL, s.Rights.Text}}
	} else {
		f.Rights = s.Rights.Text
	}
	who := Contributor{Title: s.Name, Roles: []string{"publisher"}}
	if strings.HasPrefix(s.Contact, "https://") {
		who.Path = s.Contact
	} else {
		who.Email = s.Contact
	}
	f.Contributors = []Contributor{who}
	return f
}

// Title is what a data set is called: what it is, behind the name of the archive.
func Title(s *site.Site, what string) string {
	if s == nil {
		return what
	}
	return s.Name + ": " + what
}

// Collection is what citations call a collection.
func Collection(s *site.Site) func(string) string {
	return func(id string) string {
		if s != nil && s.Collections[id].Title != "" {
			return s.Collections[id].Title
		}
		return id
	}
}
