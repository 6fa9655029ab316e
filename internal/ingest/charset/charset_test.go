package charset

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// inUTF16 encodes text for tests.
func inUTF16(text string, form Form, bom bool) string {
	if bom {
		text = "\ufeff" + text
	}
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		if form == UTF16BE {
			b.WriteByte(byte(u >> 8))
			b.WriteByte(byte(u))
		} else {
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		}
	}
	return b.String()
}

// garbled is text in UTF-8, read as windows-1252 and encoded again.
func garbled(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if r := windows1252(text[i]); r != 0 {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(text[i]))
		}
	}
	return b.String()
}

func TestDecode(t *testing.T) {
	const prose = "The minister’s “non-paper” — café, Mañana…"
	windows := func(n int) []Repair { return []Repair{{Windows1252, n}} }
	mojibake := func(n int) []Repair { return []Repair{{Mojibake, n}} }
	for _, c := range []struct {
		name, raw, declared, want string
		repairs                   []Repair
	}{
		{"ASCII", "1. (U) PLAIN.\r\n", "", "1. (U) PLAIN.\r\n", nil},
		{"empty", "", "", "", nil},
		{"UTF-8", prose, "", prose, nil},
		{"UTF-8 that declares another", prose, "windows-1252", prose, nil},
		{"UTF-8 of other scripts", "Москва 北京 αβγ עברית 😀", "", "Москва 北京 αβγ עברית 😀", nil},
		{"replacement character", "a\ufffdb", "", "a\ufffdb", nil},
		{"byte order mark", "\ufeff" + prose, "", prose, nil},
		{"only a byte order mark", "\ufeff", "", "", nil},
		{"lone CR", "a\rb\r", "", "a\rb\r", nil},
		{"UTF-16LE", inUTF16(prose+"😀", UTF16LE, true), "", prose + "😀", nil},
		{"UTF-16BE", inUTF16(prose, UTF16BE, true), "", prose, nil},
		{"UTF-16LE without a mark", inUTF16(prose, UTF16LE, false), "", prose, []Repair{{BareUTF16, 1}}},
		{"UTF-16BE without a mark", inUTF16(prose, UTF16BE, false), "", prose, []Repair{{BareUTF16, 1}}},
		{"UTF-16 XML", inUTF16(`<?xml version="1.0" encoding="UTF-16"?><a/>`, UTF16LE, true), "", `<?xml version="1.0" encoding="UTF-8"?><a/>`, nil},
		{"garbled, in UTF-16", inUTF16(garbled("it’s"), UTF16LE, true), "", "it’s", mojibake(1)},

		{"quotes", "\x93it\x92s\x94 \x96 so\x85", "", "“it’s” – so…", windows(5)},
		{"euro and spaces", "\x80 5\xa0000", "", "€ 5\u00a0000", windows(2)},
		{"letters", "Ca\xf1on, caf\xe9, \xc9TAT, M\xdcNCHEN", "", "Cañon, café, ÉTAT, MÜNCHEN", windows(4)},
		{"word of one letter", "vis \xe0 vis", "", "vis à vis", windows(1)},
		{"two together", "S\xe9\xe1n, caf\xe9\x94.", "", "Séán, café”.", windows(4)},
		{"chance UTF-8", "THE CAF\xc9\x94 AND THE MA\xd1ANA \x93CAF\xc9\x94", "", "THE CAFÉ” AND THE MAÑANA “CAFÉ”", windows(6)},
		{"degrees and sections", "5\xb0, \xa7 3, 2 \xd7 3", "", "5°, § 3, 2 × 3", windows(3)},
		{"mixed", prose + " caf\xe9 it\x92s", "", prose + " café it’s", windows(2)},
		{"declared", "caf\xe9 \xff\x88", "windows-1252", "café ÿˆ", nil},
		{"declared as Latin-1", "it\x92s", "ISO-8859-1", "it’s", nil},
		{"declared, with UTF-8", "it\xe2\x80\x99s \xe9t\xe9 \xe0 \xe9", "windows-1252", "it’s été à é", mojibake(1)},
		{"declared XML", "<?xml version='1.0' encoding='windows-1252'?><a>\xe9</a>", "windows-1252", "<?xml version='1.0' encoding='UTF-8'?><a>é</a>", nil},

		{"mojibake", garbled(prose), "", prose, mojibake(7)},
		{"of Latin-1", "it\u00e2\u0080\u0099s", "", "it’s", mojibake(1)},
		{"twice", garbled(garbled("it’s")), "", "it’s", mojibake(4)},
		{"capitals", garbled("ESPAÑA, ADMINISTRACIÓN, ÉL"), "", "ESPAÑA, ADMINISTRACIÓN, ÉL", mojibake(3)},
		{"names", garbled("Žižek, Łódź, Karadžić"), "", "Žižek, Łódź, Karadžić", mojibake(7)},
		{"no-break space", "end.Â\u00a0 Next.Â  Then", "", "end.\u00a0 Next.  Then", mojibake(2)},
		{"byte order mark within", "ï»¿TEXT", "", "TEXT", mojibake(1)},
		{"controls", "it\u0092s", "", "it’s", mojibake(1)},
		{"control behind a letter", "itÂ’s", "", "it’s", mojibake(1)},
		{"doubtful with proof", garbled("HABLÓ. ") + garbled("señor"), "", "HABLÓ. señor", mojibake(2)},
		{"good capitals", "“AMANHÃ” MANHÃ… IRMÃ— «JÄ» CAFÉ” Â", "", "“AMANHÃ” MANHÃ… IRMÃ— «JÄ» CAFÉ” Â", nil},
		{"good accents", "São Tomé, Ängström, âge, naïve, Ça, Århus", "", "São Tomé, Ängström, âge, naïve, Ça, Århus", nil},
		{"no sense", "Ê€ â‚‚x", "", "Ê€ â‚‚x", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := []byte(c.raw)
			text, repairs, err := Decode(raw, c.declared)
			if err != nil {
				t.Fatal(err)
			}
			if string(text) != c.want || text == nil {
				t.Errorf("text %q, want %q", text, c.want)
			}
			if diff := cmp.Diff(c.repairs, repairs); diff != "" {
				t.Errorf("repairs (-want +got):\n%s", diff)
			}
			if string(raw) != c.raw {
				t.Error("the raw bytes were changed")
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, raw, declared, want string }{
		{"broken sequence", "1. \xc3\x28\xff B", "", "line 1: invalid UTF-8 (byte 0xC3 at offset 3)"},
		{"line and mark", "\ufeffa\nb \xff", "", "line 2: invalid UTF-8 (byte 0xFF at offset 7)"},
		{"cut character", "caf\xc3", "", "line 1: invalid UTF-8 (byte 0xC3 at offset 3)"},
		{"cut quote", "it\xe2\x80 s", "", "line 1: invalid UTF-8 (byte 0xE2 at offset 2)"},
		{"lost lead", "it\x80\x99s", "", "line 1: invalid UTF-8 (byte 0x80 at offset 2)"},
		{"undefined", "caf\xe9 \x81", "", "line 1: invalid UTF-8 (byte 0x81 at offset 5)"},
		{"undefined, declared", "caf\xe9 \x8d", "windows-1252", "line 1: invalid UTF-8 (byte 0x8D at offset 5)"},
		{"controls", "caf\xe9\x01", "", "line 1: invalid UTF-8 (byte 0xE9 at offset 3)"},
		{"Cyrillic", "\xcc\xee\xf1\xea\xe2\xe0", "", "line 1: invalid UTF-8 (byte 0xCC at offset 0)"},
		{"Chinese", "\xb1\xb1\xbe\xa9\xca\xd0", "", "line 1: invalid UTF-8 (byte 0xB1 at offset 0)"},
		{"Shift-JIS", "\x93\x8c\x8b\x9e", "", "line 1: invalid UTF-8 (byte 0x93 at offset 0)"},
		{"declared otherwise", "caf\xe9", "koi8-r", "line 1: declared as koi8-r; only UTF-8, UTF-16 and windows-1252 are read"},
		{"NUL", "a\nb\x00c", "", "line 2: binary data (a NUL byte), not text"},
		{"NULs of a number", "\x01\x00\x00\x00\x02\x00\x00\x00", "", "line 1: binary data (a NUL byte), not text"},
		{"half a pair", inUTF16("a\n", UTF16LE, true) + "\x00\xd8a\x00", "", "line 2: invalid UTF-16 (half a surrogate pair, 0xD800, at offset 4)"},
		{"half a character", inUTF16("a\n", UTF16BE, true) + "\x00", "", "line 2: invalid UTF-16 (half a character at the end, offset 4)"},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "", "line 1: binary data (a NUL byte), not text"},
	} {
		text, _, err := Decode([]byte(c.raw), c.declared)
		var bad *Error
		if !errors.As(err, &bad) || err.Error() != c.want {
			t.Errorf("%s: %q, error %v, want %s", c.name, text, err, c.want)
		}
	}
}

func TestDeclared(t *testing.T) {
	for raw, want := range map[string]string{
		`<html><head><meta charset="windows-1252">`:                                        "windows-1252",
		"\ufeff<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1' />": "ISO-8859-1",
		` <?xml version="1.0" encoding='utf-8'?>`:                                          "utf-8",
		`<p>charset=koi8-r`:                            "",
		`1. THE TAG <meta charset="koi8-r"> IS QUOTED`: "",
		"<!-- " + strings.Repeat("x", declarationSpan) + `--><meta charset="windows-1252">`: "",
	} {
		if got := Declared([]byte(raw)); got != want {
			t.Errorf("Declared(%.60q) = %q, want %q", raw, got, want)
		}
	}
}

// FuzzDecode holds that the outcome is an error or valid UTF-8 without NUL,
// that nothing is changed without saying so, and that a second pass over clean
// text finds nothing invalid.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"", "plain", "\xef\xbb\xbfx", "it\x92s caf\xe9", "\xc3\x28\xff", "â€™ Ã© Â ", garbled(garbled("“É”")), "CAF\xc9\x94",
		inUTF16("Mañana 😀", UTF16LE, true), inUTF16("Mañana 😀", UTF16BE, false), "\xff\xfe\x00\xd8", "a\x00b",
		"<?xml version='1.0' encoding='latin1'?>\xe9", "<meta charset=koi8-r>\xe9", "\u0080\u0099\u009d", "AMANHÃ”",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		text, repairs, err := Decode(raw, Declared(raw))
		if !bytes.Equal(before, raw) {
			t.Fatal("the raw bytes were changed")
		}
		if err != nil {
			if text != nil {
				t.Error("text beside an error")
			}
			return
		}
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			t.Errorf("%q gives %q", raw, text)
		}
		if form, bom := Detect(raw); form == UTF8 && len(repairs) == 0 && utf8.Valid(raw) && !bytes.Equal(text, raw[bom:]) {
			t.Errorf("%q was changed to %q without saying so", raw, text)
		}
		if isASCII(raw) && !bytes.Equal(text, raw) && bytes.IndexByte(raw, 0) < 0 {
			t.Errorf("ASCII %q was changed to %q", raw, text)
		}
		if form, _ := Detect(text); form == UTF8 {
			if _, again, err := Decode(text, ""); err != nil || len(again) > 0 && again[0].Kind != Mojibake {
				t.Errorf("a second pass over %q: %v, %v", text, again, err)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := []byte(strings.Repeat("1. (C) The minister’s “non-paper” said nothing new about the Mañana talks.\n", 200))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, err := Decode(text, ""); err != nil {
			b.Fatal(err)
		}
	}
}
