package ingest

import (
	"archive/tar"
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"reftel/internal/ingest/source"
	"reftel/internal/text/visible"
)

// Archives are folders in one file: zip, tar, and files and tars compressed by
// gzip, zstd, xz or bzip2, told by their first bytes whatever their name. A
// member stands behind its archive and "!" in paths:
// dump.zip!2009/09MEXICO1.html. The one member of a compressed file is called
// like the file without its last ending of that kind
// (cables.csv.gz!cables.csv); the name in a gzip header does not count. A
// tar keeps the order of its members, a zip is read in the order of their
// names, and folders in an archive are only part of names. Nothing is ever
// written to disk, so that a name can do no harm; it is shown as a clean
// relative path all the same. limits.go holds the limits.
//
// What stands before a fault is kept, and the fault reported: members before
// it, and the cables of a cut member whose format has many in a file.

// A kind is one of the forms of archive.
type kind int

const (
	document kind = iota
	zipped
	tarred
	gzipped
	zstandard
	xzipped
	bzipped
)

// sniff tells archives from documents.
func sniff(head []byte) kind {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return gzipped
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return zstandard
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return xzipped
	case len(head) > 9 && string(head[:3]) == "BZh" && string(head[4:10]) == "1AY&SY":
		return bzipped
	case isTar(head):
		return tarred
	}
	return document
}

// isTar looks for the checksum of a tar header, which all kinds of tar have.
func isTar(head []byte) bool {
	const size, at, width = 512, 148, 8
	if len(head) < size || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[at:at+width]), " \x00"), 8, 64)
	if err != nil {
		return false
	}
	sum := int64(width * ' ')
	for i, b := range head[:size] {
		if i < at || i >= at+width {
			sum += int64(b)
		}
	}
	return sum == want
}

// An item is a file, or a member of an archive, about to be read.
type item struct {
	*guard
	at    io.ReaderAt // nil where it can only be read in order
	size  int64       // with at
	shown string
	depth int // archives around it
}

// member is an item inside in.
func (in *item) member(g *guard, name string) *item {
	return &item{guard: g, shown: in.shown + "!" + cleanName(name), depth: in.depth + 1}
}

// read reads a document, or the members of an archive. Its error ends the job.
func (rd *reading) read(it *item) error {
	br := buffered(it)
	defer release(br)
	head, _ := br.Peek(source.HeadSize)
	if len(head) == 0 {
		if err := it.fault(); err != nil {
			return rd.refuse(it.shown, true, err)
		}
		return rd.refuse(it.shown, true, source.Refuse(0, "empty file"))
	}
	if besides(it.shown, head) {
		return rd.push(&task{path: it.shown, passed: true})
	}
	form := sniff(head)
	if form == document {
		if what := foreign(head); what != "" {
			return rd.refuse(it.shown, true, source.Refuse(0, "%s", what))
		}
		if it.depth > 0 {
			it.max = maxMember
		}
		return rd.document(it, br, head)
	}
	if it.depth >= maxDepth {
		return rd.refuse(it.shown, true, source.Refuse(0, "an archive inside %d others; no more than %d are opened", it.depth, maxDepth))
	}
	switch form {
	case zipped:
		return rd.zip(it, br)
	case tarred:
		return rd.tar(it, br)
	}
	return rd.compressed(it, br, form)
}

// withoutEnding is what the one member of a compressed file is called.
func withoutEnding(shown string) string {
	name := path.Base(strings.ReplaceAll(shown, "!", "/"))
	if ext := strings.ToLower(path.Ext(name)); packedEndings[ext] {
		name = name[:len(name)-len(ext)]
	}
	return name
}

// tar reads the members of a tar in their order.
func (rd *reading) tar(it *item, r io.Reader) error {
	members := 0
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			// Behind the last member stands the checksum of the compression.
			if _, _ = io.Copy(io.Discard, r); it.fault() != nil {
				return rd.refuse(it.shown, false, source.Refuse(0, "%s; its %d members were read, but may be damaged", source.AsRefusal("", it.fault()).Reason, members))
			}
			if members == 0 {
				return rd.refuse(it.shown, true, errEmptyArchive)
			}
			return nil
		}
		if err != nil {
			if f := it.fault(); f != nil {
				err = f
			}
			return rd.refuse(it.shown, members == 0, rest(err, members))
		}
		m := it.member(&guard{ctx: rd.ctx, r: t}, h.Name)
		switch h.Typeflag {
		case tar.TypeDir, tar.TypeXGlobalHeader:
			continue
		case tar.TypeSymlink, tar.TypeLink:
			err = rd.refuse(m.shown, false, source.Refuse(0, "a link; links inside an archive are not followed"))
		case tar.TypeReg:
			if sparse(h) {
				err = rd.refuse(m.shown, true, source.Refuse(0, "a sparse member; these are not read"))
				break
			}
			err = rd.read(m)
		case tar.TypeGNUSparse:
			err = rd.refuse(m.shown, true, source.Refuse(0, "a sparse member; these are not read"))
		default:
			err = rd.refuse(m.shown, false, source.Refuse(0, "not a regular file (%s)", kindOf(h.FileInfo().Mode().Type())))
		}
		members++
		if err != nil {
			return err
		}
	}
}

// sparse says whether a member claims holes, which cost nothing to store.
func sparse(h *tar.Header) bool {
	for k := range h.PAXRecords {
		if strings.HasPrefix(k, "GNU.sparse.") {
			return true
		}
	}
	return false
}

var errEmptyArchive = source.Refuse(0, "an archive without members")

// rest is the refusal of an archive behind a fault.
func rest(err error, members int) error {
	r := source.AsRefusal("", unreadable(err))
	if members == 0 {
		return r
	}
	return source.Refuse(0, "%s; no more than its first %d members were found", r.Reason, members)
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// cleanName makes a name fit to be shown: a relative path without dots, of
// valid UTF-8 without control characters, not too long.
func cleanName(name string) string {
	name = strings.ReplaceAll(visible.Line(name), `\`, "/")
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if name == "" {
		return "unnamed"
	}
	if len(name) > maxShownName {
		cut := maxShownName
		for !utf8.RuneStart(name[cut]) {
			cut--
		}
		name = name[:cut] + "…"
	}
	return name
}
