package query_test

import (
	"fmt"
	"net/url"

	"reftel/internal/cable"
	"reftel/internal/query"
)

// What somebody types is read, printed back and put in words.
func ExampleParse() {
	e, notes, err := query.Parse(`"fish quota" tag:EFIS -subject:salmon AND`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e)
	fmt.Println(query.Describe(e))
	for _, note := range notes {
		fmt.Println(note)
	}
	// Output:
	// "fish quota" tag:EFIS NOT subject:salmon and
	// cables with “fish quota”, the tag EFIS and “and”, without “salmon” in the subject
	// “AND” has nothing to join and was searched as a word.
}

// A search is its URL: the parameters are read, and the request written again.
func ExampleParseRequest() {
	v, err := url.ParseQuery("q=lighthouse&tag=EWWT&since=May+1974&size=50")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := query.ParseRequest(v)
	if err != nil {
		fmt.Println(err) // about the first parameter that is refused; r holds the rest
	}
	fmt.Println(r.Expr, r.Filters, r.Since, r.Sort)
	fmt.Println(r.URL("/search"))
	// Output:
	// lighthouse [{tag EWWT false false}] 1974-05 relevance
	// /search?q=lighthouse&tag=EWWT&since=1974-05&size=50
}

// The links of a page are requests made of its own.
func ExampleRequest_Toggle() {
	r := query.Request{}.WithText("lighthouse").WithPeriod(cable.Date{Year: 1974})
	tag := query.Filter{Facet: query.Tags, Value: "EWWT"}
	r = r.Toggle(tag)
	fmt.Println(r.URL("/search"))
	fmt.Println(r.Toggle(tag).WithPage(2).URL("/search"))
	// Output:
	// /search?q=lighthouse&tag=EWWT&since=1974&until=1974
	// /search?q=lighthouse&since=1974&until=1974&page=2
}
