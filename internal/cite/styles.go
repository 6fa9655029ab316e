package cite

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"reftel/internal/cable"
)

// A Style is a citation in one manner, ready to be pasted.
type Style struct {
	Name   string
	Text   string
	InText string // what stands behind the words of a quotation, "" where the style has a note
}

// Quote is a quotation with its source.
func (s Style) Quote(words string) string {
	return join(" ", "“"+OneLine(words)+"”", s.InText) + "\n" + s.Text
}

// Styles are the manners in which historians and archives cite.
func (x Work) Styles() []Style {
	return []Style{
		{Name: "Chicago, note", Text: x.Sentence()},
		{Name: "Chicago, bibliography", Text: x.bibliography()},
		{Name: "MLA", Text: x.mla(), InText: x.inText("", "par. ")},
		{Name: "APA", Text: x.apa(), InText: x.inText(x.year("n.d."), "para. ")},
		{Name: "National Archives", Text: x.archival()},
		{Name: "Foreign Relations", Text: x.frus()},
	}
}

// stop ends a sentence, where there is one.
func stop(s string) string {
	unquoted := strings.TrimRight(s, "’”")
	if s == "" || strings.HasSuffix(s, ".") || len(unquoted) < len(s) && strings.HasSuffix(s, "”") && strings.ContainsAny(unquoted[max(len(unquoted)-1, 0):], ".?!") {
		return s
	}
	return s + "."
}

// named is what the message is called: Diplomatic cable 09MEXICO2676.
func (x Work) named() string { return kindOfCable + " " + x.id() }

// bibliography is Embassy Mexico. “Title.” Diplomatic cable 09MEXICO2676, September 8,
// 2009. Collection. Address.
func (x Work) bibliography() string {
	c := x.Cable
	office, title := stop(upper(Sender(c))), stop(x.quoted("."))
	if !x.printed() {
		return join(" ", office, title, stop(join(", ", x.named(), dated(c), x.where())), stop(x.collection()), stop(x.URL))
	}
	in := "In " + join(", ", c.Edition.VolumeTitle(), editedBy(c.Edition.Editors), x.document(), x.where())
	return join(" ", office, title, stop(upper(x.dated(dated(c)))), stop(in), stop(c.Edition.Imprint), stop(x.URL))
}

// mla is Embassy Mexico. “Title.” Collection, no. 09MEXICO2676, 8 Sept. 2009, Address.
// Diplomatic cable.
func (x Work) mla() string {
	c := x.Cable
	office, title := stop(upper(Sender(c))), stop(x.quoted("."))
	where := strings.Replace(x.where(), "para.", "par.", 1)
	if !x.printed() {
		in := join(", ", x.collection(), "no. "+x.id(), mlaDated(c), where, x.URL)
		if x.collection() == "" {
			in = upper(in)
		}
		return join(" ", office, title, stop(in), kindOfCable+".")
	}
	v := x.volume()
	in := join(", ", v.title, editedBy(c.Edition.Editors), v.publisher, v.year, lowerDocument(v.document), where, x.URL)
	return join(" ", office, title, stop(upper(x.dated(mlaDated(c)))), stop(in))
}

// apa is Embassy Mexico. (2009, September 8). Title (09MEXICO2676) [Diplomatic cable].
// Collection. Address
func (x Work) apa() string {
	c := x.Cable
	office := upper(Sender(c))
	if x.printed() {
		return x.apaVolume(office)
	}
	title := titled(c.Title())
	if c.SubjectInferred {
		title = "[" + title + "]"
	}
	title = stop(title + " (" + join(", ", x.id(), x.where()) + ") [" + kindOfCable + "]")
	return join(" ", apaOrder(office, title, "("+apaDated(c)+")."), stop(x.collection()), x.URL)
}

func (x Work) apaVolume(office string) string {
	c, v := x.Cable, x.volume()
	in := "In "
	var names []string
	for _, p := range v.editors {
		names = append(names, p.initials())
	}
	switch len(names) {
	case 0:
	case 1:
		in += names[0] + " (Ed.), "
	default:
		in += listed(names, "&") + " (Eds.), "
	}
	year, first := v.year, ""
	if year == "" {
		year = apaDated(c)
	} else if d := dated(c); c.Undated {
		first = "(Original work " + d + ")"
	} else if d != "" {
		first = "(Original work dated " + d + ")"
	}
	in += v.title + " (" + join(", ", v.document, x.where()) + ")"
	title := upper(titled(x.head()))
	if c.SubjectInferred {
		title = "[" + title + "]"
	}
	return join(" ", apaOrder(office, stop(title), "("+year+")."), stop(in), stop(v.publisher), x.URL, first)
}

// apaOrder puts the date behind the author, or behind the title where there is none.
func apaOrder(office, title, date string) string {
	if office == "" {
		return title + " " + date
	}
	return stop(office) + " " + date + " " + title
}

// archival has what archives ask for, from the record to the repository: the message,
// office of origin and addressees, title, date; the file; the collection.
func (x Work) archival() string {
	c := x.Cable
	if x.printed() {
		record, rest := x.quoted(""), join(", ", x.routed(), x.dated(dated(c)), x.where())
		if rest != "" {
			record = x.quoted(",") + " " + rest
		}
		return stop(join("; ", record, sourceOf(c), "printed in "+c.Edition.VolumeTitle()+", "+x.document(), x.URL))
	}
	record := join(", ", x.named(), x.route(3))
	rest := join(", ", marked(c), x.where())
	if title := x.quoted(","); title != "" {
		record, rest = record+", "+title+" "+rest, ""
	}
	return stop(join("; ", strings.TrimRight(join(", ", record, rest), ", "), x.collection(), x.URL))
}

