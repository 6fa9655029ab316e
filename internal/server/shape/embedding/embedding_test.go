package embedding

import (
	"strings"
	"testing"
)

// TestNew holds the size of frames, and that nothing breaks out of the code.
func TestNew(t *testing.T) {
	long := strings.Repeat("tangerines ", 1000)
	for _, tt := range []struct {
		text                string
		maxWidth, maxHeight int
		width, height       int
	}{
		{"Short.", 0, 0, 600, 240}, {"Short.", 300, 0, 300, 240}, {"Short.", 3000, 3000, 600, 240}, {long, 0, 0, 600, 640}, {long, 0, 400, 600, 400}, {long, 1, 1, 1, 1},
	} {
		if f := New("/", "", tt.text, tt.maxWidth, tt.maxHeight); f.Width != tt.width || f.Height != tt.height {
			t.Errorf("%.10s in %d × %d: %d × %d, want %d × %d", tt.text, tt.maxWidth, tt.maxHeight, f.Width, f.Height, tt.width, tt.height)
		}
	}
	code := New(`/"><script>`, `<b>"&`, "", 0, 0).HTML()
	if strings.Count(code, "<") != 2 || strings.Contains(code, "script>") && !strings.Contains(code, "script&gt;") || !strings.Contains(code, `title="&lt;b&gt;&#34;&amp;"`) {
		t.Errorf("the code is %s", code)
	}
}
