package finder

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"unicode/utf16"

	"reftel/web/templates/words"
)

// form is the page of searches between the head and the foot of the site.
func form(say *words.Speaker) string {
	return `<main id="main" tabindex="-1"` + texts(say) + `><div class="wide"><search class="big slim"><form id="search-form" action="index.html" method="get">` +
		`<label for="q">` + html.EscapeString(say.Say("Search the cables")) + `</label><div class="row"><input id="q" type="search" name="q" maxlength="1000" autocomplete="off"> <button type="submit">` + html.EscapeString(say.Say("Search")) + `</button></div>` +
		`<p class="small">` + html.EscapeString(say.Say("Words, “phrases”, OR, a minus before what is not wanted, fields (tag:PREL, from:LISBON, per:, org:, loc:, class:) and date:1975..1976")) + `</p></form></search>` +
		`<div class="found"><div role="status"><h1 id="count">` + html.EscapeString(say.Say("Search")) + `</h1><p class="note" id="said"></p></div></div>` +
		`<noscript><p>` + html.EscapeString(say.Say("Searching in this copy needs JavaScript. Reading does not: begin with the lists in the menu.")) + `</p></noscript>` +
		`<ol class="cables numbered" id="results"></ol><nav class="pages" aria-label="` + html.EscapeString(say.Say("Pages of results")) + `" id="pages"></nav></div></main>`
}

// ofScripts are the texts that the scripts of the page say.
var ofScripts = []words.Message{
	words.Later("A part of the index could not be loaded: %s"), words.Later("No cable has “%s”; this is what “%s” finds."), words.Later("No cable has all the words; these have %d of %d."),
	words.Later("Narrowed by %s."), words.Later("Previous ‹result›"), words.Later("Next ‹result›"), {Key: words.PluralKey("%d cable", "%d cables")},
}

// texts are those of the scripts as an attribute, which English does without.
func texts(say *words.Speaker) string {
	if say == nil || say.Text == nil {
		return ""
	}
	said := map[string]string{}
	for _, m := range ofScripts {
		if text := say.Text(m.Key); text != "" {
			said[m.Key] = text
		}
	}
	b, err := json.Marshal(said)
	if err != nil {
		return "" // strings alone can always be written
	}
	return ` data-texts="` + html.EscapeString(string(b)) + `"`
}

// Page is the page of searches, made of another page of the copy that stands in the same
// place, in the language that the site speaks.
func Page(say *words.Speaker, like []byte) ([]byte, error) {
	from := bytes.Index(like, []byte("<main"))
	to := bytes.LastIndex(like, []byte("</main>"))
	title, titleEnd := bytes.Index(like, []byte("<title>")), bytes.Index(like, []byte("</title>"))
	head := bytes.Index(like, []byte("</head>"))
	if from < 0 || to < from || title < 0 || titleEnd < title || head < titleEnd || head > from {
		return nil, errors.New("making the page of searches: the page that it is made of has no title and main part")
	}
	var b bytes.Buffer
	b.Write(like[:title])
	b.WriteString(`<title>` + html.EscapeString(say.Say("Search")) + string(siteName(like[title:titleEnd])) + `</title><meta name="robots" content="noindex">`)
	b.Write(about(like[titleEnd+len("</title>") : head]))
	b.WriteString(`<script src="search.js" defer></script></head>`)
	b.Write(like[head+len("</head>") : from])
	b.WriteString(form(say))
	b.Write(like[to+len("</main>"):])
	return b.Bytes(), nil
}

// siteName is what stands behind the name of a page in its title: a dash and the name of
// the site.
func siteName(title []byte) []byte {
	if i := bytes.LastIndex(title, []byte(" - ")); i >= 0 {
		return title[i:]
	}
	return nil
}

// about is a head without what tells of the page that it was of.
func about(head []byte) []byte {
	var b bytes.Buffer
	for len(head) > 0 {
		end := bytes.IndexByte(head, '>') + 1
		if end == 0 {
			end = len(head)
		}
		part := head[:end]
		head = head[end:]
		if bytes.Contains(part, []byte("canonical")) || bytes.Contains(part, []byte("property=\"og:")) || bytes.Contains(part, []byte("name=\"description\"")) {
			continue
		}
		b.Write(part)
	}
	return b.Bytes()
}

func units(s string) []uint16 { return utf16.Encode([]rune(s)) }
