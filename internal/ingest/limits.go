package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"archive/tar"
	"archive/zip"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"

	"reftel/internal/ingest/csvdump"
	"reftel/internal/ingest/source"
	"reftel/internal/ingest/telegram"
)

// What one input may cost; Limits tells all of it, and docs/formats.md. The limit of
// a single cable is source.MaxPart, of columns csvdump.MaxColumns.
const (
	// maxDepth is how many archives may stand around a document. A tar with
	// its compression counts once.
	maxDepth = 2
	// maxRatio is how many times its stored size a member may have, and all
	// that comes out of a file together.
	maxRatio = 200
	// freeMember and freeTotal are the sizes below which the ratio does not
	// matter, for one member and for all that comes out of a file.
	freeMember = 1 << 20
	freeTotal  = 64 << 20
	// maxMember is the largest member that is read.
	maxMember = 8 << 30
	// maxNested is the largest zip inside another archive; it is held in
	// memory, because a zip is read from its end.
	maxNested = 256 << 20
	// maxMembers is how many members a zip may list, all of which are sorted.
	maxMembers = 1 << 20
	// maxWindow is the memory that a zstd or xz stream may ask for.
	maxWindow = 128 << 20
	// maxInFlight is how many bytes of cables may wait for a worker or for
	// their turn.
	maxInFlight = 64 << 20
	// maxShownName is how much of the name of a member is shown.
	maxShownName = 1000
)

// A Limit is one of the limits of an input, as it is told.
type Limit struct{ What, Most, Beyond string }

// Limits are all limits of inputs. docs/formats.md has them in a table.
func Limits() []Limit {
	mb := func(n int64) string { return fmt.Sprintf("%d MB", n>>20) }
	return []Limit{
		{"a cable: a file, a record, an object, a document of a volume", mb(source.MaxPart), "it is refused, and what stands beside it is read"},
		{"lines of a telegram", strconv.Itoa(telegram.MaxLines), "it is refused"},
		{"a file, however many cables it holds", "no limit: it is read in pieces", ""},
		{"columns of a table", strconv.Itoa(csvdump.MaxColumns), "the record is refused"},
		{"open elements of a page, one in another", "512", "the page is refused"},
		{"archives round a document", strconv.Itoa(maxDepth), "the archive is refused"},
		{"a member of an archive", fmt.Sprintf("%d GB", maxMember>>30), "it is not read on"},
		{"a zip inside another archive", mb(maxNested), "it is refused"},
		{"members of a zip", strconv.Itoa(maxMembers), "the zip is refused"},
		{"size of what is unpacked to what is stored", fmt.Sprintf("%d : 1, behind the first %s of a member and %s of a file", maxRatio, mb(freeMember), mb(freeTotal)), "it is not read on"},
		{"memory that a compression asks for", mb(maxWindow), "the file is refused"},
		{"cables in memory at once", mb(maxInFlight), "reading waits"},
		{"name of a member that is shown", fmt.Sprintf("%d bytes", maxShownName), "it is cut"},
		{"refused parts of a file that are listed", strconv.Itoa(listedParts), "the others are counted"},
	}
}

// expansion counts what comes out of the archives of one file, nested ones
// included.
type expansion struct {
	stored int64 // size of the file
	out    int64
}

// A guard reads a file or member and keeps its limits. Its error stays, and is
// a refusal that says what happened.
type guard struct {
	ctx   context.Context
	r     io.Reader
	in    func() int64 // stored bytes read so far; nil where nothing is compressed
	total *expansion   // nil where nothing is compressed
	max   int64        // 0 for no limit
	out   int64
	err   error // what ended the reading, io.EOF at the end
}

func (g *guard) Read(p []byte) (int, error) {
	if g.err == nil {
		g.err = g.ctx.Err()
	}
	if g.err != nil {
		return 0, g.err
	}
	n, err := g.r.Read(p)
	g.out += int64(n)
	if g.total != nil {
		g.total.out += int64(n)
	}
	switch {
	case g.max > 0 && g.out > g.max:
		g.err = source.Refuse(0, "larger than %d GB, the limit for a member of an archive", g.max>>30)
	case g.in != nil && g.out > freeMember && g.out > maxRatio*g.in():
		g.err = source.Refuse(0, "expands to more than %d times its size; not read on, as it may be made to exhaust the machine", maxRatio)
	case g.total != nil && g.total.out > freeTotal && g.total.out > maxRatio*g.total.stored:
		g.err = source.Refuse(0, "the archive expands to more than %d times its size; not read on, as it may be made to exhaust the machine", maxRatio)
	case err == io.EOF:
		g.err = err
		return n, err
	case err != nil:
		g.err = unreadable(err)
		return n, g.err
	default:
		return n, nil
	}
	return 0, g.err
}

// fault is the error that ended the reading before its end.
func (g *guard) fault() error {
	if g == nil || g.err == io.EOF {
		return nil
	}
	return g.err
}

// unreadable is the refusal of what can't be read further.
func unreadable(err error) error {
	var r *source.Refusal
	if errors.As(err, &r) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return source.Refuse(0, "can't be read further: %s", reason(err))
}

// reason is the cause of an error without the path, which the report has.
func reason(err error) string {
	var corrupt flate.CorruptInputError
	var structural bzip2.StructuralError
	var pe *fs.PathError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it is cut off"
	case errors.As(err, &corrupt), errors.As(err, &structural):
		return "its compressed data are damaged"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrChecksum):
		return "its checksum is wrong"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, tar.ErrHeader), errors.Is(err, zip.ErrFormat):
		return "its structure is damaged"
	case errors.Is(err, zip.ErrAlgorithm):
		return "its compression method is not known"
	case errors.As(err, &pe):
		return pe.Err.Error()
	}
	return err.Error()
}
