package things

import (
	"cmp"
	"math"
	"strconv"

	"reftel/internal/archive"
	"reftel/internal/query"
	"reftel/internal/reference"
	"reftel/internal/server/shape"
	"reftel/web/templates"
	"reftel/web/templates/things"
)

// PostsMapped is how many posts the first page shows, and postsListed how many of them
// before the rest is folded away.
const (
	PostsMapped = 150
	postsListed = 10
)

// point is a post on the map, the larger the more of the cables it sent.
func point(p reference.Post, count, most int) things.Point {
	return things.Point{
		X: int(math.Round(2 * (p.Lon + 180))), Y: int(math.Round(2 * (84 - p.Lat))), Label: p.Name,
		Size: leastPoint + int(math.Round((largest-leastPoint)*math.Sqrt(float64(count)/float64(max(most, 1))))),
	}
}

// Posts shapes the posts that sent most as a map and a list.
func Posts(t shape.Terms, posts *archive.FacetPage) things.Atlas {
	say := t.Words
	v := things.Atlas{Title: say.Say("Where they come from")}
	most := 0
	for _, b := range posts.Buckets {
		if b.Value == query.None || b.Count == 0 {
			continue
		}
		most = max(most, b.Count)
		item := templates.Item{Label: cmp.Or(b.Label, b.Value), Count: b.Count, Href: shape.PostPath(b.Value)}
		if len(v.Posts) < postsListed {
			v.Posts = append(v.Posts, item)
		} else {
			v.More = append(v.More, item)
		}
		if p, ok := t.Post(b.Value); ok && p.HasPlace {
			at := point(p, b.Count, most)
			at.Href, at.Label = item.Href, say.Say("%s: %s", item.Label, say.Num(b.Count))
			v.Points = append(v.Points, at)
		}
	}
	if n := len(v.Posts) + len(v.More); posts.Total > n {
		v.All = &templates.Link{Label: say.Say("All %s posts", strconv.Itoa(posts.Total)), Href: shape.IndexPaths[query.Origin]}
	}
	if len(v.Points) > 0 {
		v.Note = say.Say("A point is a post, the larger the more cables it sent.")
		if without := len(v.Posts) + len(v.More) - len(v.Points); without > 0 {
			v.Note += " " + say.Count(without, "Of %d in the list no place is known.", "Of %d in the list no place is known.")
		}
	}
	return v
}
