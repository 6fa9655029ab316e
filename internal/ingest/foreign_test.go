package ingest

import (
	"bytes"
	"compress/bzip2"
	"encoding/base64"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ulikunitz/xz"
)

func xzOf(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// packedTelegram is telegramOf(7), made by the program bzip2.
const packedTelegram = "QlpoOTFBWSZTWTVhagcAACjeACAQQGFgkD73ngAgAFRFBg0ZPUENMDVG0anpNNoRoep6h2nFPIdkUuBjDLV5XXSNbI4y2+31HbLwBmGoQVCyvwBjRRRq9qhUI8IJ8wdoM2LuSKcKEgasLUDg"

// TestPacked holds that files compressed by xz and bzip2 are read like those of
// gzip, that tars in them are read, and that damage is told.
func TestPacked(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks much, one file after another; the run without -short does it")
	}
	bz, err := base64.StdEncoding.DecodeString(packedTelegram)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(bz))); err != nil || string(text) != telegramOf(7) {
		t.Fatalf("%q, %v", text, err)
	}
	whole := xzOf(t, telegramOf(1)+noise(100_000))
	broken := []byte(whole)
	copy(broken[len(broken)/2:], bytes.Repeat([]byte{0xA5}, 200))
	greedy := []byte(xzOf(t, telegramOf(1)))
	greedy[16] = 38 // a window of 2 GB
	damaged := bytes.Clone(bz)
	damaged[30] ^= 0xFF
	read, refused, _ := outcome(t, map[string]string{
		"a.txt.xz": xzOf(t, telegramOf(1)), "b.tar.xz": xzOf(t, tarOf(t, entry{name: "x.txt", data: telegramOf(2)})), "c.txt.bz2": string(bz),
		"d.cut.xz": whole[:len(whole)/2], "e.broken.xz": string(broken), "f.greedy.xz": string(greedy), "g.broken.bz2": string(damaged), "h.cut.bz2": string(bz[:40]),
		"i.bomb.xz": xzOf(t, strings.Repeat(" ", 12<<20)), "z.txt": telegramOf(9),
	})
	if diff := cmp.Diff([]string{"in/a.txt.xz!a.txt", "in/b.tar.xz!x.txt", "in/c.txt.bz2!c.txt", "in/z.txt"}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"in/d.cut.xz!d.cut: can't be read further: it is cut off",
		"in/e.broken.xz!e.broken: can't be read further: its compressed data are damaged",
		"in/f.greedy.xz: asks for 2048 MB of memory to be unpacked; no more than 128 are given",
		"in/g.broken.bz2!g.broken: can't be read further: its compressed data are damaged",
		"in/h.cut.bz2!h.cut: can't be read further: it is cut off",
		"in/i.bomb.xz!i.bomb: expands to more than 200 times its size; not read on, as it may be made to exhaust the machine",
	}, refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
}

// TestForeign holds that what is no document of ours is named, with what to do
// about it, in one line a file; and that what systems leave behind is counted
// and passed over.
func TestForeign(t *testing.T) {
	mail := "Received: from a by b;\n\tMon, 5 May 2008\nFrom: Kari Holm <kari@example.org>\nSubject: FW: nets\n\n" + telegramOf(1)
	read, refused, report := outcome(t, map[string]string{
		"a.7z": "7z\xbc\xaf\x27\x1c\x00\x04rest", "b.rar": "Rar!\x1a\x07\x01\x00rest", "c.pdf": "%PDF-1.4\n" + telegramOf(1), "d.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
		"e.docx": zipOf(t, entry{name: "[Content_Types].xml", data: "<a/>"}, entry{name: "word/document.xml", data: "<a/>"}),
		"f.eml":  mail, "g.mbox": "From kari@example.org Mon May  5 10:00:00 2008\n" + mail + "\nFrom ole@example.org Mon May  5 10:00:00 2008\n" + mail,
		"h.rtf": `{\rtf1 UNCLAS OSLO 000001}`, "i.png": "\x89PNG\r\n\x1a\n", "j.eml": "From: Kari <kari@example.org>\r\nTo: Ole <ole@example.org>\r\nDate: Mon, 5 May 2008\r\n\r\n" + telegramOf(1),
		"k.zip": zipOf(t, entry{name: "1.txt", data: telegramOf(3)}, entry{name: "__MACOSX/._1.txt", data: "\x00\x05\x16\x07\x00\x02"}, entry{name: ".DS_Store", data: "\x00\x00\x00\x01Bud1"}),
		"l.tar": tarOf(t, entry{name: "2.txt", data: telegramOf(4)}, entry{name: "._2.txt", data: "\x00\x05\x16\x07\x00\x02"}), "Thumbs.db": "\xd0\xcf\x11\xe0",
		"y.txt": "From: OSLO\nTo: STATE\nDate: 5 May 2008\n\n" + telegramOf(5), "z.txt": "FROM OSLO\n" + telegramOf(6),
	})
	if diff := cmp.Diff([]string{"in/k.zip!1.txt", "in/l.tar!2.txt", "in/y.txt", "in/z.txt"}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	for i, want := range []string{"a.7z: a 7z archive", "b.rar: a rar archive", "c.pdf: a PDF", "d.doc: an Office document", "e.docx: a Word document", "f.eml: a mail", "g.mbox: a mailbox", "h.rtf: a rich text", "i.png: a picture", "j.eml: a mail"} {
		if i >= len(refused) || !strings.HasPrefix(refused[i], "in/"+want+" ") || !strings.Contains(refused[i], " is not read; ") {
			t.Errorf("refused %q, want %s", refused, want)
			break
		}
	}
	if len(refused) != 10 || report.Passed != 4 {
		t.Errorf("%d refused: %q; %d passed over", len(refused), refused, report.Passed)
	}
}
