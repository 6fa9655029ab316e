package site

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// enough is the contrast that text must have (WCAG 2.2, 1.4.3).
const enough = 4.5

// A colour is red, green and blue.
type colour [3]uint8

var colourShape = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func parseColour(s string) (colour, bool) {
	if !colourShape.MatchString(s) {
		return colour{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err == nil
}

func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// light is the relative luminance.
func (c colour) light() float64 {
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c[0]) + 0.7152*part(c[1]) + 0.0722*part(c[2])
}

// contrast is the ratio of two colours, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.light(), b.light()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over is a share of a colour, in hundredths, over another.
func (c colour) over(ground colour, share int) colour {
	var out colour
	for i := range c {
		out[i] = uint8((int(c[i])*share + int(ground[i])*(100-share) + 50) / 100)
	}
	return out
}

// A theme is what an accent stands on, as css/base.css has it.
type theme struct {
	name    string
	paper   colour
	grounds []colour // paper, sheet, shade
	usual   colour   // accent where none is given
}

var themes = [2]theme{
	{"light", colour{0xfb, 0xf8, 0xf2}, []colour{{0xfb, 0xf8, 0xf2}, {0xff, 0xfd, 0xf9}, {0xf2, 0xec, 0xdf}}, colour{0x1f, 0x47, 0x88}},
	{"dark", colour{0x12, 0x16, 0x1e}, []colour{{0x12, 0x16, 0x1e}, {0x19, 0x1e, 0x28}, {0x22, 0x29, 0x38}}, colour{0xa3, 0xc1, 0xf4}},
}

// wash is the ground of what is chosen: the accent, thinly.
func (t theme) wash(accent colour) colour { return accent.over(t.paper, 8) }

// least is the least contrast that an accent has with a ground of the theme.
func (t theme) least(accent colour) (ratio float64, ground colour) {
	ratio = 21
	for _, g := range append([]colour{t.wash(accent)}, t.grounds...) {
		if c := contrast(accent, g); c < ratio {
			ratio, ground = c, g
		}
	}
	return ratio, ground
}

// tokens is a stylesheet that puts accents in place of the usual ones.
func tokens(accents [2]colour) string {
	pair := func(of func(t theme, accent colour) colour) string {
		return fmt.Sprintf("light-dark(%s,%s)", of(themes[0], accents[0]), of(themes[1], accents[1]))
	}
	accent := pair(func(_ theme, c colour) colour { return c })
	wash := pair(theme.wash)
	dim := pair(func(t theme, c colour) colour { return c.over(t.paper, 25) })
	return ":root{--accent:" + accent + ";--wash:" + wash + ";--bar:" + accent + ";--bar-dim:" + dim + "}\n"
}
