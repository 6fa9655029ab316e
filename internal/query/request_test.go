package query

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"reftel/internal/cable"
)

func TestParseRequest(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"q=&since=&until=&tag=&sort=&page=&size=", ""},
		{"q=rigid+rules", "q=rigid+rules"},
		{"q=++rigid%09+rules+", "q=rigid+rules"},
		{"q=" + url.QueryEscape("“a” & b"), "q=%E2%80%9Ca%E2%80%9D+%26+b"},
		{"tag=PREL&tag=MX", "tag=MX&tag=PREL"},
		{"tag=PREL&tag=PREL", "tag=PREL"},
		{"year=1975&per=Gustavo+Delgado&not-tag=PINR&tag=PREL&q=a", "q=a&tag=PREL&not-tag=PINR&per=Gustavo+Delgado&year=1975"},
		{"all-tag=PREL&all-tag=MX", "all-tag=MX&all-tag=PREL"},
		{"all-tag=PREL&tag=MX", "all-tag=MX&all-tag=PREL"},
		{"all-tag=PREL", "tag=PREL"},
		{"all-tag=PREL&tag=PREL", "tag=PREL"},
		{"all-tag=PREL&not-tag=PINR&all-per=Gustavo+Delgado", "tag=PREL&not-tag=PINR&per=Gustavo+Delgado"},
		{"not-tag=PINR&all-tag=PREL&all-tag=MX&tag=&all-tag=", "all-tag=MX&all-tag=PREL&not-tag=PINR"},
		{"tag=-none-", "tag=-none-"},
		{"since=1974&until=May+1974", "since=1974&until=1974-05"},
		{"since=18+May+1974", "since=1974-05-18"},
		{"sort=relevance", ""},
		{"sort=newest", ""},
		{"sort=oldest", "sort=oldest"},
		{"copies=apart&page=2", "copies=apart&page=2"},
		{"copies=", ""},
		{"q=a&sort=relevance", "q=a"},
		{"q=a&sort=newest", "q=a&sort=newest"},
		{"page=1&size=20", ""},
		{"page=003&size=50", "page=3&size=50"},
		{"page=10000&size=100", "page=10000&size=100"},
		{"utm_source=x&lang=es", "lang=es"},
		{"page=2&q=a&size=100", "q=a&page=2&size=100"},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if got := r.Encode(); got != tt.want {
			t.Errorf("%s: encoded as %s, want %s", tt.in, got, tt.want)
		}
		again, err := ParseRequest(r.Values())
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Errorf("%s: read again as %+v, %v, want %+v", tt.in, again, err, r)
		}
	}
}

func TestParseRequestErrors(t *testing.T) {
	many := ""
	for i := range MaxFilters + 1 {
		many += "&tag=" + strings.Repeat("A", i+1)
	}
	for _, tt := range []struct{ in, param, reason string }{
		{"q=a&q=b", "q", "more than once"},
		{"q=" + strings.Repeat("a", 300), "q", "300 bytes"},
		{"q=%FF", "q", "UTF-8"},
		{"q=" + strings.Repeat("ab+", 17), "q", "17 words"},
		{"tag=%FF", "tag", "UTF-8"},
		{"not-tag=a%0Ab", "not-tag", "control"},
		{"per=" + strings.Repeat("a", 201), "per", "too long"},
		{"all-tag=%FF", "all-tag", "UTF-8"},
		{strings.ReplaceAll(many, "&tag=", "&all-tag="), "all-tag", "21 filters"},
		{many, "tag", "21 filters"},
		{"since=soon", "since", "not a date"},
		{"until=1974-02-30", "until", "calendar"},
		{"since=1975&until=1974", "until", "before"},
		{"since=1974&since=1975", "since", "more than once"},
		{"sort=best", "sort", "order"},
		{"copies=together", "copies", "apart"},
		{"page=0", "page", "from 1"},
		{"page=-1", "page", "from 1"},
		{"page=99999999999999999999", "page", "from 1"},
		{"page=50001", "page", "50000"},
		{"page=10001&size=100", "page", "10000"},
		{"size=30", "size", "20, 50 or 100"},
		{"size=1000000", "size", "20, 50 or 100"},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		var bad *ParamError
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v", tt.in, err)
			continue
		}
		if bad.Param != tt.param || !strings.Contains(bad.Reason.String(), tt.reason) {
			t.Errorf("%s: %s: %s; want %s: %s", tt.in, bad.Param, bad.Reason, tt.param, tt.reason)
		}
		if r.Page < 1 || r.Size < 1 || r.Sort == "" {
			t.Errorf("%s: unusable request %+v", tt.in, r)
		}
	}

	_, err := ParseRequest(url.Values{"q": {strings.Repeat("a", 300)}, "tag": {"PREL"}})
	var limit *LimitError
	if !errors.As(err, &limit) {
		t.Errorf("error %v does not hold its limit", err)
	}
}

