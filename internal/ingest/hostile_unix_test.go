//go:build unix

package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reftel/internal/sharedtest"
)

// TestHostileFiles holds that files made to do harm, and files that can't be
// read, are named with their reason, and that the rest is read.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, data string) {
		t.Helper()
		if err := os.WriteFile(at(name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	put("a.txt", telegramOf(1))
	put("name\nof two lines.txt", telegramOf(2))
	put("name \xff.txt", telegramOf(3))
	put("nul.txt", telegramOf(4)+"\x00")
	put("empty.txt", "")
	put("bytes.txt", telegramOf(4)+"\xc3\x28\xff")
	put("half.txt", utf16le(telegramOf(4), true)+"\x00")
	put("surrogate.txt", utf16le(telegramOf(4), true)+"\x00\xd8x\x00")
	put("line.txt", telegramOf(5)+strings.Repeat("x", 20<<20))
	must(os.Mkdir(at("folder.html"), 0o755))
	put("folder.html/b.txt", telegramOf(6))
	must(os.Symlink("/etc/passwd", at("out.txt")))
	must(os.Symlink("..", at("folder.html/loop")))
	must(os.Symlink("self.txt", at("self.txt")))
	must(syscall.Mkfifo(at("pipe.txt"), 0o644))
	put("sparse.txt", "")
	must(os.Truncate(at("sparse.txt"), 4<<30))
	unreadable := []string{}
	if os.Geteuid() != 0 {
		put("locked.txt", telegramOf(7))
		must(os.Chmod(at("locked.txt"), 0))
		unreadable = append(unreadable, "in/locked.txt: can't be opened: permission denied")
	}
	put("z.txt", telegramOf(8))

	var read, refused []string
	allocated := allocation(func() { read, refused, _ = outcomeOf(t, Input{FS: os.DirFS(dir), Root: ".", Name: "in"}) })
	if diff := cmp.Diff([]string{"in/a.txt", "in/folder.html/b.txt", "in/name␊of two lines.txt", "in/z.txt"}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	want := append([]string{
		"in/bytes.txt:8: invalid UTF-8 (byte 0xC3 at offset 82)",
		"in/empty.txt: empty file",
		"in/folder.html/loop: a symbolic link; links inside a folder are not followed",
		"in/half.txt:8: invalid UTF-16 (half a character at the end, offset 164)",
		"in/line.txt: larger than 5 MB, the limit for one cable",
		"in/name \ufffd.txt: can't be opened: its name is not valid UTF-8",
		"in/nul.txt:8: binary data (a NUL byte), not text",
		"in/out.txt: a symbolic link; links inside a folder are not followed",
		"in/pipe.txt: not a regular file (named pipe)",
		"in/self.txt: a symbolic link; links inside a folder are not followed",
		"in/sparse.txt: larger than 5 MB, the limit for one cable",
		"in/surrogate.txt:8: invalid UTF-16 (half a surrogate pair, 0xD800, at offset 164)",
	}, unreadable...)
	slices.Sort(want)
	if diff := cmp.Diff(want, refused); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	if allocated > 512<<20 {
		t.Errorf("%d MB allocated", allocated>>20)
	}

	// A link given by name is followed, but not to a pipe.
	must(os.Symlink("a.txt", at("link.txt")))
	must(os.Symlink("pipe.txt", at("link-to-pipe.txt")))
	if read, _, _ := outcomeOf(t, input(t, at("link.txt"))); len(read) != 1 {
		t.Error("a link given by name was not read")
	}
	if _, refused, _ := outcomeOf(t, input(t, at("link-to-pipe.txt"))); len(refused) != 1 || !strings.HasSuffix(refused[0], "not a regular file (named pipe)") {
		t.Errorf("a link to a pipe: %v", refused)
	}
	sharedtest.Score(t, "C2 files", fmt.Sprintf("%d hostile files refused by name, %d MB allocated", len(refused), allocated>>20), "all named, 512 MB", !t.Failed())
}
