package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"reftel/internal/cable"
)

// A cslItem is a work in the JSON that citation processors read. A name that is not to
// be split is literal.
type cslItem struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	Author         []cslName `json:"author,omitempty"`
	Recipient      []cslName `json:"recipient,omitempty"`
	Editor         []cslName `json:"editor,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	OriginalDate   *cslDate  `json:"original-date,omitempty"`
	Genre          string    `json:"genre,omitempty"`
	Number         string    `json:"number,omitempty"`
	Archive        string    `json:"archive,omitempty"`
	Location       string    `json:"archive_location,omitempty"`
	CallNumber     string    `json:"call-number,omitempty"`
	Container      string    `json:"container-title,omitempty"`
	Collection     string    `json:"collection-title,omitempty"`
	Volume         string    `json:"volume,omitempty"`
	Page           string    `json:"page,omitempty"`
	Publisher      string    `json:"publisher,omitempty"`
	PublisherPlace string    `json:"publisher-place,omitempty"`
	Section        string    `json:"section,omitempty"`
	Keyword        string    `json:"keyword,omitempty"`
	Language       string    `json:"language,omitempty"`
	Note           string    `json:"note,omitempty"`
	URL            string    `json:"URL,omitempty"`
}

type cslName struct {
	Literal string `json:"literal,omitempty"`
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSL is the citation as CSL-JSON, a list of one item.
func (x Work) CSL() ([]byte, error) {
	r := x.record()
	it := cslItem{
		ID: r.key, Type: "manuscript", Title: r.title, Issued: cslDay(r.date), Genre: r.kind, Number: r.id, Archive: r.holds, Location: r.id, CallNumber: r.id,
		Section: x.where(), Keyword: strings.Join(r.tags, ","), Language: r.language, Note: strings.Join(r.notes, "; "), URL: r.url,
	}
	if r.office != "" {
		it.Author = []cslName{{Literal: r.office}}
	}
	for _, to := range r.addressee {
		it.Recipient = append(it.Recipient, cslName{Literal: to})
	}
	if v := r.volume; v != nil {
		it.Type, it.Number = "chapter", ""
		it.Container, it.Collection, it.Volume, it.Page = v.title, v.series, v.number, v.document
		it.Publisher, it.PublisherPlace = v.publisher, v.place
		it.OriginalDate, it.Issued = it.Issued, nil
		if y, err := strconv.Atoi(v.year); err == nil {
			it.Issued = &cslDate{[][]int{{y}}}
		}
		for _, p := range v.editors {
			it.Editor = append(it.Editor, cslName{Family: p.family, Given: p.given, Suffix: p.suffix})
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode([]cslItem{it}); err != nil {
		return nil, fmt.Errorf("writing %s as CSL-JSON: %w", r.key, err)
	}
	return b.Bytes(), nil
}

func cslDay(d cable.Date) *cslDate {
	if d.IsZero() {
		return nil
	}
	parts := []int{d.Year}
	if d.Month != 0 {
		parts = append(parts, d.Month)
		if d.Day != 0 {
			parts = append(parts, d.Day)
		}
	}
	return &cslDate{[][]int{parts}}
}
