package tei

import (
	"cmp"
	"fmt"

	"reftel/internal/cable"
	"reftel/internal/server/shape"
	"reftel/internal/site"
)

// header is what is known of a cable.
func (d *document) header() {
	d.in("teiHeader", func() {
		d.in("fileDesc", func() {
			d.in("titleStmt", func() {
				d.leaf("title", d.c.Title())
				if s := sender(d.c); s != "" {
					d.in("author", func() { d.leaf("orgName", s) })
				}
				d.in("respStmt", func() {
					d.leaf("resp", "names as the source marks them")
					d.leaf("name", "the source", "xml:id", "source")
				})
				d.in("respStmt", func() {
					d.leaf("resp", "names recognised by machine")
					d.leaf("name", "Reftel", "xml:id", "recogniser")
				})
			})
			d.in("publicationStmt", d.publication)
			d.in("sourceDesc", d.source)
		})
		d.in("encodingDesc", func() {
			d.in("classDecl", func() {
				for _, t := range [][2]string{{"TAGS", "Traffic Analysis by Geography and Subject"}, {"classification", "Classification, as marked"}, {"captions", "Handling captions, as marked"}, {"precedence", "Precedence, as marked"}} {
					d.in("taxonomy", func() { d.leaf("bibl", t[1]) }, "xml:id", t[0])
				}
			})
		})
		d.in("profileDesc", d.profile)
	})
}

func (d *document) publication() {
	publisher := "An archive of cables, by Reftel"
	if d.site != nil {
		publisher = d.site.Name
	}
	d.leaf("publisher", publisher)
	d.leaf("idno", d.c.ID, "type", "MRN")
	for _, alias := range d.c.Aliases {
		d.leaf("idno", alias, "type", "alias")
	}
	if d.base != "" {
		d.leaf("idno", d.base+shape.CablePath(d.c.ID), "type", "URI")
	}
	d.availability()
}

// availability is what readers may do, where the operator says so: of the collection of
// the cable, or else of all.
func (d *document) availability() {
	if d.site == nil {
		return
	}
	rights := d.site.Rights
	if own := d.site.Collections[d.c.Collection].Rights; own != (site.Rights{}) {
		rights = own
	}
	switch {
	case rights.URL != "":
		d.in("availability", func() { d.leaf("licence", cmp.Or(rights.Text, rights.URL), "target", rights.URL) })
	case rights.Text != "":
		d.in("availability", func() { d.leaf("p", rights.Text) })
	}
}

func (d *document) source() {
	d.in("bibl", func() {
		d.leaf("title", subject(d.c))
		if e := d.c.Edition; e != nil {
			if e.Name != "" {
				d.leaf("title", e.VolumeTitle(), "level", "m")
			}
			for _, editor := range e.Editors {
				d.leaf("editor", editor)
			}
			if e.Number != "" {
				d.leaf("biblScope", e.Number, "unit", "document")
			}
			for _, p := range e.Pages {
				d.leaf("biblScope", p, "unit", "page")
			}
			if e.Imprint != "" {
				d.leaf("publisher", e.Imprint)
			}
			if e.URL != "" {
				d.leaf("idno", e.URL, "type", "URI")
			}
		}
		if d.c.Collection != "" {
			d.leaf("series", d.c.Collection)
		}
		d.leaf("idno", d.c.ID, "type", "MRN")
	})
}

func subject(c *cable.Cable) string {
	if c.Subject != "" {
		return c.Subject
	}
	return c.Title()
}

func (d *document) profile() {
	d.in("langUsage", func() { d.leaf("language", d.language(), "ident", d.language()) })
	d.in("correspDesc", func() {
		d.in("correspAction", func() {
			if s := sender(d.c); s != "" {
				d.leaf("orgName", s, "key", d.c.Origin.Code)
			}
			if d.c.Origin.Country != "" {
				d.in("placeName", func() { d.leaf("country", d.c.Origin.Country) })
			}
			d.date()
		}, "type", "sent")
		d.received("action", d.c.To)
		d.received("info", d.c.Info)
		if len(d.c.References) > 0 {
			d.in("correspContext", func() {
				for _, r := range d.c.References {
					if to := d.files[r.ID]; to != "" {
						d.leaf("ref", r.Text, "type", "cites", "target", to)
					} else {
						d.leaf("ref", r.Text, "type", "cites")
					}
				}
			})
		}
	})
	d.classes()
}

// received are those who had the cable, for action or for information.
func (d *document) received(line string, names []string) {
	if len(names) == 0 {
		return
	}
	d.in("correspAction", func() {
		for _, n := range names {
			d.leaf("orgName", n)
		}
	}, "type", "received", "subtype", line)
}

func (d *document) classes() {
	c := d.c
	if len(c.Tags) == 0 && c.Classification == "" && len(c.Captions) == 0 && c.Precedence == "" {
		return
	}
	d.in("textClass", func() {
		if len(c.Tags) > 0 {
			d.in("keywords", func() {
				for _, t := range c.Tags {
					meaning := t.Meaning
					if meaning == "" {
						meaning = t.Code
					}
					d.leaf("term", meaning, "n", t.Code, "type", t.Kind)
				}
			}, "scheme", "#TAGS")
		}
		if len(c.Captions) > 0 {
			d.in("keywords", func() {
				for _, s := range c.Captions {
					d.leaf("term", s)
				}
			}, "scheme", "#captions")
		}
		if c.Classification != "" {
			d.leaf("classCode", c.Classification, "scheme", "#classification")
		}
		if c.Precedence != "" {
			d.leaf("classCode", c.Precedence, "scheme", "#precedence")
		}
	})
}

// date is when the cable was sent, as precise as that is known.
func (d *document) date() {
	t := d.c.Date
	if t.IsZero() {
		d.leaf("date", "undated")
		return
	}
	when := fmt.Sprintf("%04d", t.Year)
	if t.Month > 0 {
		when += fmt.Sprintf("-%02d", t.Month)
	}
	if t.Day > 0 {
		when += fmt.Sprintf("-%02d", t.Day)
	}
	if t.HasTime {
		when += fmt.Sprintf("T%02d:%02d:00", t.Hour, t.Minute)
		if d.c.DateZone == "" || d.c.DateZone == "Z" {
			when += "Z"
		}
	}
	cert := ""
	if d.c.DateInferred || d.c.Undated {
		cert = "medium"
	}
	d.leaf("date", t.Long(), "when", when, "cert", cert)
}
