package locate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/text"
)

// Readers name a printed volume as its editors and footnotes do: FRUS, 1969–1976,
// vol. XXXVIII, part 1; by its id; or by its series and some of its words, FRUS
// 1952-54 Guatemala.

// volumeWords stand before numbers of volumes and between the words of their names.
var volumeWords = map[string]bool{"volume": true, "volumes": true, "vol": true, "vols": true, "part": true, "pt": true, "of": true, "the": true, "and": true, "in": true, "to": true}

// figures are the numbers of a volume in Roman letters.
var figures = regexp.MustCompile(`^[ivxl]+$`)

// Volumes are the volumes that a text names, and nothing beside: by their id, or by
// their series, in letters (FRUS) or in words, and words and years of their names.
// The letters alone are all of the series.
func Volumes(heads []archive.VolumeHead, asked string) []archive.VolumeHead {
	asked = strings.TrimSpace(asked)
	if len(asked) < 3 || len(asked) > maxVolumeName {
		return nil
	}
	for _, h := range heads {
		if strings.EqualFold(h.ID, asked) {
			return []archive.VolumeHead{h}
		}
	}
	words := nameWords(asked)
	beginning := strings.ToLower(strings.NewReplacer(" ", "", "–", "-").Replace(asked))
	var out []archive.VolumeHead
	for _, h := range heads {
		if begins(h.ID, beginning) {
			out = append(out, h)
			continue
		}
		name, _, _ := strings.Cut(h.Name, ",")
		rest, ok := behindSeries(nameWords(name), words)
		if !ok {
			continue
		}
		have := nameWords(h.Name + " " + h.Title)
		if !slices.ContainsFunc(rest, func(w string) bool { return !slices.Contains(have, w) }) {
			out = append(out, h)
		}
	}
	return out
}

const maxVolumeName = 200

// behindSeries are the words behind the name of a series, which stands there in letters
// or by two of its words in a row. What stands before it in the name of a volume may be
// left out: Papers Relating to the Foreign Relations of the United States.
func behindSeries(series, words []string) (rest []string, ok bool) {
	for k := 0; k+1 < len(series) && len(words) > 0; k++ {
		switch {
		case words[0] == initials(series[k:]) && (k == 0 || len(words[0]) > 2):
			return words[1:], true
		case len(words) > 2 && words[0] == series[k] && words[1] == series[k+1] && (k == 0 || k+2 < len(series)):
			return words[2:], true
		}
	}
	return nil, false
}

// nameWords are the words of the name of a volume, years of two figures in four and
// Roman numbers as figures, small words left out.
func nameWords(s string) []string {
	var out []string
	year := ""
	for _, w := range text.Words(strings.NewReplacer("-", " ", "–", " ", "—", " ", "/", " ").Replace(s)) {
		switch {
		case volumeWords[w]:
			year = ""
			continue
		case text.IsNumber(w) && len(w) == 2 && len(year) == 4:
			w = year[:2] + w
		case text.IsNumber(w):
			w = strings.TrimLeft(w, "0")
		case figures.MatchString(w):
			n, _ := romanOrFigures(w)
			w = strconv.Itoa(n)
		}
		if year = w; !text.IsNumber(w) {
			year = ""
		}
		out = append(out, w)
	}
	return out
}

// begins reports whether an id begins with a text that ends with figures, all of
// those that stand there: frus1872, and frus187 does not.
func begins(id, with string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(id), with)
	return ok && len(with) > 4 && isFigure(with[len(with)-1]) && (rest == "" || !isFigure(rest[0]) && rest[0] != '-')
}

func isFigure(c byte) bool { return '0' <= c && c <= '9' }

// initials are the first letters of words.
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w[:1])
	}
	return b.String()
}

// titledMost is how many volumes a few words of their titles may offer.
const titledMost = 2

// VolumesTitled are the volumes in whose names or titles two words or more of a text
// stand in a row, as all of it: North Africa, Cuban Missile Crisis; and of a number
// alone those that bear it: volume XXXVIII. There are none where many do.
func VolumesTitled(heads []archive.VolumeHead, asked string) []archive.VolumeHead {
	words := nameWords(asked)
	if len(asked) > maxVolumeName || strings.ContainsAny(asked, `"“”:*~()`) {
		return nil
	}
	numbered := volumeNumber.MatchString(strings.TrimSpace(asked))
	if len(words) < 2 && !numbered {
		return nil
	}
	row := " " + strings.Join(words, " ") + " "
	var out []archive.VolumeHead
	for _, h := range heads {
		in := h.Name + " | " + h.Title
		if numbered {
			_, in, _ = strings.Cut(h.Name, "olume")
		}
		if strings.Contains(" "+strings.Join(nameWords(in), " ")+" ", row) {
			out = append(out, h)
		}
	}
	if len(out) > titledMost && !numbered {
		return nil
	}
	return out
}

// volumeNumber is the number of a volume and nothing else.
var volumeNumber = regexp.MustCompile(`(?i)^vol(?:ume|\.)? ?(?:[0-9]{1,2}|[ivxl]+)(?:, (?:part|pt\.?) ?(?:[0-9]|[iv]+))?$`)
