package visible

import (
	"strings"
	"testing"
)

// TestHTML holds that pages show what is hidden and keep their lines, and that others
// are not copied.
func TestHTML(t *testing.T) {
	t.Parallel()
	for in, want := range hidden {
		if strings.Contains(in, "\r") {
			continue
		}
		if got := string(HTML([]byte("<p>Oslo — \n" + in + "\t</p>\r\n"))); got != "<p>Oslo — \n"+want+"\t</p>\r\n" {
			t.Errorf("%q is shown as %q", in, got)
		}
	}
	for _, s := range seen {
		in := []byte("<p>" + s + "\n</p>")
		if got := HTML(in); string(got) != string(in) || &got[0] != &in[0] {
			t.Errorf("%q is shown as %q", in, got)
		}
	}
}
