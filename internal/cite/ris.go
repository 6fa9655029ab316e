package cite

import (
	"fmt"
	"strings"

	"reftel/internal/cable"
)

// RIS is the citation as a RIS record: a manuscript, whose place in the archive is its
// number, or a chapter of the volume that printed it. Who it was sent to stands in a
// note, since every field for second names makes editors of them.
func (x Work) RIS() string {
	r := x.record()
	var b strings.Builder
	line := func(tag, value string) {
		if value = OneLine(value); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	if r.volume != nil {
		line("TY", "CHAP")
	} else {
		line("TY", "MANSCPT")
	}
	line("AU", r.office)
	line("TI", r.title)
	if v := r.volume; v != nil {
		line("T2", v.title)
		line("T3", v.series)
		line("VL", v.number)
		for _, p := range v.editors {
			line("A2", p.inverted())
		}
		line("CY", v.place)
		line("PB", v.publisher)
		line("PY", v.year)
		line("SP", v.document)
	} else if d := r.date; !d.IsZero() {
		line("PY", fmt.Sprintf("%04d", d.Year))
		line("DA", risDate(d))
	}
	line("M3", r.kind)
	line("AN", r.id)
	line("CN", r.id)
	line("DB", r.holds)
	line("N1", strings.Join(r.notes, "; "))
	if len(r.addressee) > 0 {
		line("N1", "To: "+strings.Join(r.addressee, "; "))
	}
	for _, t := range r.tags {
		line("KW", t)
	}
	line("LA", r.language)
	line("UR", r.url)
	b.WriteString("ER  - \r\n")
	return b.String()
}

// risDate is 2009/09/08/; what is not known is empty.
func risDate(d cable.Date) string {
	var parts [2]string
	if d.Month != 0 {
		parts[0] = fmt.Sprintf("%02d", d.Month)
	}
	if d.Day != 0 {
		parts[1] = fmt.Sprintf("%02d", d.Day)
	}
	return fmt.Sprintf("%04d/%s/%s/", d.Year, parts[0], parts[1])
}
