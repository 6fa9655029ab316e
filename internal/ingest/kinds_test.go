//go:build unix

package ingest

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
)

// sourceKinds are malformed inputs, made when they are needed: nothing large is kept.
func sourceKinds(t testing.TB) []malformation {
	var all []malformation
	add := func(name, want string, data func() string) {
		all = append(all, malformation{name: name, want: want, data: data})
	}
	is := func(name, want, data string) { add(name, want, func() string { return data }) }
	heavy := func(name, want string, data func() string) {
		all = append(all, malformation{name: name, want: want, data: data, heavy: true})
	}
	made := func(name, want string, f func(string) error) {
		all = append(all, malformation{name: name, want: want, make: f})
	}
	texts(is, heavy)
	packed(t, add, heavy)
	foreigners(is)
	markup(add, is, heavy)
	dumps(add, is, heavy)
	files(made, is)
	all = append(all, malformation{name: "sparse.txt", want: "larger than", heavy: true, make: func(p string) error {
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			return err
		}
		return os.Truncate(p, 4<<30)
	}})
	return all
}

type (
	isKind  func(name, want, data string)
	addKind func(name, want string, data func() string)
)

// texts are plain texts in wrong encodings and shapes.
func texts(is isKind, heavy addKind) {
	good := telegramOf(1)
	be := "\xfe\xff"
	for _, u := range utf16.Encode([]rune(good)) {
		be += string([]byte{byte(u >> 8), byte(u)})
	}
	is("empty.txt", "empty file", "")
	is("blank.txt", "", "   \t  ")
	is("lines.txt", "", "\n\n\n\n")
	is("bytes.txt", "invalid UTF-8", good+"\xc3\x28\xff")
	is("nul.txt", "NUL", good+"\x00")
	is("nuls.txt", "", strings.Repeat("\x00", 1000))
	is("utf16le.txt", "read", utf16le(good, true))
	is("utf16be.txt", "read", be)
	is("utf16bare.txt", "read", utf16le(good, false))
	is("utf16half.txt", "half a character", utf16le(good, true)+"\x00")
	is("surrogate.txt", "surrogate", utf16le(good, true)+"\x00\xd8x\x00")
	is("utf32.txt", "", "\xff\xfe\x00\x00U\x00\x00\x00")
	is("mojibake.txt", "read", strings.Replace(good, "CAME", "CAME TO ‘MAÃ‘ANAâ€™", 1))
	is("windows.txt", "read", strings.Replace(good, "CAME", "CAME TO \x91MA\xd1ANA\x92", 1))
	is("cr.txt", "read", strings.ReplaceAll(good, "\n", "\r"))
	is("crlf.txt", "read", strings.ReplaceAll(good, "\n", "\r\n"))
	is("bom.txt", "", "\ufeff")
	is("boms.txt", "", "\ufeff\ufeff"+good)
	is("midbom.txt", "read", strings.Replace(good, "CAME", "\ufeffCAME", 1))
	is("bidi.txt", "read", strings.Replace(good, "CAME", "\u202eEMAC\u202c \u2066x\u2069 \u200b\u200d", 1))
	is("control.txt", "read", strings.Replace(good, "CAME", "CAME\x07\x1b[2J\x08", 1))
	is("prose.txt", "", "The lamp was lit and nobody wrote a cable about it.\n")
	is("brackets.txt", "read", good+"[PER [ORG [LOC x ] ] [PER ] ]] [[[ [XYZ a ] [PER:0.9; ORG:\n")
	is("cut.txt", "", good[:30])
	is("repeat.txt", "read", strings.Repeat(good, 3))
	heavy("line.txt", "larger than", func() string { return good + strings.Repeat("x", 6<<20) })
	heavy("line100.txt", "larger than", func() string { return strings.Repeat("x", 100<<20) })
	heavy("lines4.txt", "more than 200000 lines", func() string { return good + strings.Repeat("\n1. (U) X.\n", 4<<20/11) })
	heavy("per.html", "", func() string { return "<pre>" + good + "[PER Holm ] " + strings.Repeat("[PER ", 500000) + "</pre>" })
	heavy("pers.html", "", func() string { return "<pre>" + good + strings.Repeat("[PER a ] ", 4<<20/9) + "</pre>" })
}

// files are what is no file, or has a name that is none.
func files(made func(string, string, func(string) error), is isKind) {
	made("out.txt", "symbolic link", func(p string) error { return os.Symlink("/etc/passwd", p) })
	made("loop", "symbolic link", func(p string) error { return os.Symlink("..", p) })
	made("self.txt", "symbolic link", func(p string) error { return os.Symlink("self.txt", p) })
	made("pipe.txt", "named pipe", func(p string) error { return syscall.Mkfifo(p, 0o644) })
	made("socket.txt", "socket", socket)
	made("device.txt", "device", func(p string) error { return syscall.Mknod(p, syscall.S_IFCHR|0o644, 1<<8|3) })
	made("locked.txt", "permission denied", func(p string) error {
		if os.Geteuid() == 0 {
			return fmt.Errorf("the superuser reads all")
		}
		return os.WriteFile(p, []byte(telegramOf(30)), 0)
	})
	made("folder.html", "read", func(p string) error {
		if err := os.Mkdir(p, 0o755); err != nil {
			return err
		}
		return os.WriteFile(p+"/x.txt", []byte(telegramOf(31)), 0o644)
	})
	is("name\nof two lines.txt", "read", telegramOf(32))
	is("name \xff.txt", "", telegramOf(33))
	is(strings.Repeat("n", 200)+".txt", "read", telegramOf(34))
	is("-rf --help $(x).txt", "read", telegramOf(35))
}
