package locate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Documents of Foreign Relations of the United States have the id of their volume
// and their number: frus1969-76v38p1-d4. Readers bring them as the office's site
// and its editors write them, with a slash, a number sign or neither, and as
// footnotes cite them.

var (
	frusID    = regexp.MustCompile(`(?i)\b(frus ?[0-9]{4}(?:[a-z0-9-]*[a-z0-9])?)(?:-|[ /#.,]+)?(?:#?d|doc(?:ument|\.)?[ ]?)([0-9]{1,5}[a-z]?)\b`)
	frusAfter = regexp.MustCompile(`(?i)\b(?:d|doc(?:ument|\.)?|no\.?)[ .]{0,2}([0-9]{1,5}),? (?:of |in |from )?(frus[0-9]{4}(?:[a-z0-9-]*[a-z0-9])?)\b`)
	frusCited = regexp.MustCompile(`(?i)\b(?:frus|foreign relations(?: of the united states)?),? ([0-9]{4})(?:[-–/]([0-9]{2}|[0-9]{4}))?` +
		`(?:, | )(?:v(?:ol(?:ume)?)?\.? ?)?(e[-–]?)?([0-9]{1,2}|[ivxl]+)(?:, | )(?:(?:part|pt\.?) ([0-9]|[iv]+)(?:, | ))?(?:[^0-9;]{0,60}, )?(?:documents?|docs?\.?|nos?\.|no|d) ?([0-9]{1,5})`)
)

// inVolumes are the spots of a text that name documents of volumes.
func inVolumes(text string) []spot {
	var out []spot
	for _, m := range frusID.FindAllStringSubmatch(text, Most) {
		out = append(out, volumeSpot(m[1], m[2]))
	}
	for _, m := range frusAfter.FindAllStringSubmatch(text, Most) {
		out = append(out, volumeSpot(m[2], m[1]))
	}
	for _, m := range frusCited.FindAllStringSubmatch(text, Most) {
		years := m[1]
		if m[2] != "" {
			years += "-" + m[2][len(m[2])-2:]
		}
		volume, ok := romanOrFigures(m[4])
		if !ok {
			continue
		}
		e := ""
		if m[3] != "" {
			e = "e"
		}
		id := fmt.Sprintf("frus%sv%s%02d", years, e, volume)
		if part, ok := romanOrFigures(m[5]); ok {
			id += "p" + strconv.Itoa(part)
		}
		out = append(out, volumeSpot(id, m[6]))
	}
	return out
}

func volumeSpot(volume, number string) spot {
	return spot{forms: []string{strings.ReplaceAll(volume, " ", "") + "-d" + strings.ToLower(number)}}
}

// romanOrFigures reads 38 and XXXVIII.
func romanOrFigures(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n > 0
	}
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	sum := 0
	s = strings.ToLower(s)
	for i := range len(s) {
		n := value[s[i]]
		if i+1 < len(s) && value[s[i+1]] > n {
			n = -n
		}
		sum += n
	}
	return sum, sum > 0
}
