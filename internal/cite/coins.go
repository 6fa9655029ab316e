package cite

import (
	"net/url"

	"reftel/internal/archive"
)

// COinS is the citation of a cable in the form that Zotero finds in lists. Link is its
// address, where that of the site is known. The kind is that of a document among books:
// the one that is read with corporate authors.
func COinS(sum archive.Summary, link string) string {
	v := url.Values{
		"ctx_ver": {"Z39.88-2004"}, "rft_val_fmt": {"info:ofi/fmt:kev:mtx:book"}, "rft.genre": {"document"},
		"rft.title": {OneLine(sum.Title)}, "rft.identifier": {sum.ID},
	}
	if link != "" {
		v.Set("rft_id", link)
	}
	d := sum.Date
	if d.HasTime, d.Hour, d.Minute = false, 0, 0; !d.IsZero() {
		v.Set("rft.date", d.String())
	}
	if from := corporate(SenderName(sum.From, sum.Origin)); from != "" {
		v.Set("rft.aucorp", from)
	}
	return v.Encode()
}
