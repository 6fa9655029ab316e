package frus

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
	"reftel/internal/reference"
)

var (
	department = regexp.MustCompile(`^(?:(?:Acting |Deputy |Under |Assistant )*Secretary of State\b|Department of State\b|Department$)`)
	abroad     = regexp.MustCompile(`^(?:(?:Acting |Deputy |Appointed |Vice |American |Agent and )*(?:Embassy|Ambassador|Charg[ée](?: d['’]Affaires)?|Legation|Minister|Ministry|Consulate(?: General)?|Consul(?: General)?|` +
		`Interests Section|Liaison Office|High Commissioner|Diplomatic Agent|Commissioner|Representative|Mission|Delegation)\b(?: \([^)]*\))?) (?:in|at|to|on)\s+(.+)$`)
	legation = regexp.MustCompile(`(?i)\blegation of the united states\b|\b(?:american|united states) (?:legation|embassy)\b|\bembassy of the united states\b`)
	consular = regexp.MustCompile(`(?i)\bconsul`)
	bracket  = regexp.MustCompile(` ?\([^)]*\).*$`)
	office   = regexp.MustCompile(`^(?:Operation |CIA )?(?:[A-Z][\w.]* ){0,3}?(?:Embassy|Legation|Consulate|Department of|Mission to|Station in|Agency|Interests Section|Joint Chiefs of Staff|Delegation|Liaison Office|White House|Headquarters|National Security Council)\b`)
)

// origin finds the office that wrote: its post by the place of the dateline
// for one abroad, otherwise by the country where that leaves one embassy. An
// office that is not known has no code and its name as printed.
func (r reader) origin(c *cable.Cable, b *body) {
	from := c.From
	dateline := strings.Join(b.dateText, " ")
	place := placeOf(b.place)
	switch m := abroad.FindStringSubmatch(from); {
	case department.MatchString(from) && travelling(c):
	case department.MatchString(from) && (strings.HasPrefix(from, "Department") || place == "" || place == "Washington"):
		r.setPost(c, "STATE")
	case m != nil:
		where := cleanName(bracket.ReplaceAllString(m[1], ""))
		if p, ok := r.postAbroad(where, place, consular.MatchString(from)); ok {
			r.setPost(c, p.Code)
		}
	case strings.Contains(dateline, "Department of State") && place == "Washington":
		r.setPost(c, "STATE")
	case legation.MatchString(dateline) && place != "":
		if p, ok := r.city(place, false); ok {
			r.setPost(c, p.Code)
		}
	case from != "":
		if p, closeness, ok := r.tables.MatchPost(from); ok && closeness != reference.Close && len(from) < 40 && isTelegram(b) {
			r.setPost(c, p.Code)
		}
	}
	if c.Origin.Code == "" && (office.MatchString(from) || abroad.MatchString(from)) {
		c.Origin.Name = bracket.ReplaceAllString(from, "")
	}
}

// travelling reports whether the Secretary wrote to his own Department.
func travelling(c *cable.Cable) bool {
	return strings.Contains(c.From, "Secretary") && len(c.To) > 0 && strings.HasPrefix(c.To[0], "Department of State")
}

func isTelegram(b *body) bool {
	s, _ := b.head.finish()
	for _, w := range []string{"Telegram", "telegram", "Airgram", "Despatch", "Dispatch"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func (r reader) setPost(c *cable.Cable, code string) {
	if p, ok := r.tables.Post(code); ok {
		c.Origin = cable.Post{Code: p.Code, Name: p.LongName(), Country: p.Country}
	}
}

// postAbroad is the post in a country, a city or at an organisation.
func (r reader) postAbroad(where, place string, consulate bool) (reference.Post, bool) {
	switch {
	case strings.HasPrefix(where, "United Nations"):
		return r.tables.Post("USUNNEWYORK")
	case strings.HasPrefix(where, "North Atlantic Treaty Organization"), strings.HasPrefix(where, "NATO"):
		return r.tables.Post("USNATO")
	}
	if place == "Washington" {
		place = ""
	}
	for _, s := range []string{place, where} {
		if s == "" {
			continue
		}
		if p, ok := r.city(s, consulate); ok {
			return p, true
		}
		if s == place && !strings.HasPrefix(s, "[") {
			// The dateline names a city without a post: the head names more
			// than one could tell.
			break
		}
	}
	if consulate || place != "" {
		return reference.Post{}, false
	}
	var found []reference.Post
	for _, p := range r.tables.Posts() {
		if p.Kind == "embassy" && countryName(p.Country) == countryName(where) {
			found = append(found, p)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	return reference.Post{}, false
}

// city is the post in a city, an embassy unless a consulate is asked for.
func (r reader) city(s string, consulate bool) (reference.Post, bool) {
	// What is an alias now was a post then.
	p, closeness, ok := r.tables.MatchPostIn(s, 0)
	if !ok || closeness == reference.Close {
		return reference.Post{}, false
	}
	switch p.Kind {
	case "embassy":
		return p, true
	case "consulate", "mission", "office":
		return p, consulate || p.Kind != "consulate"
	}
	return reference.Post{}, false
}

// placeOf is the city of a dateline: "Foreign Service of the …, Rome," is Rome.
func placeOf(s string) string {
	s = strings.Trim(s, " ,.;:")
	s = strings.TrimSuffix(s, ", D.C")
	if strings.HasSuffix(s, "Washington") {
		return "Washington"
	}
	return s
}

// countryName is the form of a country's name in which names are compared.
func countryName(s string) string {
	s = strings.ToLower(s)
	for _, prefix := range []string{"the ", "republic of ", "federal republic of ", "kingdom of "} {
		s = strings.TrimPrefix(s, prefix)
	}
	switch s {
	case "uk", "great britain", "england":
		return "united kingdom"
	case "soviet union", "ussr", "russian federation":
		return "russia"
	case "türkiye", "turkiye":
		return "turkey"
	case "germany, federal republic of":
		return "germany"
	}
	return s
}
