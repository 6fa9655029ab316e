package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// pictures are those of the README: what stands in the window of a page.
var pictures = []struct {
	name, path string
	size
}{
	{"search", "/search?q=lighthouse", size{"desktop-light", 1280, 820, false}},
	{"cable", "/cable/91LISBON1877?q=lighthouse&n=1", size{"desktop-light", 1280, 820, false}},
	{"thread", "/cable/76STATE26733/thread", size{"desktop-light", 1280, 820, false}},
	{"phone", "/search?q=lighthouse", size{"phone-light", 390, 820, false}},
}

// mostPicture is how many bytes a picture may have.
const mostPicture = 150_000

// TestPictures makes the pictures of the README in the folder that REFTEL_PICTURES names
// (.ci/screenshots), and holds that they are small.
func TestPictures(t *testing.T) {
	dir := os.Getenv("REFTEL_PICTURES")
	if dir == "" {
		t.Skip("REFTEL_PICTURES names no folder for the pictures of the README")
	}
	base := site(t)
	for _, p := range pictures {
		b := draw(t, p.size)
		b.visit(base + p.path)
		eval[bool](b, `document.documentElement.style.scrollbarGutter = "auto"; true`) // there is no bar to make room for
		b.layoutShift()                                                                // waits until the page is drawn
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		small, err := packed(shot)
		if err != nil {
			t.Fatal(err)
		}
		if len(small) > mostPicture {
			t.Errorf("%s has %d bytes", p.name, len(small))
		}
		if err := os.WriteFile(filepath.Join(dir, p.name+".png"), small, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// packed is a picture in fewer bytes: in the 256 colours that it has most of, each
// other one as the nearest of them.
func packed(shot []byte) ([]byte, error) {
	from, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return nil, err
	}
	r := from.Bounds()
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(from.At(x, y)).(color.RGBA) }
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	index := map[color.RGBA]uint8{}
	for i, c := range colours {
		if i < 256 {
			palette = append(palette, c)
		}
		index[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(r, palette)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			to.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, to)
	return b.Bytes(), err
}
