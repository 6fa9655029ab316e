package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"reftel/internal/sharedtest"
)

// telegramOf is a small cable with a serial number of its own.
func telegramOf(n int) string {
	return fmt.Sprintf("UNCLAS OSLO %06d\n\nTAGS: ETRD NO\nSUBJECT: HERRING\n\n1. (U) THE HERRING CAME.\nHOLM\n", n)
}

// noise is text that does not compress well.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%x\n", r.Uint64())
	}
	return b.String()
}

// An entry is a member of an archive in tests.
type entry struct {
	name, data string
	mode       fs.FileMode
	link       string
}

func zipOf(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(e.mode | 0o644)
		m, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, e.data); err != nil && !strings.HasSuffix(e.name, "/") {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: tar.TypeReg, Size: int64(len(e.data)), Mode: 0o644}
		switch {
		case e.link != "":
			h.Typeflag, h.Linkname = tar.TypeSymlink, e.link
		case e.mode&fs.ModeNamedPipe != 0:
			h.Typeflag = tar.TypeFifo
		case e.mode.IsDir():
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gz(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = "not/this.name"
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zst(t testing.TB, data string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return string(w.EncodeAll([]byte(data), nil))
}

// outcome reads files and returns the paths of the cables, in order, and the
// refusals as lines.
func outcome(t testing.TB, files map[string]string) (read, refused []string, report *Report) {
	t.Helper()
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return outcomeOf(t, Input{FS: m, Root: ".", Name: "in"})
}

func outcomeOf(t testing.TB, in Input) (read, refused []string, report *Report) {
	t.Helper()
	report, err := New(tables(t), nil).Run(t.Context(), []Input{in}, collect(&read))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Refused {
		line := r.Path
		if r.Line > 0 {
			line += fmt.Sprintf(":%d", r.Line)
		}
		refused = append(refused, line+": "+r.Reason)
	}
	return read, refused, report
}

func TestArchives(t *testing.T) {
	a, b, c := entry{name: "b/2.txt", data: telegramOf(2)}, entry{name: "a.txt", data: telegramOf(1)}, entry{name: "c", data: telegramOf(3)}
	dir := entry{name: "b/", mode: fs.ModeDir}
	read, refused, report := outcome(t, map[string]string{
		"0.txt":         telegramOf(9),
		"a.zip":         zipOf(t, dir, a, b, c),
		"b.tar":         tarOf(t, dir, a, b, c),
		"c.tar.gz":      gz(t, tarOf(t, a, b)),
		"d.TGZ":         gz(t, tarOf(t, c)),
		"e.tar.zst":     zst(t, tarOf(t, a, b)),
		"f.txt.gz":      gz(t, telegramOf(4)),
		"g.txt.ZST":     zst(t, telegramOf(5)),
		"h-no-ending":   gz(t, telegramOf(6)),
		"i.txt":         zipOf(t, c),
		"j.twice.gz":    gz(t, telegramOf(7)[:40]) + gz(t, telegramOf(7)[40:]),
		"k.zip":         zipOf(t, entry{name: "in.zip", data: zipOf(t, a, b)}, entry{name: "in.tgz", data: gz(t, tarOf(t, c))}, entry{name: "in.txt.gz", data: gz(t, telegramOf(8))}),
		"l.tar.gz":      gz(t, tarOf(t, entry{name: "x.zst", data: zst(t, telegramOf(8))}, entry{name: "y.zip", data: zipOf(t, a)})),
		"m.zip.gz":      gz(t, zipOf(t, a)),
		"n.deep.zip":    zipOf(t, entry{name: "1.zip", data: zipOf(t, entry{name: "2.gz", data: gz(t, telegramOf(1))}, b)}),
		"o.deep.gz":     gz(t, gz(t, gz(t, telegramOf(1)))),
		"p.empty.zip":   zipOf(t),
		"q.empty.gz":    gz(t, ""),
		"r.oddname.zip": zipOf(t, entry{name: "../../etc/passwd", data: telegramOf(1)}, entry{name: `..\x\y.txt`, data: telegramOf(1)}, entry{name: "a\nb\xff.txt", data: telegramOf(1)}, entry{name: "", data: telegramOf(1)}),
		"s.odd.tar":     tarOf(t, entry{name: "l", link: "/etc/passwd"}, entry{name: "/abs/x.txt", data: telegramOf(1)}, entry{name: "p", mode: fs.ModeNamedPipe}, entry{name: "e"}, a),
	})
	want := []string{
		"in/0.txt", "in/a.zip!a.txt", "in/a.zip!b/2.txt", "in/a.zip!c", "in/b.tar!b/2.txt", "in/b.tar!a.txt", "in/b.tar!c",
		"in/c.tar.gz!b/2.txt", "in/c.tar.gz!a.txt", "in/d.TGZ!c", "in/e.tar.zst!b/2.txt", "in/e.tar.zst!a.txt",
		"in/f.txt.gz!f.txt", "in/g.txt.ZST!g.txt", "in/h-no-ending!h-no-ending", "in/i.txt!c", "in/j.twice.gz!j.twice",
		"in/k.zip!in.tgz!c", "in/k.zip!in.txt.gz!in.txt", "in/k.zip!in.zip!a.txt", "in/k.zip!in.zip!b/2.txt",
		"in/l.tar.gz!x.zst!x", "in/l.tar.gz!y.zip!b/2.txt", "in/m.zip.gz!m.zip!b/2.txt", "in/n.deep.zip!1.zip!a.txt",
		"in/r.oddname.zip!unnamed", "in/r.oddname.zip!etc/passwd", "in/r.oddname.zip!x/y.txt", "in/r.oddname.zip!a␊b\ufffd.txt",
		"in/s.odd.tar!abs/x.txt", "in/s.odd.tar!b/2.txt",
	}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"in/n.deep.zip!1.zip!2.gz: an archive inside 2 others; no more than 2 are opened",
		"in/o.deep.gz!o.deep!o.deep: an archive inside 2 others; no more than 2 are opened",
		"in/p.empty.zip: an archive without members",
		"in/q.empty.gz!q.empty: empty file",
		"in/s.odd.tar!e: empty file",
		"in/s.odd.tar!l: a link; links inside an archive are not followed",
		"in/s.odd.tar!p: not a regular file (named pipe)",
	}, refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	if want := len(read) + 5; report.Files != want {
		t.Errorf("%d files, want %d", report.Files, want)
	}
}

// TestDamagedArchives holds that what stands before a fault is kept and the
// rest reported.
func TestDamagedArchives(t *testing.T) {
	good := func(n int) entry { return entry{name: fmt.Sprintf("%d.txt", n), data: telegramOf(n)} }
	big := entry{name: "3.txt", data: telegramOf(3) + noise(200_000)}
	whole := zipOf(t, good(1), good(2), big)
	cut := whole[:len(whole)/2]
	sum := strings.Replace(whole, "PK\x01\x02", "PK\x01\x09", 1) // the list of members is damaged
	crc := []byte(zipOf(t, good(1), good(2)))
	list := bytes.LastIndex(crc, []byte("PK\x01\x02"))
	crc[list+16] ^= 0xFF // the checksum of 2.txt
	locked := []byte(zipOf(t, good(1), good(2)))
	locked[bytes.LastIndex(locked, []byte("PK\x01\x02"))+8] |= encrypted
	method := []byte(zipOf(t, good(1), good(2)))
	method[bytes.LastIndex(method, []byte("PK\x01\x02"))+10] = 99
	tape := tarOf(t, good(1), good(2), big)
	tgz := gz(t, tape)
	broken := []byte(tgz)
	copy(broken[len(broken)/2:], bytes.Repeat([]byte{0xA5}, 200))
	tail := []byte(gz(t, telegramOf(1)))
	tail[len(tail)-6] ^= 0xFF
	frame := zst(t, telegramOf(1)+noise(200_000))

	read, refused, _ := outcome(t, map[string]string{
		"a.cut.zip": cut, "b.list.zip": sum, "c.sum.zip": string(crc), "d.locked.zip": string(locked), "e.method.zip": string(method),
		"f.cut.tar": tape[:len(tape)/2], "g.cut.tgz": tgz[:len(tgz)/2], "h.broken.tgz": string(broken),
		"i.sum.gz": string(tail), "j.cut.gz": tgz[:5], "k.cut.zst": frame[:len(frame)/2],
		"l.zip": "PK\x03\x04 and no more", "m.gz": "\x1f\x8b\x08 and no more", "n.zst": "\x28\xb5\x2f\xfd and no more",
		"o.zip": zipOf(t, entry{name: "x.zip", data: cut}, good(4)), "z.txt": telegramOf(9),
	})
	want := []string{
		"in/a.cut.zip!1.txt", "in/a.cut.zip!2.txt", "in/b.list.zip!1.txt", "in/b.list.zip!2.txt", "in/b.list.zip!3.txt",
		"in/c.sum.zip!1.txt", "in/d.locked.zip!1.txt", "in/e.method.zip!1.txt",
		"in/f.cut.tar!1.txt", "in/f.cut.tar!2.txt", "in/g.cut.tgz!1.txt", "in/g.cut.tgz!2.txt", "in/h.broken.tgz!1.txt", "in/h.broken.tgz!2.txt", "in/h.broken.tgz!3.txt",
		"in/o.zip!4.txt", "in/o.zip!x.zip!1.txt", "in/o.zip!x.zip!2.txt", "in/z.txt",
	}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"in/a.cut.zip: its list of members is damaged or cut off; no more than its first 3 members were found",
		"in/a.cut.zip!3.txt: can't be read further: it is cut off",
		"in/b.list.zip: its list of members is damaged or cut off; no more than its first 3 members were found",
		"in/c.sum.zip!2.txt: can't be read further: its checksum is wrong",
		"in/d.locked.zip!2.txt: encrypted",
		"in/e.method.zip!2.txt: can't be read further: its compression method is not known",
		"in/f.cut.tar: can't be read further: it is cut off; no more than its first 3 members were found",
		"in/f.cut.tar!3.txt: can't be read further: it is cut off",
		"in/g.cut.tgz: can't be read further: it is cut off; no more than its first 3 members were found",
		"in/g.cut.tgz!3.txt: can't be read further: it is cut off",
		"in/h.broken.tgz: can't be read further: its checksum is wrong; its 3 members were read, but may be damaged",
		"in/i.sum.gz!i.sum: can't be read further: its checksum is wrong",
		"in/j.cut.gz: can't be read further: it is cut off",
		"in/k.cut.zst!k.cut: can't be read further: it is cut off",
		"in/l.zip: its list of members is damaged or cut off",
		"in/m.gz!m: can't be read further: its compressed data are damaged",
		"in/n.zst!n: can't be read further: invalid input: reserved block type encountered",
		"in/o.zip!x.zip: its list of members is damaged or cut off; no more than its first 3 members were found",
		"in/o.zip!x.zip!3.txt: can't be read further: it is cut off",
	}, refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	sharedtest.Score(t, "C2 archives", fmt.Sprintf("15 damaged archives: %d good members read, %d refusals", len(read), len(refused)), "all named", !t.Failed())
}

