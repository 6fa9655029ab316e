package marking

import (
	"regexp"
	"strings"
)

// inNote finds a classification in the prose of an editor: it begins a sentence
// and is followed by captions or by the end of the sentence.
var inNote = regexp.MustCompile(`(?:^|[.;:)\]”"]\s+|\[)(Top [Ss]ecret|Secret|Confidential|Limited Official Use Only|Limited Official Use|For Official Use Only|` +
	`Official Use Only|Unclassified|Restricted|Strictly [Cc]onfidential|Administratively Confidential|No classification marking|No classification)` +
	`([;,./\]]|$| and | [A-Z(\d])`)

// fileName are words after a classification that show that it is part of the
// name of an archive's file.
var fileName = regexp.MustCompile(`^\W*(?:Files?|Series|Box|Papers|Records|Correspondence|Documents|Subject)\b`)

// FindInNote finds the marking in an editor's note: "Source: … Secret;
// Immediate; Nodis. Drafted by …" is SECRET with "; Immediate; Nodis" behind it.
// The class is empty where the note says that there is none.
func FindInNote(s string) (class, behind string, ok bool) {
	for at := 0; at < len(s); {
		m := inNote.FindStringSubmatchIndex(s[at:])
		if m == nil {
			break
		}
		name, tail := s[at+m[2]:at+m[3]], s[at+m[3]:]
		if !fileName.MatchString(tail) {
			end := sentence(tail)
			for {
				next := end + sentence(tail[min(end+1, len(tail)):]) + 1
				if next > len(tail) || !captionsAlone(tail[end:next]) {
					return Class(name), tail[:end], true
				}
				end = next
			}
		}
		at += m[3]
	}
	return "", "", false
}

// captionsAlone reports whether a sentence behind a marking goes on with it:
// "Secret. Exdis."
func captionsAlone(s string) bool {
	words := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return strings.ContainsRune(" .;,/", r) })
	for _, w := range words {
		if !IsCaption(w) && Precedence(w) == "" {
			return false
		}
	}
	return len(words) > 0
}

// sentence is where the sentence of a marking ends.
func sentence(s string) int {
	for i := range len(s) {
		if s[i] == ']' || s[i] == '.' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\n') {
			return i
		}
	}
	return len(s)
}

// FindWords finds a classification among words in any case that nothing sets
// apart: "top secret us urgent".
func FindWords(s string) string {
	up := " " + strings.ToUpper(s) + " "
	for _, name := range [...]string{"TOP SECRET", "SECRET", "CONFIDENTIAL", "RESTRICTED", "UNCLASSIFIED", "OFFICIAL USE ONLY"} {
		if strings.Contains(up, " "+name+" ") {
			return Class(name)
		}
	}
	return ""
}
