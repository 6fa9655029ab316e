package things

import (
	"fmt"
	"testing"

	"reftel/internal/archive"
	"reftel/internal/query"
)

func TestPosts(t *testing.T) {
	t.Parallel()
	tm := terms(t)
	page := &archive.FacetPage{Total: 300}
	page.Buckets = []archive.Bucket{{Value: query.None, Label: "None", Count: 900}, {Value: "OSLO", Label: "Embassy Oslo", Count: 400}, {Value: "BERN", Label: "Embassy Bern", Count: 100}, {Value: "NOWHERE AT ALL", Count: 2}}
	for i := range 20 {
		page.Buckets = append(page.Buckets, archive.Bucket{Value: fmt.Sprint("QUAY", i), Count: 1})
	}
	v := Posts(tm, page)
	if len(v.Posts) != postsListed || len(v.Posts)+len(v.More) != 23 || v.All == nil || v.All.Label != "All 300 posts" {
		t.Errorf("%d posts and %d more, %+v", len(v.Posts), len(v.More), v.All)
	}
	if len(v.Points) != 2 || v.Points[0].Size != largest || v.Points[0].Size <= v.Points[1].Size || v.Points[1].Href != "/post/BERN" || v.Points[1].Label != "Embassy Bern: 100" {
		t.Errorf("%+v", v.Points)
	}
	if want := "A point is a post, the larger the more cables it sent. Of 21 in the list no place is known."; v.Note != want {
		t.Errorf("%q", v.Note)
	}
	if v = Posts(tm, &archive.FacetPage{}); v.Posts != nil || v.Note != "" || v.All != nil {
		t.Errorf("no posts: %+v", v)
	}
}
