package cite

import (
	"regexp"
	"strings"

	"reftel/internal/cable"
)

// markings begin the sentence behind the file in a note of editors on the source.
var markings = regexp.MustCompile(`\. (?:Top Secret|Secret|Confidential|Limited Official Use|Official Use Only|Unclassified|Restricted|No classification marking|Drafted|Repeated|Sent|Transmitted|Approved|Cleared|Printed|Also|The|A |An |No )`)

// longestSource is up to how many bytes of such a note are taken for the file.
const longestSource = 300

// sourceOf is the repository and the file of a document in a volume, in the words of its
// editors: National Archives, RG 59, Central Files 1970–73, POL 27 ARAB. It is "" where
// they do not tell, or where the end of it is not plain.
func sourceOf(c *cable.Cable) string {
	for i := range c.Notes {
		s, ok := strings.CutPrefix(OneLine(c.Notes[i].Text), "Source: ")
		if !ok {
			continue
		}
		if at := markings.FindStringIndex(s); at != nil {
			s = s[:at[0]]
		} else if strings.Contains(strings.TrimSuffix(s, "."), ". ") {
			return ""
		}
		if len(s) > longestSource {
			return ""
		}
		return strings.TrimSuffix(s, ".")
	}
	return ""
}