func TestRequestNext(t *testing.T) {
	v, _ := url.ParseQuery("q=rules&tag=PREL&tag=MX&not-per=X&since=1974&page=3")
	r, err := ParseRequest(v)
	if err != nil {
		t.Fatal(err)
	}
	before := r.Encode()
	prel := Filter{Tags, "PREL", false, false}
	year := cable.Date{Year: 1975, HasTime: true}
	for _, tt := range []struct {
		name string
		got  Request
		want string
	}{
		{"with", r.WithFilter(Filter{Tags, "ABC", false, false}), "q=rules&tag=ABC&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"with again", r.WithFilter(prel), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"exclude", r.WithFilter(Filter{Tags, "PREL", true, false}), "q=rules&tag=MX&not-tag=PREL&not-per=X&since=1974"},
		{"without", r.WithoutFilter(prel), "q=rules&tag=MX&not-per=X&since=1974"},
		{"toggle off", r.Toggle(prel), "q=rules&tag=MX&not-per=X&since=1974"},
		{"toggle twice", r.Toggle(prel).Toggle(prel), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"all", r.WithFilter(Filter{Tags, "ABC", false, true}), "q=rules&all-tag=ABC&all-tag=MX&all-tag=PREL&not-per=X&since=1974"},
		{"all of them", r.WithAll(Tags, true), "q=rules&all-tag=MX&all-tag=PREL&not-per=X&since=1974"},
		{"any of them", r.WithAll(Tags, true).WithAll(Tags, false), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"all, and one more", r.WithAll(Tags, true).WithFilter(Filter{Tags, "ABC", false, false}), "q=rules&all-tag=ABC&all-tag=MX&all-tag=PREL&not-per=X&since=1974"},
		{"all, again", r.WithAll(Tags, true).WithFilter(prel), "q=rules&all-tag=MX&all-tag=PREL&not-per=X&since=1974"},
		{"all, toggled", r.WithAll(Tags, true).Toggle(prel), "q=rules&tag=MX&not-per=X&since=1974"},
		{"all, excluded", r.WithAll(Tags, true).WithFilter(Filter{Tags, "PREL", true, false}), "q=rules&tag=MX&not-tag=PREL&not-per=X&since=1974"},
		{"all of one", r.WithAll(Persons, true), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"clear", r.ClearFilters(), "q=rules"},
		{"page", r.WithPage(7), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974&page=7"},
		{"page 0", r.WithPage(0), "q=rules&tag=MX&tag=PREL&not-per=X&since=1974"},
		{"page far", r.ClearFilters().WithPage(1 << 40), "q=rules&page=50000"},
		{"sort", r.ClearFilters().WithSort(Oldest), "q=rules&sort=oldest"},
		{"size", r.ClearFilters().WithSize(50), "q=rules&size=50"},
		{"size unknown", r.ClearFilters().WithSize(7), "q=rules"},
		{"text", r.ClearFilters().WithText("  other "), "q=other"},
		{"text gone", r.ClearFilters().WithText(""), ""},
		{"text gone, sorted", r.ClearFilters().WithSort(Oldest).WithText(""), "sort=oldest"},
		{"text gone, newest", r.ClearFilters().WithSort(Newest).WithText(""), ""},
		{"text over a limit", r.ClearFilters().WithText(strings.Repeat("a ", 20)), "q=" + strings.TrimSuffix(strings.Repeat("a+", 20), "+")},
		{"dates", r.WithDates(year, cable.Date{}), "q=rules&tag=MX&tag=PREL&not-per=X&since=1975"},
		{"dates turned", r.ClearFilters().WithDates(cable.Date{Year: 1976}, year), "q=rules&since=1975&until=1976"},
		{"zero", Request{}, ""},
		{"from zero", Request{}.WithFilter(prel).WithText("a"), "q=a&tag=PREL"},
	} {
		if got := tt.got.Encode(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := r.Encode(); got != before {
		t.Errorf("the request changed: %s", got)
	}
	if r.ClearFilters().WithText("").Sort != Newest || (Request{Sort: Newest}).WithText("a").Sort != Relevance {
		t.Error("the default order does not follow the text")
	}
	if !r.Has(prel) || r.Has(Filter{Tags, "PREL", true, false}) {
		t.Error("Has")
	}
	if got := r.Selected(Tags); len(got) != 2 || got[0].Value != "MX" {
		t.Errorf("Selected = %v", got)
	}
	if got := (Request{}).URL("/search"); got != "/search" {
		t.Errorf("URL = %s", got)
	}
	if got := r.ClearFilters().URL("/search"); got != "/search?q=rules" {
		t.Errorf("URL = %s", got)
	}
}

func FuzzRequest(f *testing.F) {
	for _, s := range []string{
		"q=a&tag=PREL&not-tag=PINR&since=1974&until=May+1974&sort=oldest&page=2&size=50",
		"q=%22a+b%22~10&per=-none-", "all-tag=A&tag=B&not-tag=C&all-per=X", "q=a%00", "tag=%FF&page=0", "q=%C2%AD", "sort=relevance&year=1975",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, _ := url.ParseQuery(in)
		r, err := ParseRequest(v)
		var bad *ParamError
		if err != nil && (!errors.As(err, &bad) || !utf8.ValidString(bad.Value) || !utf8.ValidString(bad.Reason.String())) {
			t.Fatalf("error %#v", err)
		}
		if r.Page < 1 || r.Page*r.Size > MaxReach || r.Sort == "" || len(r.Filters) > MaxFilters {
			t.Fatalf("unusable request %+v", r)
		}
		enc := r.Encode()
		for _, next := range []Request{
			r.WithPage(r.Page), r.WithAll(Tags, r.AllOf(Tags)).WithPage(r.Page), r.WithText(r.Text).WithPage(r.Page), r.WithSort(r.Sort).WithPage(r.Page), r.WithDates(r.Since, r.Until).WithPage(r.Page),
		} {
			if got := next.Encode(); got != enc {
				t.Fatalf("%s became %s", enc, got)
			}
		}
		if bad != nil && bad.Param == "q" {
			return // the text is kept for the form, though it is refused
		}
		back, perr := url.ParseQuery(enc)
		if perr != nil || !reflect.DeepEqual(back, r.Values()) {
			t.Fatalf("Encode %s is not Values %v: %v", enc, r.Values(), perr)
		}
		again, err := ParseRequest(back)
		if err != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("%s\n read %+v\n then %+v, %v", enc, r, again, err)
		}
	})
}

func TestPeriod(t *testing.T) {
	for _, tt := range []struct{ in, period, covers, not string }{
		{"", "", "1974 1974-05 1974-05-18", ""},
		{"since=1974", "", "1974 1975-01", "1973 1973-12-31"},
		{"until=1974", "", "1974 1974-12-31 1960", "1975"},
		{"since=1974&until=1976", "", "1974 1975-05 1976", "1973 1977"},
		{"since=1974&until=1974", "1974", "1974 1974-05", "1975"},
		{"since=1974-02&until=1974", "1974", "1974 1974-02 1974-03-01", "1974-01"},
		{"since=1974-05&until=1974-05", "1974-05", "1974 1974-05 1974-05-31", "1974-04 1974-06-01"},
		{"since=1974-05-18&until=1974-05-20", "1974-05", "1974-05-18 1974-05-19 1974-05", "1974-05-17 1974-05-21"},
		{"year=1974", "1974", "1974-05", "1975"},
		{"year=1974&year=1976", "", "1974 1976-01", "1975"},
		{"not-year=1974", "", "1973", "1974 1974-05"},
		{"year=-none-", "", "", "1974"},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Period().String(); got != tt.period {
			t.Errorf("%s: period %q, want %q", tt.in, got, tt.period)
		}
		for _, days := range []struct {
			in   bool
			list string
		}{{true, tt.covers}, {false, tt.not}} {
			for _, s := range strings.Fields(days.list) {
				d, err := cable.ParseDate(s)
				if err != nil {
					t.Fatal(err)
				}
				if r.Covers(d) != days.in {
					t.Errorf("%s: covers %s is %v", tt.in, s, !days.in)
				}
			}
		}
	}
}
