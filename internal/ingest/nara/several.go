package nara

import "bytes"

// starts finds the records behind the first: one begins at the title of a
// message, or of attributes, behind attributes.
func starts(text []byte) []int {
	var out []int
	described := false // the attributes of the record were seen
	for at := 0; at < len(text); {
		i := bytes.Index(text[at:], []byte("Message "))
		if i < 0 {
			return out
		}
		begin := bytes.LastIndexByte(text[:at+i], '\n') + 1
		end := len(text)
		if n := bytes.IndexByte(text[at+i:], '\n'); n >= 0 {
			end = at + i + n
		}
		at = end
		title := string(bytes.TrimSpace(text[begin:end]))
		if title != messageTitle && title != attributesTitle {
			continue
		}
		if described {
			out = append(out, begin)
		}
		described = title == attributesTitle
	}
	return out
}
