package ingest

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// foreign names what a file is that no reader takes, by its first bytes, and
// says what to do about it. It is empty for what may be a document.
func foreign(head []byte) string {
	for _, f := range foreignKinds {
		if bytes.HasPrefix(head, []byte(f.mark)) {
			return f.what
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("From ")) && isMail(afterLine(head)):
		return "a mailbox is not read; save the text of each cable in it as a file of its own"
	case isMail(head):
		return "a mail is not read; save the text of the cable in it as a file of its own"
	}
	return ""
}

// foreignKinds are told by their first bytes.
var foreignKinds = []struct{ mark, what string }{
	{"7z\xbc\xaf\x27\x1c", "a 7z archive is not read; unpack it first"},
	{"Rar!\x1a\x07", "a rar archive is not read; unpack it first"},
	{"MSCF\x00\x00\x00\x00", "a cabinet archive is not read; unpack it first"},
	{"!<arch>\n", "an ar archive is not read; unpack it first"},
	{"\x1f\x9d", "a file packed by compress (.Z) is not read; unpack it first"},
	{"\x1f\xa0", "a file packed by compress (.Z) is not read; unpack it first"},
	{"LZIP\x01", "a file packed by lzip is not read; unpack it first"},
	{"\x04\x22\x4d\x18", "a file packed by lz4 is not read; unpack it first"},
	{"%PDF-", "a PDF is not read; save its text as a file, or use a program that finds the text in a scan"},
	{"%!PS", "PostScript is not read; save its text as a file"},
	{`{\rtf`, "a rich text document (RTF) is not read; save it as text"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old kind (Word, Excel, Outlook) is not read; save it as text, a table as CSV"},
	{"SQLite format 3\x00", "an SQLite database is not read; save its table of cables as CSV"},
	{"PAR1", "a Parquet file is not read; save its table as CSV"},
	{"!BDN", "an Outlook folder is not read; save the text of each cable in it as a file of its own"},
	{"\x89PNG\r\n\x1a\n", picture}, {"\xff\xd8\xff", picture}, {"GIF8", picture}, {"II*\x00", picture}, {"MM\x00*", picture},
}

const picture = "a picture is not read; a program that finds the text in it can make a text file of it"

// afterLine is what stands behind the first line.
func afterLine(b []byte) []byte {
	_, rest, _ := bytes.Cut(b, []byte("\n"))
	return rest
}

// mailMarks are lines of a mail's head that nothing else has.
var mailMarks = []string{"message-id", "received", "mime-version", "content-type", "return-path", "delivered-to", "content-transfer-encoding"}

// isMail reports whether a text begins with the head of a mail: lines of a name,
// a colon and a value up to a blank line, among them one that only mails have,
// or From with an address, and To, Date or Subject.
func isMail(head []byte) bool {
	var names []string
	address := false
	for line := range bytes.Lines(head[:min(len(head), 16<<10)]) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(names) == 0 {
				return false
			}
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(name) == 0 || bytes.ContainsAny(name, " \t") {
			return false
		}
		names = append(names, strings.ToLower(string(name)))
		if names[len(names)-1] == "from" {
			address = bytes.IndexByte(value, '@') > 0
		}
	}
	has := func(name string) bool { return slices.Contains(names, name) }
	if !has("from") && !has("to") && !has("received") {
		return false
	}
	return address && (has("to") || has("date") || has("subject")) || slices.ContainsFunc(mailMarks, has)
}

// foreignZip names a document that is a zip inside, by the names of its members.
func foreignZip(names []string) string {
	has := func(prefix string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, prefix) })
	}
	switch {
	case has("[Content_Types].xml") && has("word/"):
		return "a Word document is not read; save it as text"
	case has("[Content_Types].xml") && has("xl/"):
		return "an Excel workbook is not read; save its table as CSV"
	case has("[Content_Types].xml"):
		return "an Office document is not read; save it as text"
	case has("META-INF/manifest.xml") && has("content.xml"):
		return "an OpenDocument file is not read; save it as text, a table as CSV"
	case has("META-INF/container.xml"):
		return "an EPUB book is not read; save its text as a file"
	}
	return ""
}

// besides reports whether a file is one that a system puts beside the files of
// a folder for itself. Such are counted and passed over.
func besides(name string, head []byte) bool {
	name = strings.ReplaceAll(name, "!", "/")
	switch path.Base(name) {
	case ".DS_Store", "Thumbs.db", "desktop.ini":
		return true
	}
	return slices.Contains(strings.Split(name, "/"), "__MACOSX") || bytes.HasPrefix(head, []byte("\x00\x05\x16\x07")) || bytes.HasPrefix(head, []byte("\x00\x05\x16\x00"))
}