// TestBombs holds that what expands without end is refused, and its neighbours
// read.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks much, one file after another; the run without -short does it")
	}
	sharedtest.Dear(t)
	zeros := strings.Repeat(" ", 12<<20)
	bomb := entry{name: "b.txt", data: zeros}
	one, two := entry{name: "a.txt", data: telegramOf(1)}, entry{name: "c.txt", data: telegramOf(2)}
	whole := zipOf(t, one, bomb, two)
	stored := map[string]string{
		"a.zip": whole, "b.zip.gz": gz(t, whole), "c.gz": gz(t, zeros), "d.tgz": gz(t, tarOf(t, one, bomb, two)),
		"e.zst": zst(t, zeros), "f.cut.zip": whole[:len(whole)-40],
		"g.many.zip": zipOf(t, slices.Repeat([]entry{{name: "x.txt", data: zeros[:1<<20]}}, 72)...),
	}
	zeros, bomb.data = "", ""
	var read, refused []string
	allocated := allocation(func() { read, refused, _ = outcome(t, stored) })
	if diff := cmp.Diff([]string{"in/a.zip!a.txt", "in/a.zip!c.txt", "in/b.zip.gz!b.zip!a.txt", "in/b.zip.gz!b.zip!c.txt", "in/d.tgz!a.txt", "in/f.cut.zip!a.txt"}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	over, all := 0, 0
	for _, r := range refused {
		if strings.Contains(r, "the archive expands to more than 200 times") {
			all++
		} else if strings.Contains(r, "expands to more than 200 times") || strings.Contains(r, "larger than 5 MB") {
			over++
		}
		if !strings.HasPrefix(r, "in/g.many.zip!x.txt") {
			t.Log(r)
		}
	}
	if over < 6 || all < 5 {
		t.Errorf("%d members and %d archives refused for their expansion", over, all)
	}
	// The input is read twice.
	if allocated > 2*512<<20 {
		t.Errorf("%d MB allocated in all", allocated>>20)
	}
	sharedtest.Score(t, "C2 bombs", fmt.Sprintf("%d refused for what they expand to, %d MB allocated in two readings", over+all, allocated>>20), "1024 MB", !t.Failed())
}
