//go:build unix

package ingest

import (
	"io/fs"
	"strings"
	"testing"
)

// packed are archives and compressed files.
func packed(t testing.TB, add, heavy addKind) {
	good := entry{name: "x.txt", data: telegramOf(2)}
	cut := func(s string, n int) func() string { return func() string { return s[:len(s)-n] } }
	flip := func(s string, at int) string { return s[:at] + string(s[at]^0xff) + s[at+1:] }
	gzipped, zipped, tarred := gz(t, telegramOf(2)), zipOf(t, good), tarOf(t, good)
	lit := func(s string) func() string { return func() string { return s } }
	add("cut.gz", "", cut(gzipped, 12))
	add("sum.gz", "", lit(flip(gzipped, len(gzipped)-6)))
	add("behind.gz", "stand behind", lit(gzipped+"\r\n-- mail\r\n"))
	add("behindread.gz", "read", lit(gzipped+"\x01"))
	add("zeros.gz", "read", lit(gzipped+strings.Repeat("\x00", 1000)))
	add("two.gz", "read", lit(gzipped+gz(t, "2. (U) MORE.\n")))
	add("nothing.gz", "", lit(gz(t, "")))
	add("head.gz", "", lit("\x1f\x8b\x08"))
	add("cut.tgz", "", cut(gz(t, tarOf(t, good, entry{name: "y", data: noise(9000)})), 4000))
	add("behind.tgz", "stand behind", lit(gz(t, tarred)+"junk"))
	add("cut.zip", "", cut(zipped, 10))
	add("nolist.zip", "", cut(zipped, 80))
	add("sum.zip", "", lit(flip(zipped, 50)))
	add("none.zip", "without members", lit(zipOf(t)))
	add("twice.zip", "read", lit(zipOf(t, good, good)))
	add("nested.zip", "inside", lit(zipOf(t, entry{name: "a.zip", data: zipOf(t, entry{name: "b.zip", data: zipOf(t, entry{name: "c.zip", data: zipped})})})))
	add("up.zip", "read", lit(zipOf(t, entry{name: "../../etc/passwd", data: telegramOf(3)})))
	add("root.zip", "read", lit(zipOf(t, entry{name: "/etc/passwd", data: telegramOf(3)})))
	add("link.zip", "link", lit(zipOf(t, entry{name: "l", mode: fs.ModeSymlink | 0o777, data: "/etc/passwd"})))
	add("method.zip", "", lit(strings.Replace(zipped, "PK\x01\x02\x14\x00\x14\x00\x08\x00\x08\x00", "PK\x01\x02\x14\x00\x14\x00\x08\x00\x63\x00", 1)))
	add("cut.tar", "", lit(tarred[:700]))
	add("link.tar", "link", lit(tarOf(t, entry{name: "l", link: "/etc/passwd"})))
	add("up.tar", "read", lit(tarOf(t, entry{name: "../../x.txt", data: telegramOf(3)})))
	add("head.tar", "", lit(flip(tarred, 10)))
	add("damaged.bz2", "", lit("BZh91AY&SY"+noise(300)))
	add("damaged.xz", "", lit("\xfd7zXZ\x00"+noise(300)))
	add("damaged.zst", "", lit("\x28\xb5\x2f\xfd"+noise(300)))
	heavy("bomb.gz", "expands", func() string { return gz(t, strings.Repeat("\x00", 300<<20)) })
	heavy("bomb.zip", "expands", func() string { return zipOf(t, entry{name: "b", data: strings.Repeat("x", 300<<20)}) })
	heavy("bomb.zst", "expands", func() string { return zst(t, strings.Repeat("x", 300<<20)) })
}

// foreigners are files of other kinds.
func foreigners(is isKind) {
	for name, head := range map[string]string{
		"a.7z": "7z\xbc\xaf\x27\x1c", "a.rar": "Rar!\x1a\x07\x00", "a.pdf": "%PDF-1.7\n", "a.png": "\x89PNG\r\n\x1a\n", "a.db": "SQLite format 3\x00",
		"a.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.rtf": "{\\rtf1 x}", "a.jpg": "\xff\xd8\xff\xe0", "a.out": "\x7fELF\x02\x01\x01", "a.ps": "%!PS-Adobe-3.0\n",
	} {
		is(name, "", head+strings.Repeat("\x01 x", 50))
	}
	is("a.eml", "", "From: holm@example.org\nTo: berg@example.org\nSubject: Herring\nMIME-Version: 1.0\n\nThe herring came.\n")
}
