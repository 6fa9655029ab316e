package query

import (
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func TestParseComparison(t *testing.T) {
	for _, tt := range []struct{ in, want, reason string }{
		{"", "", ""},
		{"q=lens", "q=lens", ""},
		{"q=lens&q=honey&year=&by=", "q=lens&q=honey", ""},
		{"q=+lens++&q=&q=lens&q=honey", "q=lens&q=honey", ""},
		{"by=share&year=1974&q=tag%3APREL", "q=tag%3APREL&year=1974&by=share", ""},
		{"by=count&q=lens&page=3", "q=lens", ""},
		{"q=a&q=b&q=c&q=d&q=e&q=f", "q=a&q=b&q=c&q=d&q=e", "5 searches can be compared; here are 6."},
		{"q=lens&year=74", "q=lens", "not a year"},
		{"q=lens&year=0000", "q=lens", "not a year"},
		{"q=lens&year=1970s", "q=lens&year=1970s", ""},
		{"q=lens&year=1974s", "q=lens", "or a decade"},
		{"q=lens&year=0074", "q=lens&year=0074", ""},
		{"q=lens&year=1974&year=1975", "q=lens", "more than once"},
		{"q=lens&by=size", "q=lens", "count or by share"},
		{"q=lens&q=%FF", "q=lens", "UTF-8"},
		{"q=lens&q=" + strings.Repeat("a", 300), "q=lens", "300 bytes"},
		{"q=lens&q=...", "q=lens", "no word"},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		c, err := ParseComparison(v)
		var bad *ParamError
		if tt.reason == "" && err != nil || tt.reason != "" && (!errors.As(err, &bad) || !strings.Contains(bad.Reason.String(), tt.reason)) {
			t.Errorf("%s: %v, want %q", tt.in, err, tt.reason)
		}
		if got := c.Encode(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.in, got, tt.want)
		}
	}
	v, _ := url.ParseQuery("q=lens&q=honey&year=1979")
	c, _ := ParseComparison(v)
	if got := c.Without(0).URL("/compare"); got != "/compare?q=honey&year=1979" || c.URL("/compare") != "/compare?q=lens&q=honey&year=1979" {
		t.Errorf("without the first: %s", got)
	}
	if got := (Comparison{}).URL("/compare"); got != "/compare" {
		t.Errorf("nothing compared: %s", got)
	}
}

func TestCompared(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"since=1974", ""},
		{"q=lens", "q=lens"},
		{"q=lens&since=1974&year=1975", "q=lens"},
		{"q=%28lens+OR+honey%29&page=3&sort=oldest", "q=%28lens+OR+honey%29"},
		{"q=lens+OR+honey&tag=EFIS&not-post=LISBON", "q=%28lens+OR+honey%29+tag%3AEFIS+NOT+from%3ALISBON"},
		{"all-tag=EFIS&all-tag=PREL", "q=tag%3AEFIS+tag%3APREL"},
		{"per=" + strings.Repeat("a", 200) + "&per=" + strings.Repeat("b", 200), ""},
	} {
		v, err := url.ParseQuery(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRequest(v)
		if err != nil {
			t.Fatal(err)
		}
		c, ok := r.Compared()
		if got := c.Encode(); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %s, %v, want %s", tt.in, got, ok, tt.want)
		}
	}
}

func FuzzComparison(f *testing.F) {
	for _, s := range []string{"q=lens&q=honey&year=1974&by=share", "q=%22a+b%22~10&q=tag%3A", "q=a%00&q=%C2%AD&year=", "q=%FF&by=x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, _ := url.ParseQuery(in)
		c, err := ParseComparison(v)
		var bad *ParamError
		if err != nil && !errors.As(err, &bad) || len(c.Searches) > MaxCompared {
			t.Fatalf("%+v, %v", c, err)
		}
		back, _ := url.ParseQuery(c.Encode())
		again, err := ParseComparison(back)
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("%s\n read %+v\n then %+v, %v", c.Encode(), c, again, err)
		}
	})
}
