package finder

import (
	"fmt"

	"html"

	"reftel/web/templates/words"
)

// Moved is a page that leads on to another one.
func Moved(say *words.Speaker, to string) []byte {
	to = html.EscapeString(to)
	return fmt.Appendf(nil, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><title>%s</title><meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url=%s\"><p><a href=\"%s\">%s</a></p></html>\n",
		say.Lang(), html.EscapeString(say.Say("This page has another address")), to, to, html.EscapeString(say.Say("Go on to the page")))
}
