package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif" // what DecodeConfig knows
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// What pages may show: so many files, of such a size each and all together.
const (
	mostFiles     = 200
	mostFile      = 1 << 20
	mostFileBytes = 16 << 20
)

const filesDir = "files"

var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// fileTypes are the images that pages may show, and how decoders name them.
var fileTypes = map[string]struct{ typ, format string }{
	".png": {"image/png", "png"}, ".jpg": {"image/jpeg", "jpeg"}, ".jpeg": {"image/jpeg", "jpeg"}, ".gif": {"image/gif", "gif"}, ".svg": {"image/svg+xml", ""},
}

// readFiles reads the images.
func (r *reader) readFiles() {
	total := int64(0)
	for _, e := range r.list(filesDir, mostFiles) {
		name := filesDir + "/" + e
		ext := path.Ext(e)
		typ, known := fileTypes[ext]
		switch {
		case !fileName.MatchString(e):
			r.fault(name, 0, "a name is made of letters without accents, digits, dots, hyphens and underscores")
			continue
		case !known:
			r.fault(name, 0, "is no image that can be shown: .gif, .jpg, .jpeg, .png and .svg can")
			continue
		}
		b, ok := r.content(name, mostFile)
		if !ok {
			continue
		}
		if total += int64(len(b)); total > mostFileBytes {
			r.fault(filesDir, 0, "all files together are larger than %s", size(mostFileBytes))
			return
		}
		f := File{Type: typ.typ, Content: b}
		if err := f.measure(typ.format); err != nil {
			r.fault(name, 0, "is not what its name says: %w", err)
			continue
		}
		r.named[name] = r.serve(strings.TrimSuffix(e, ext), ext, f)
	}
}

// list are the names in a folder, none where it is not there. What editors leave behind
// is not looked at.
func (r *reader) list(dir string, most int) []string {
	entries, err := fs.ReadDir(r.dir, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.fault(dir, 0, "cannot be read: %w", err)
	}
	var names []string
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."), strings.HasSuffix(name, "~"):
		case e.IsDir():
			r.fault(dir+"/"+name, 0, "is a folder; %s holds files alone", dir)
		default:
			names = append(names, name)
		}
	}
	if len(names) > most {
		r.fault(dir, 0, "has %d files; %d are allowed", len(names), most)
		return nil
	}
	return names
}

// measure holds that a file is an image of a format, and takes its size; one without a
// format is SVG, which has none of its own.
func (f *File) measure(format string) error {
	if format == "" {
		d := xml.NewDecoder(bytes.NewReader(f.Content))
		for {
			t, err := d.Token()
			if err != nil {
				return err
			}
			if e, ok := t.(xml.StartElement); ok {
				if e.Name.Local != "svg" {
					return errors.New("the first element is not svg")
				}
				return nil
			}
		}
	}
	c, is, err := image.DecodeConfig(bytes.NewReader(f.Content))
	if err != nil {
		return err
	}
	if is != format {
		return errors.New("it is " + is)
	}
	f.Width, f.Height = c.Width, c.Height
	return nil
}
