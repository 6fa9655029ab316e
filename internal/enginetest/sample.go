package enginetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"reftel/internal/cable"
)

// An Input is a cable with the source that it was read from.
type Input struct {
	Cable *cable.Cable
	Raw   []byte
}

// inputs makes the source of each cable and notes it there.
func inputs(cs []*cable.Cable) []Input {
	out := make([]Input, len(cs))
	for i, c := range cs {
		var b strings.Builder
		fmt.Fprintf(&b, "<cable id=%q>\r\nSUBJECT: %s\r\n", c.ID, c.Subject)
		for _, p := range c.Paragraphs {
			fmt.Fprintf(&b, "%d. (%s) %s\r\n", p.Number, p.Mark, p.Text)
		}
		raw := []byte(b.String())
		h := sha256.Sum256(raw)
		c.Source = cable.Source{Path: fmt.Sprintf("invented/%s#%d", c.ID, i), Format: "plain", SHA256: hex.EncodeToString(h[:]), Bytes: len(raw)}
		out[i] = Input{c, raw}
	}
	return out
}

var posts = map[string]cable.Post{
	"OSLO":  {Code: "OSLO", Name: "Embassy Oslo", Country: "Norway"},
	"SUVA":  {Code: "SUVA", Name: "Embassy Suva", Country: "Fiji"},
	"TUNIS": {Code: "TUNIS", Name: "Embassy Tunis", Country: "Tunisia"},
	"DAKAR": {Code: "DAKAR", Name: "Embassy Dakar", Country: "Senegal"},
	"LAPAZ": {Code: "LAPAZ", Name: "Embassy La Paz", Country: "Bolivia"},
	"LIMA":  {Code: "LIMA", Name: "Embassy Lima", Country: "Peru"},
}

var meanings = map[string]string{
	"EWWT": "Waterborne transport", "PREL": "External political relations", "EAGR": "Agriculture and forestry",
	"ECON": "Economic conditions", "EFIS": "Commercial fishing and fish processing", "EIND": "Industry and manufacturing",
}

// made is a cable with numbered paragraphs, whose post its id names. What else it
// has stands in words "name=value": class, caption, tag, per, org, loc, misc, to,
// info, lang, collection, ref and alias, the last six and tag as often as there
// are values.
func made(id, date, subject, has string, paragraphs ...string) *cable.Cable {
	c := &cable.Cable{ID: id, Subject: subject}
	if date != "" {
		d, err := cable.ParseDate(date)
		if err != nil {
			panic(err)
		}
		c.Date = d
	}
	if m, err := cable.ParseMRN(id); err == nil {
		c.Origin = posts[m.Origin]
	}
	for _, x := range strings.Split(has, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(x), "=")
		give(c, name, value)
	}
	for i, p := range paragraphs {
		c.Paragraphs = append(c.Paragraphs, cable.Paragraph{Number: i + 1, Mark: "U", Text: p})
	}
	cable.SetAnchors(c.Paragraphs)
	return c
}

func give(c *cable.Cable, name, value string) {
	switch name {
	case "":
	case "class":
		c.Classification = value
	case "caption":
		c.Captions = append(c.Captions, value)
	case "tag":
		c.Tags = append(c.Tags, cable.Tag{Code: value, Kind: "subject", Meaning: meanings[value]})
	case "per", "org", "loc", "misc":
		c.Entities = append(c.Entities, cable.EntityCount{Kind: strings.ToUpper(name), Name: value, Count: 1})
	case "from":
		c.From = value
	case "to":
		c.To = append(c.To, value)
	case "info":
		c.Info = append(c.Info, value)
	case "lang":
		c.Language = value
	case "collection":
		c.Collection = value
	case "ref":
		c.References = append(c.References, cable.Reference{Kind: "cable", ID: value, Text: value})
	case "alias":
		c.Aliases = append(c.Aliases, value)
	default:
		panic("a cable has no " + name)
	}
}

// quay is long enough to be copied; its first sentence alone is not it.
const quay = "The governor opened the new quay at noon before a crowd of fishermen and their families. " +
	"He promised that the cold store would be finished before the rains and that ice would be sold at the price of last year. " +
	"Nobody asked who had paid for the cranes."

