package reading

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"reftel/internal/ingest/charset"
)

// Received are the lines of a source; empty where it has none: a printed volume
// keeps paragraphs and no lines.
func Received(raw []byte, format string) string {
	if format == "frus" {
		return ""
	}
	decoded, _, err := charset.Decode(raw, charset.Declared(raw))
	if err != nil { // what no reader would take is shown as far as it goes
		decoded = bytes.ToValidUTF8(raw, nil)
	}
	var parts []string
	switch text := string(decoded); {
	case strings.Contains(text, "<pre"):
		parts = preformatted(decoded)
	case format == "csv-dump":
		parts = long(quoted(text))
	case strings.HasPrefix(format, "json"):
		parts = long(inJSON(decoded))
	case !strings.HasPrefix(strings.TrimSpace(text), "<"):
		parts = []string{text}
	}
	return tidy(strings.Join(parts, "\n\n"))
}

// preformatted are the blocks of a page that keep their lines.
func preformatted(page []byte) []string {
	var blocks []string
	var block strings.Builder
	open := false
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if open {
				blocks = append(blocks, block.String())
			}
			return blocks
		case html.TextToken:
			if open {
				block.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "pre":
				open = true
			case "br", "p", "div":
				if open {
					block.WriteByte('\n')
				}
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "pre" && open {
				blocks = append(blocks, block.String())
				block.Reset()
				open = false
			}
		}
	}
}

// quoted are the quoted fields of a record of a table. A quote inside of one is
// doubled, or has a backslash before it.
func quoted(record string) []string {
	var fields []string
	for i := 0; i < len(record); i++ {
		if record[i] != '"' {
			continue
		}
		var b strings.Builder
		for i++; i < len(record); i++ {
			if next := i+1 < len(record) && record[i+1] == '"'; next && (record[i] == '\\' || record[i] == '"') {
				i++
			} else if record[i] == '"' {
				break
			}
			b.WriteByte(record[i])
		}
		fields = append(fields, b.String())
	}
	return fields
}

// inJSON are the strings of an object, in its order.
func inJSON(object []byte) []string {
	var all []string
	dec := json.NewDecoder(bytes.NewReader(object))
	for {
		t, err := dec.Token()
		if err != nil {
			return all
		}
		if s, ok := t.(string); ok {
			all = append(all, s)
		}
	}
}

// long are the values that have lines, or else the longest one.
func long(values []string) []string {
	var out []string
	longest := ""
	for _, v := range values {
		if strings.Contains(strings.TrimSpace(v), "\n") {
			out = append(out, v)
		}
		if len(v) > len(longest) {
			longest = v
		}
	}
	if len(out) == 0 && longest != "" {
		return []string{longest}
	}
	return out
}

// drawable leaves out what no page can show.
func drawable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' || r == unicode.ReplacementChar {
		return -1
	}
	return r
}

// tidy writes lines with plain ends and no blanks there, without empty ones at both
// ends and with one in a row at the most: page breaks leave many.
func tidy(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\u00a0", " ").Replace(text)
	text = strings.Map(drawable, text)
	var b strings.Builder
	empty := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\n")
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat("\n", min(empty, 1)+1))
		}
		b.WriteString(line)
		empty = 0
	}
	return b.String()
}
