package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
	"reftel/internal/ingest/charset"
	"reftel/internal/ingest/source"
	"reftel/internal/sharedtest"
)

// lines is a format in which each line is a cable.
func lines() source.Format {
	return source.Format{
		Name:   "lines",
		Detect: func(head []byte) bool { return !bytes.HasPrefix(head, []byte("unknown")) },
		Split: func(r io.Reader, emit func(source.Part) error) error {
			s := bufio.NewScanner(r)
			for n := 1; s.Scan(); n++ {
				if s.Text() == "panic" {
					panic("a fault")
				}
				if err := emit(source.Part{Name: fmt.Sprint(n), Line: n, Raw: bytes.Clone(s.Bytes())}); err != nil {
					return err
				}
			}
			return s.Err()
		},
		Parse: func(_ string, p source.Part) (*cable.Cable, error) {
			return &cable.Cable{ID: "line-" + p.Name, Subject: string(p.Content())}, nil
		},
	}
}

// run reads one file with the formats given.
func run(t testing.TB, data string, formats ...source.Format) (got []string, report *Report) {
	t.Helper()
	j := New(tables(t), nil)
	j.formats = formats
	in := Input{FS: fstest.MapFS{"f": {Data: []byte(data)}}, Root: ".", Name: "in"}
	report, err := j.Run(t.Context(), []Input{in}, func(c *cable.Cable, raw []byte) error {
		got = append(got, fmt.Sprintf("%s=%s,%q", c.Source.Path, c.Subject, raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Refused {
		got = append(got, fmt.Sprintf("%s:%d: %s", r.Path, r.Line, r.Reason))
	}
	return got, report
}

// TestParts holds how files of many cables are decoded: UTF-16 and the mark as
// a whole, windows-1252 in each part, with the line in the file.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string
	}{
		{"UTF-8 with a mark", "\ufeffé\nb", []string{`in/f#1=é,"é"`, `in/f#2=b,"b"`}},
		{"UTF-16", utf16le("été\nb\ncc", true), []string{`in/f#1=été,"été"`, `in/f#2=b,"b"`, `in/f#3=cc,"cc"`}},
		{"parts of their own", "it\x92s\nx \xff y\nit’s", []string{`in/f#1=it’s,"it\x92s"`, `in/f#3=it’s,"it’s"`, "in/f#2:2: invalid UTF-8 (byte 0xFF at offset 2)"}},
		{"cut UTF-16", utf16le("été\nb\nc", true) + "\x00", []string{`in/f#1=été,"été"`, `in/f#2=b,"b"`, `in/f#3=c,"c"`, "in/f:3: invalid UTF-16 (half a character at the end, offset 14)"}},
		{"fault of the reader", "a\npanic\nb", []string{`in/f#1=a,"a"`, "in/f:0: the lines reader failed on it (a fault); please report this file"}},
		{"cut archive", gz(t, "a\n"+noise(100_000))[:20_000], nil},
		{"nothing", "\ufeff", []string{"in/f:0: no cable was found in it"}},
		{"unknown", "unknown", []string{"in/f:0: no reader knows this format"}},
	} {
		got, _ := run(t, c.data, lines())
		if c.want == nil {
			if last := got[len(got)-1]; got[0] != `in/f!f#1=a,"a"` || len(got) < 1000 || last != "in/f!f:0: can't be read further: it is cut off" {
				t.Errorf("%s: %d outcomes, the first %s, the last %s", c.name, len(got), got[0], last)
			}
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	_, report := run(t, utf16le("first line\nsecond", false), lines())
	if len(report.Doubts) != 1 || report.Doubts[0].Kind != "encoding repaired: "+charset.BareUTF16 || report.Doubts[0].Count != 2 {
		t.Errorf("UTF-16 by guess gives the doubts %+v", report.Doubts)
	}
}

// TestDeclaredUTF16 holds that an XML document in UTF-16 reaches its reader as
// UTF-8 that says so, whole whatever its length.
func TestDeclaredUTF16(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-16"?><a>` + noise(300_000) + "</a>"
	whole := source.Format{Name: "whole", Detect: func(head []byte) bool { return bytes.HasPrefix(head, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) }}
	whole.Split = func(r io.Reader, emit func(source.Part) error) error {
		all, err := io.ReadAll(r)
		if want := strings.Replace(text, "UTF-16", "UTF-8", 1); string(all) != want {
			t.Errorf("the reader was given %d bytes, want %d", len(all), len(want))
		}
		return errors.Join(err, emit(source.Part{Name: "x", Line: 1, Raw: all}))
	}
	whole.Parse = func(_ string, p source.Part) (*cable.Cable, error) { return &cable.Cable{ID: "A1"}, nil }
	for _, mark := range []bool{true, false} {
		if got, report := run(t, utf16le(text, mark), whole); report.Cables != 1 {
			t.Errorf("mark %v: %.200s", mark, got)
		}
	}
}

// TestIDs holds that an id that can have no page is refused whatever the reader.
func TestIDs(t *testing.T) {
	for id, want := range map[string]string{
		"08OSLO1": "", "": "", // which gets one of its checksum
		"OSLO": "holds no digit", ".": "holds no digit", "08OSLO\x001": "control characters", "08OSLO\u202e1": "control characters", strings.Repeat("9", 81): "longer than 80 bytes",
	} {
		f := lines()
		f.Parse = func(string, source.Part) (*cable.Cable, error) { return &cable.Cable{ID: id}, nil }
		got, report := run(t, "a telegram", f)
		if report.Cables+len(report.Refused) != 1 || (report.Cables == 1) != (want == "") || !strings.Contains(got[0], want) {
			t.Errorf("%q: %q", id, got)
		}
	}
}

// TestLimits holds the limits that need no large files to be reached.
func TestLimits(t *testing.T) {
	if _, err := hold(strings.NewReader(noise(3*piece)), 2*piece); err == nil {
		t.Error("a nested zip above the limit is held")
	}
	data := noise(3*piece + 5)
	h, err := hold(strings.NewReader(data), 4*piece)
	if err != nil || h.size != int64(len(data)) {
		t.Fatal(h.size, err)
	}
	if got, err := io.ReadAll(io.NewSectionReader(h, piece-7, piece+20)); err != nil || string(got) != data[piece-7:2*piece+13] {
		t.Error("held bytes differ", err)
	}
	if n, err := h.ReadAt(make([]byte, 10), h.size-4); n != 4 || err != io.EOF {
		t.Error("at the end:", n, err)
	}
	many := []byte(zipOf(t, entry{name: "a", data: "a"}))
	if n := listed(bytes.NewReader(many), int64(len(many))); n != 1 {
		t.Errorf("%d members listed, want 1", n)
	}
	// The record of a zip64 stands in front and claims more than is allowed.
	record := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	record[34] = 0xFF
	locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
	locator[8], locator[9] = byte(len(many)-22), byte((len(many)-22)>>8)
	end := bytes.Clone(many[len(many)-22:])
	end[10], end[11] = 0xFF, 0xFF
	many = bytes.Join([][]byte{many[:len(many)-22], record, locator, end}, nil)
	if got, _ := run(t, string(many), lines()); len(got) != 1 || !strings.Contains(got[0], "a zip of 16711680 members") {
		t.Errorf("a zip that claims too many members: %q", got)
	}
	g := &guard{ctx: t.Context(), r: strings.NewReader("abcdef"), max: 3}
	if _, err := io.ReadAll(g); err == nil || !strings.Contains(err.Error(), "limit for a member") {
		t.Error("a member above the limit:", err)
	}
	if got := cleanName(strings.Repeat("é", maxShownName)); len(got) > maxShownName+3 {
		t.Errorf("a name of %d bytes is shown", len(got))
	}
	sharedtest.Score(t, "C3", "limits of archives hold", "as documented", !t.Failed())
}

// FuzzArchive holds that no archive, however broken, breaks a reading, and that
// each input gives a cable or a refusal. What the job folds of names behind its readings
// is left out, which takes fifty times as long.
func FuzzArchive(f *testing.F) {
	a, b := entry{name: "a/b.txt", data: "one\ntwo"}, entry{name: "c.txt", data: strings.Repeat("long line ", 50)}
	z, tape := zipOf(f, a, b), tarOf(f, a, b)
	for _, s := range []string{
		z, z[:len(z)-30], z[:len(z)/2], tape, tape[:700], gz(f, tape), zst(f, tape), gz(f, "x"), zst(f, "y"),
		zipOf(f, entry{name: "z", data: z}), gz(f, z), utf16le("a\nb", true), "\xef\xbb\xbfx", "text",
	} {
		f.Add([]byte(s))
	}
	j := New(tables(f), nil)
	j.formats, j.workers = []source.Format{lines()}, 1
	f.Fuzz(func(t *testing.T, data []byte) {
		in := []Input{{FS: fstest.MapFS{"f": {Data: data}}, Root: ".", Name: "in"}}
		report := newReport()
		err := j.pass(t.Context(), pass{stage: "read", stamps: stampsOf(in), take: func(read *task) error {
			report.add(read.cable)
			return nil
		}}, in, report)
		if err != nil || report.Cables+len(report.Refused) == 0 {
			t.Errorf("error %v, report %+v", err, report)
		}
	})
}