// marked is the date with the classification behind it.
func marked(c *cable.Cable) string {
	if c.Classification == "" {
		return dated(c)
	}
	return join(" ", dated(c), "("+titleCase(c.Classification)+")")
}

// frus is Telegram 2676 from Embassy Mexico, September 8, 2009. Collection,
// 09MEXICO2676. Confidential; Immediate; Nodis. For a document of a volume the short
// form by which the volumes cite one another.
func (x Work) frus() string {
	c := x.Cable
	if x.printed() {
		return stop(join(", ", shortNames.Replace(c.Edition.VolumeTitle()), x.document(), x.where()))
	}
	number, id := x.id(), ""
	if m, err := cable.ParseMRN(c.ID); err == nil && !c.IDInferred {
		number, id = fmt.Sprint(m.Serial), c.ID
	}
	s := "Telegram " + number
	if from := Sender(c); from != "" {
		s += " from " + from
	}
	if len(c.To) > 0 {
		s += " to " + addressee(c.To[0])
	}
	marks := []string{titleCase(c.Classification), titleCase(c.Precedence)}
	for _, m := range c.Captions {
		marks = append(marks, upper(strings.ToLower(m)))
	}
	return join(" ", stop(join(", ", s, dated(c), x.where())), stop(join(", ", x.collection(), id)), stop(join("; ", marks...)), stop(x.URL))
}

// shortNames makes names of volumes short, as they name one another.
var shortNames = strings.NewReplacer("Papers Relating to the Foreign Relations of the United States", "Foreign Relations",
	"Foreign Relations of the United States", "Foreign Relations", ", Volume ", ", vol. ", ", Volumes ", ", vols. ")

// route is "Embassy Mexico to Department of State and Embassy Lima", with so many
// addressees at most.
func (x Work) route(most int) string {
	c := x.Cable
	var to []string
	for _, line := range c.To {
		to = append(to, addressee(line))
	}
	if n := len(to) - most; n > 0 {
		word := " others"
		if n == 1 {
			word = " other"
		}
		to = append(to[:most], fmt.Sprint(n)+word)
	}
	s := Sender(c)
	if len(to) > 0 {
		s = join(" ", s, "to "+listed(to, "and"))
	}
	return s
}

// addressee names a station for readers, where the line is of a form that is known, or
// as it was sent.
func addressee(line string) string {
	line = OneLine(line)
	if name := SenderName(line, cable.Post{}); name != titleCase(line) {
		return name
	}
	return line
}

// inText is what stands in brackets behind a quotation: the office, or failing that the
// title, and where the words are.
func (x Work) inText(year, para string) string {
	where := strings.Replace(x.where(), "para. ", para, 1)
	rest := join(", ", year, where)
	if office := Sender(x.Cable); office != "" {
		return "(" + join(", ", office, rest) + ")"
	}
	sign := ","
	if rest == "" {
		sign = ""
	}
	if title := x.quoted(sign); title != "" {
		return "(" + join(" ", title, rest) + ")"
	}
	return "(" + join(", ", x.id(), rest) + ")"
}

// year is the year that an author and a year are cited by: of a document printed later
// both its own and that of the volume.
func (x Work) year(none string) string {
	own := ""
	if y := day(x.Cable).Year; y != 0 {
		own = fmt.Sprint(y)
	}
	if x.printed() {
		switch y := x.volume().year; y {
		case "", own:
		default:
			return join("/", own, y)
		}
	}
	return cmp.Or(own, none)
}

func editedBy(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "edited by " + listed(names, "and")
}

// mlaDated is 8 Sept. 2009.
func mlaDated(c *cable.Cable) string {
	d := c.Date
	var s string
	switch {
	case d.Year == 0:
	case d.Month == 0:
		s = fmt.Sprint(d.Year)
	default:
		s = fmt.Sprintf("%s %d", mlaMonths[d.Month-1], d.Year)
		if d.Day != 0 {
			s = fmt.Sprintf("%d %s", d.Day, s)
		}
	}
	return inBrackets(c, s, "undated")
}

var mlaMonths = [...]string{"Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// apaDated is 2009, September 8.
func apaDated(c *cable.Cable) string {
	d := c.Date
	s := "n.d."
	switch {
	case d.Year == 0:
		return s
	case d.Month == 0:
		s = fmt.Sprint(d.Year)
	case d.Day == 0:
		s = fmt.Sprintf("%d, %s", d.Year, time.Month(d.Month))
	default:
		s = fmt.Sprintf("%d, %s %d", d.Year, time.Month(d.Month), d.Day)
	}
	return inBrackets(c, s, "n.d.")
}

// inBrackets marks a date that the document does not bear.
func inBrackets(c *cable.Cable, s, undated string) string {
	switch {
	case c.Undated && s != "":
		return undated + " [" + s + "]"
	case c.Undated:
		return undated
	case c.DateInferred && s != "":
		return "[" + s + "]"
	}
	return s
}

// upper gives a sentence its capital.
func upper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func lowerDocument(s string) string {
	return strings.NewReplacer("Document ", "document ", "Enclosure ", "enclosure ").Replace(s)
}