// sample are the cables whose answers the tables name. Each is there for some of
// them; what they speak of is invented.
func sample() []*cable.Cable {
	notes := made("79LIMA602", "1979-02-02", "HARVEST", "class=CONFIDENTIAL", "Little was gathered.")
	notes.Paragraphs[0].Heading = "Outlook for the vineyards"
	notes.Notes = []cable.Note{{Number: "1", Text: "The editors read zinnias."}}
	notes.Signers, notes.ClassifiedBy = []string{"QUILLFEATHER"}, "Deputy Bramblewood"
	inferred := made("79LIMA601", "1979-01-31", "THE GUANO COMPANY ASKS FOR MORE TIME", "class=CONFIDENTIAL; caption=EXDIS; from=AMEMBASSY LIMA; to=SECSTATE WASHDC; to=AMEMBASSY LA PAZ",
		"Guano is shipped late.")
	inferred.IDInferred, inferred.DateInferred, inferred.SubjectDisplay = true, true, "The guano company asks for more time"
	summary := made("79LIMA604", "1979-03-04", "ANCHOVY COUNT", "", "This is a long story.", "Anchovies are few.")
	summary.Summary = []string{"par2"}
	cs := []*cable.Cable{
		made("74OSLO101", "1974-03-05T10:20", "FERRY TIMETABLE FOR THE NORTHERN FJORDS",
			"class=UNCLASSIFIED; tag=EWWT; per=Ingrid Solstrand; org=Fjord Lines; loc=Bergen; from=AMEMBASSY OSLO; to=SECSTATE WASHDC; lang=en",
			"The ferries will add two sailings in June.", "Ferry crews are content with the hours."),
		made("74OSLO102", "1974-03-20", "ADDING A FERRY TO BERGEN", "class=CONFIDENTIAL; caption=LIMDIS; tag=EWWT; per=Ingrid Solstrand; loc=Bergen; ref=74OSLO101; lang=en",
			"The line is adding a ferry, says its owner."),
		made("74OSLO103", "1974-04-02", "NOTICE IN A NEWSPAPER", "class=UNCLASSIFIED; lang=en", "An ad was placed by the ministry."),
		made("74OSLO104", "1974-04", "FERRY AGROUND", "class=CONFIDENTIAL; tag=EWWT; tag=PREL; org=Fjord Lines; lang=en",
			"He added that the ferry went aground, that the ferry was pulled off and that the ferry sails again.", "The ferry captain was not hurt."),
		made("75SUVA201", "1975-01-10", "COPRA PRICES", "class=SECRET; caption=NODIS; tag=EAGR; tag=ECON; lang=en; collection=First release",
			"Growers wish for the co-operation of their neighbours before the price of copra falls further.",
			"A trader came by ferry and bought forty sacks, which were weighed on the quay, paid in coin and carried away on the same day."),
		made("75SUVA202", "1975-02-01", "COOPERATION ON REEFS", "class=UNCLASSIFIED; tag=EFIS; lang=en; collection=Second release", "Divers from two islands map the reef."),
		made("75SUVA203", "1975", "WORDS OF A SPEECH", "class=LIMITED OFFICIAL USE; lang=en; collection=Second release", "He said co operation in two words, and nobody laughed."),
		made("75SUVA204", "1975-12-31", "SÃO TOMÉ COCOA", "class=UNCLASSIFIED; tag=EAGR; per=Marcelle O'Neill; loc=São Tomé; lang=en",
			"Née in São Tomé, the minister’s aide O'Neill spoke of U.S. aid to the islands."),
		made("76TUNIS301", "1976-01-01", "SALT WORKS", "class=SECRET; caption=EXDIS; caption=NODIS; tag=EIND; tag=PREL; misc=Salt Fair; to=AMEMBASSY OSLO; info=USMISSION USNATO; lang=en",
			"The salt of the earth is sold in bags.", "The works stand idle."),
		made("76TUNIS302", "1976-06-15", "EARTH AND SALT", "class=SENSITIVE BUT UNCLASSIFIED; tag=EIND; lang=en", "Salt was found.", "The earth is dry here."),
		made("76TUNIS303", "", "SURVEY", "class=TOP SECRET; lang=en", "Earth lies one two three four five six seven eight above salt."),
		made("76TUNIS304", "1976-06-15", "LES SALINES", "class=UNCLASSIFIED; loc=Sfax; lang=fr", "Le sel est vendu à Sfax."),
		made("77DAKAR401", "1977-02-10", "OPENING AT NOON", "class=SECRET; tag=PREL; tag=EWWT; lang=en", quay),
		made("77DAKAR402", "1977-02-12", "OPENING AT NOON, CORRECTED", "class=SECRET; tag=EWWT; lang=en", quay),
		made("77TUNIS305", "1977-02-11", "OPENING IN DAKAR", "class=SECRET; tag=PREL; lang=en; collection=First release", quay),
		made("77DAKAR403", "1977-02-28", "A CROWD", "class=SECRET; lang=en", quay[:strings.Index(quay, ". ")+1]),
		made("78LIMA501", "1978-05-01", "POTTER AND KILN", "tag=EIND; tag=EAGR; misc=none", "The potter of Chira lit a kiln with carob wood.", "A cobalt glaze ran on the jars."),
		made("78LIMA502", "1978-05-02", "COBALT GLAZE", "tag=EIND", "A kiln cracked at Chira, and the potter sold jars without glaze, for want of cobalt."),
		made("78LIMA503", "1978-05-03", "JARS", "", "Jars from the kiln of a potter go to the market."),
		made("78LIMA504", "1978-05-20", "ANSWER", "alias=78LIMA5004; ref=75SUVA201; ref=69STATE77", "No."),
		made("78LAPAZ9", "1978-05-21", "SECOND ANSWER", "ref=78LIMA5004; ref=69STATE77", "No again."),
		inferred, notes, summary,
		made("79LIMA605", "1979-03-05", "MOORING", "", "A bollard.", "One bollard, one hawser.", "A bollard and a bollard.", "The third bollard."),
		made("79LIMA606", "1979-03-06", "TWO SOURCES", "", "The fuller one, which is abridged."),
		made("79LIMA606", "1979-03-06", "TWO SOURCES", "", "The fuller one, which is shown in lists."),
		made("frus1977-80v09d12", "", "MEMORANDUM", "collection=First release", "The Secretary was told of the harvest."),
	}
	for i, name := range []string{"Agda Alm", "Berit Boe", "Carl Dahl", "Dina Eng", "Egil Foss", "Finn Gran", "Grete Hall", "Hans Ivar", "Ida Juul", "Jon Krog", "Kari Lund", "Leif Moe"} {
		cs = append(cs, made(fmt.Sprintf("80OSLO%d", 101+i), fmt.Sprintf("1980-07-%02d", 1+2*i), fmt.Sprintf("WEEKLY REPORT %d", i+1), "class=UNCLASSIFIED; per="+name,
			"Vessels in the harbour were counted."))
	}
	return cs
}
