package ingest

import (
	"errors"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/cable"
)

// collect is a sink that keeps the paths.
func collect(paths *[]string) func(*cable.Cable, []byte) error {
	return func(c *cable.Cable, _ []byte) error {
		*paths = append(*paths, c.Source.Path)
		return nil
	}
}

// allocation is how many bytes f allocates.
func allocation(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func utf16le(text string, bom bool) string {
	var b strings.Builder
	if bom {
		b.WriteString("\xff\xfe")
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

// TestEncodings holds that a source in any known encoding gives the same text,
// keeps its bytes, and says what was repaired.
func TestEncodings(t *testing.T) {
	const body = "1. (U) THE MINISTER’S “NON-PAPER” ON MAÑANA CAME.\n"
	text := strings.Replace(telegramOf(1), "1. (U) THE HERRING CAME.\n", body, 1)
	page := "<code><pre>" + strings.ReplaceAll(text, "\n", "&#x000A;") + "</pre></code>"
	windows := strings.NewReplacer("’", "\x92", "“", "\x93", "”", "\x94", "Ñ", "\xd1").Replace
	garble := strings.NewReplacer("’", "â€™", "“", "â€œ", "”", "â€\u009d", "Ñ", "Ã‘").Replace
	files := map[string]string{
		"1-plain.txt": text, "2-mark.txt": "\ufeff" + text, "3-mark.html": "\ufeff" + page,
		"4-utf16.txt": utf16le(text, true), "5-utf16.html": utf16le(page, true), "6-bare.txt": utf16le(text, false),
		"7-windows.txt": windows(text), "8-mojibake.html": garble(page), "9-cr.txt": strings.ReplaceAll(text, "\n", "\r"),
	}
	m := fstest.MapFS{}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: []byte(data)}
	}
	report, err := New(tables(t), nil).Run(t.Context(), []Input{{FS: m, Root: ".", Name: "in"}}, func(c *cable.Cable, raw []byte) error {
		name := strings.TrimPrefix(c.Source.Path, "in/")
		if string(raw) != files[name] || c.Source.Bytes != len(raw) {
			t.Errorf("%s: the raw source is not the file", name)
		}
		if len(c.Paragraphs) != 1 || !strings.Contains(c.Paragraphs[0].Text, "“NON-PAPER”") || !strings.Contains(c.Paragraphs[0].Text, "MAÑANA") {
			t.Errorf("%s: paragraphs %+v", name, c.Paragraphs)
		}
		delete(files, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		t.Errorf("%s was not read: %v", name, report.Refused)
	}
	var doubts []string
	for _, d := range report.Doubts {
		if strings.HasPrefix(d.Kind, "encoding") {
			id, detail, _ := strings.Cut(strings.Join(d.Examples, "; "), ": ")
			if id == "" {
				t.Errorf("%s has no example", d.Kind)
			}
			doubts = append(doubts, d.Kind+": "+detail)
		}
	}
	slices.Sort(doubts)
	if diff := cmp.Diff([]string{
		"encoding repaired: UTF-16 without a byte order mark: in/6-bare.txt",
		"encoding repaired: mojibake: in/8-mojibake.html 4 characters",
		"encoding repaired: windows-1252: in/7-windows.txt 4 characters",
	}, doubts); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

// failing is a file system whose files fail after some bytes.
type failing struct{ fstest.MapFS }

func (f failing) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if err != nil || !strings.HasPrefix(name, "bad") {
		return file, err
	}
	return &failingFile{file, 120}, nil
}

type failingFile struct {
	fs.File
	left int
}

func (f *failingFile) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, &fs.PathError{Op: "read", Path: "bad", Err: errors.New("input/output error")}
	}
	n, err := f.File.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err == io.EOF {
		err = nil
	}
	return n, err
}

// TestReadErrors holds that a file that fails while it is read is refused, be
// it a document or an archive, and the next one read.
func TestReadErrors(t *testing.T) {
	m := fstest.MapFS{
		"bad.txt": {Data: []byte(telegramOf(1) + telegramOf(1))},
		"bad.tar": {Data: []byte(tarOf(t, entry{name: "x", data: telegramOf(1)}))},
		"bad.tgz": {Data: []byte(gz(t, noise(1000)))},
		"bad.zip": {Data: []byte(zipOf(t, entry{name: "x.txt", data: noise(1000)}))},
		"c.txt":   {Data: []byte(telegramOf(2))},
	}
	read, refused, _ := outcomeOf(t, Input{FS: failing{m}, Root: ".", Name: "in"})
	if diff := cmp.Diff([]string{"in/c.txt"}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	for _, name := range []string{"bad.txt", "bad.tar", "bad.tgz", "bad.zip"} {
		if !slices.ContainsFunc(refused, func(r string) bool {
			return strings.HasPrefix(r, "in/"+name) && strings.Contains(r, "input/output error")
		}) {
			t.Errorf("%s is not refused for its cause: %q", name, refused)
		}
	}
}
