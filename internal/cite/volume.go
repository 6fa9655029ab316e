package cite

import (
	"regexp"
	"strings"
)

// A document of a printed volume is cited by its head and its number in the volume, as
// the volumes cite one another.

// printed reports whether the work is a document of a volume that gives itself a name.
func (x Work) printed() bool { return x.Cable.Edition != nil && x.Cable.Edition.Name != "" }

// head is the head of the document as it was printed, but for capitals throughout.
func (x Work) head() string {
	if c := x.Cable; !c.SubjectInferred && strings.ToUpper(c.Subject) != c.Subject {
		return c.Subject
	}
	return x.Cable.Title()
}

// A volume is what forms for programs tell of the volume.
type volume struct {
	title, series, number  string
	place, publisher, year string
	editors                []person
	document               string // where in it the document stands: Document 12
}

func (x Work) volume() *volume {
	e := x.Cable.Edition
	v := &volume{title: OneLine(e.VolumeTitle()), document: x.document()}
	if m := seriesName.FindStringSubmatch(e.Name); m != nil {
		v.series = m[1]
	}
	if m := volumeNumber.FindStringSubmatch(e.Name); m != nil {
		v.number = m[1]
	}
	v.place, v.publisher, v.year = imprint(e.Imprint)
	for _, name := range e.Editors {
		v.editors = append(v.editors, personOf(name))
	}
	return v
}

// A series is what stands before the first comma where there are years behind it, a
// number of a volume behind its name.
var (
	seriesName   = regexp.MustCompile(`^([^,]+), .*\d{4}`)
	volumeNumber = regexp.MustCompile(`\bVolumes? ((?:[IVXLC]+|E|\d+)(?:[–/-](?:[IVXLC]+|\d+))*(?:, Part \w+)?)\b`)
)

// document is the number of the document in the volume; an enclosure, which has none, has
// that of the document that it came with.
func (x Work) document() string {
	e := x.Cable.Edition
	if e.Number != "" {
		return "Document " + e.Number
	}
	if m := enclosure.FindStringSubmatch(strings.TrimPrefix(x.Cable.ID, e.Volume)); m != nil {
		return "Document " + m[1] + ", Enclosure " + m[2]
	}
	return x.Cable.ID
}

// enclosure is how the id of an enclosure ends behind that of its volume.
var enclosure = regexp.MustCompile(`^-d(\w+)-enclosure(\d+)$`)

// dated is the date behind the head of a document, which often tells it itself.
func (x Work) dated(date string) string {
	if c := x.Cable; date != "" && !c.Undated && c.Date.Day != 0 && strings.Contains(x.head(), longDate(c.Date)) {
		return ""
	}
	return date
}

// routed is who sent the document to whom, where its head does not tell both.
func (x Work) routed() string {
	c, head := x.Cable, x.head()
	if len(c.To) == 1 && strings.Contains(head, Sender(c)) && strings.Contains(head, addressee(c.To[0])) {
		return ""
	}
	return x.route(3)
}

// inVolume is the sentence of a document in a volume.
func (x Work) inVolume(where, url string) string {
	e := x.Cable.Edition
	in := "in " + e.VolumeTitle()
	if len(e.Editors) > 0 {
		in += ", ed. " + listed(e.Editors, "and") // edited by, of however many
	}
	if e.Imprint != "" {
		in += " (" + e.Imprint + ")"
	}
	return stop(join("; ", x.quoted(",")+" "+join(", ", x.dated(dated(x.Cable)), in, x.document(), where), url))
}

// listed is "A", "A and B", "A, B, and C".
func listed(names []string, word string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return names[0] + " " + word + " " + names[1]
	default:
		return strings.Join(names[:n-1], ", ") + ", " + word + " " + names[n-1]
	}
}

// imprint are the parts of Washington: Government Printing Office, 1998.
func imprint(s string) (place, publisher, year string) {
	publisher = s
	if i := strings.LastIndexByte(s, ' '); len(s[i+1:]) == 4 && strings.Trim(s[i+1:], "0123456789") == "" {
		publisher, year = strings.TrimSuffix(s[:max(i, 0)], ","), s[i+1:]
	}
	if p, rest, ok := strings.Cut(publisher, ": "); ok {
		place, publisher = p, rest
	}
	return place, publisher, year
}
